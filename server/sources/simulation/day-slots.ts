import type { Calendar, LocalDay, LocalTime } from "#domain/calendar.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

export const SLOT_MINUTES = 5;
export const SLOT_MS = SLOT_MINUTES * 60_000;

/** Five minutes of a local day, with what the clock shows when they begin. */
export interface Slot {
  readonly start: EpochMs;
  readonly local: LocalTime;
}

/** The slots of a day: 288, and 276 or 300 when the clock changes. An hour that happens twice is there twice. */
export function slotsOf(day: LocalDay, calendar: Calendar): Slot[] {
  const slots: Slot[] = [];
  for (let at: number = day.start; at < day.end; at += SLOT_MS) {
    const start = epochMs(at);
    slots.push({ start, local: calendar.local(start) });
  }
  return slots;
}

/**
 * The same calendar, quick about instants of the day whose slots these are: time
 * zones are asked once a slot, because no clock changes within five minutes.
 */
export function calendarOfSlots(slots: readonly Slot[], calendar: Calendar): Calendar {
  const start = slots[0]?.start ?? 0;
  return {
    ...calendar,
    local(at) {
      const slot = slots[Math.floor((at - start) / SLOT_MS)];
      if (slot === undefined) return calendar.local(at);
      return { ...slot.local, minute: slot.local.minute + Math.floor((at - slot.start) / 60_000) };
    },
  };
}
