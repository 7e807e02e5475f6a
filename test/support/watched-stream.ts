/** One stream watched day by day, by the code that runs live. */
import { type DayArrivals, STEPS_AN_HOUR } from "#domain/arrival-steps.ts";
import type { DayExpectation } from "#domain/expectation.ts";
import type { Experience } from "#domain/experience.ts";
import { type DayProjection, Outlook, type OutlookReading, type PastOfStream } from "#domain/outlook.ts";
import type { UsualBand } from "#domain/usual-band.ts";
import { SURGE_LEVELS, type SurgeThresholds } from "#domain/surge.ts";

import { rome } from "./usual-days.ts";

/** Full hours since midnight at which what is said is kept. */
export const SAID_AT = [6, 9, 12, 15, 18, 21];

interface Said {
  readonly hour: number;
  readonly projection: DayProjection;
  /** Whether the day so far, and the last hour, lay in the usual range. */
  readonly isUsual: boolean;
  readonly isUsualHour: boolean;
}

/** A day as it was watched. */
export interface WatchedDay {
  readonly expectation: DayExpectation;
  readonly past: PastOfStream;
  /** What the stream itself had learned of its thresholds by then. */
  readonly ownThresholds: SurgeThresholds;
  /** After each step: 0 is none, 3 extreme. */
  readonly levels: readonly number[];
  /** At the hours of `SAID_AT`. */
  readonly said: readonly Said[];
  /** How often it was called too quiet. */
  readonly silences: number;
  readonly total: number;
}

/**
 * Watches consecutive days and learns from each when it is over; days before the one with the
 * number `from` are only learned from. `thresholds`: in place of those that the stream has learned.
 */
export function watchDays(
  days: readonly DayArrivals[],
  experience: Experience,
  { from = 0, thresholds }: { readonly from?: number; readonly thresholds?: SurgeThresholds } = {},
): WatchedDay[] {
  const outlook = new Outlook({ calendar: rome });
  const watched: WatchedDay[] = [];
  for (const [index, arrivals] of days.entries()) {
    const expectation = experience.expectationOf(arrivals.day);
    if (index >= from && expectation !== null) {
      const past = experience.past();
      const inForce = { ...past, thresholds: thresholds ?? past.thresholds };
      const day = watchDay(outlook, arrivals, expectation, inForce);
      watched.push({ ...day, ownThresholds: past.thresholds });
    }
    experience.add(arrivals);
  }
  return watched;
}

function watchDay(
  outlook: Outlook,
  { steps }: DayArrivals,
  expectation: DayExpectation,
  past: PastOfStream,
): Omit<WatchedDay, "ownThresholds"> {
  const levels: number[] = [];
  const said: Said[] = [];
  let [total, silences, isQuiet] = [0, 0, false];
  outlook.beginDay(expectation, past);
  for (const [index, step] of steps.entries()) {
    outlook.step(step);
    levels.push(levelOf(outlook));
    total += step.count;
    const wasQuiet = isQuiet;
    isQuiet = outlook.tooQuiet() !== null;
    if (isQuiet && !wasQuiet) silences += 1;
    const hour = (index + 1) / STEPS_AN_HOUR;
    if (SAID_AT.includes(hour)) said.push(saidAt(hour, outlook.reading()));
  }
  return { expectation, past, levels, said, silences, total };
}

function saidAt(hour: number, { projection, soFar, lastHour }: OutlookReading): Said {
  return { hour, projection, isUsual: isIn(soFar), isUsualHour: lastHour !== null && isIn(lastHour) };
}

const isIn = ({ count, band }: { readonly count: number; readonly band: UsualBand }): boolean =>
  count >= band.low && count <= band.high;

/** The levels after each step of consecutive days, by what was expected of them; nothing is learned. */
export function levelsOf(days: readonly DayArrivals[], watched: readonly WatchedDay[]): number[] {
  const outlook = new Outlook({ calendar: rome });
  const levels: number[] = [];
  for (const [index, { steps }] of days.entries()) {
    const day = watched[index];
    if (day === undefined) break;
    outlook.beginDay(day.expectation, day.past);
    for (const step of steps) {
      outlook.step(step);
      levels.push(levelOf(outlook));
    }
  }
  return levels;
}

const levelOf = (outlook: Outlook): number => SURGE_LEVELS.indexOf(outlook.surge().level);

/** How often a level was reached from below. */
export const alertsOf = (levels: readonly number[], level: number): number =>
  levels.filter((now, index) => now >= level && (levels[index - 1] ?? 0) < level).length;

/** The value that `share` of the others lie below; `NaN` of none. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
