import type { SurgeLevel } from "#domain/surge.ts";
import { type EpochMs, hours, minutes, seconds } from "#domain/time.ts";
import type { OutlookSnapshot, StaffingSnapshot } from "#wire/outlook.ts";

/** An hour as usual, but for the level of its surge. */
export function calmOutlook(now: EpochMs, level: SurgeLevel): OutlookSnapshot {
  const beside = { count: 10, expected: 10, low: 5, high: 15 };
  return {
    asOfMs: now,
    soFar: { ...beside, counted: 10, ordinary: 10, seenSinceMs: null, unseenMs: 0 },
    lastHour: { ...beside, unseenMs: 0 },
    projection: { total: 100, low: 80, high: 120, isAtLeast: false, meanError: null, fan: null },
    surge: {
      level,
      sinceMs: level === "none" ? null : now,
      reason: {
        windowMs: hours(1),
        count: 10,
        expected: 10,
        ratio: 1,
        lowerBound: 0.6,
        threshold: 1.3,
        certainty: 0.99,
      },
    },
    tooQuiet: null,
    learning: null,
    newNormalSinceMs: null,
  };
}

/** `null`: it is not known how many operators are needed. */
export const staffingSnapshot = (needed: number | null): StaffingSnapshot | null =>
  needed === null
    ? null
    : {
        needed,
        neededIfPatient: needed,
        withinMs: seconds(20),
        target: 0.8,
        reached: null,
        contactsPerHour: 9,
        handleMs: minutes(8),
        patienceMs: minutes(7),
        assumed: [],
      };
