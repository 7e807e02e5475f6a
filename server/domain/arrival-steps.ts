/**
 * Five-minute steps of local days: the grain in which arrivals are held against the
 * usual. A day has 288 of them; 276 or 300 when the clock changes.
 */
import type { Calendar, LocalDay } from "./calendar.ts";
import { type EpochMs, epochMs } from "./time.ts";

export const STEP_MS = 300_000;
export const STEP_MINUTES = STEP_MS / 60_000;
export const STEPS_AN_HOUR = 60 / STEP_MINUTES;
export const HOURS_A_DAY = 24;
const STEPS_A_DAY = HOURS_A_DAY * STEPS_AN_HOUR;
export const HOURS_A_WEEK = 7 * HOURS_A_DAY;
export const STEPS_A_WEEK = 7 * STEPS_A_DAY;

/** What arrived in one step, net of blacklisted contacts. */
export interface ArrivalStep {
  /** When the step began. */
  readonly at: EpochMs;
  /** May be a fraction where only the hour's count is known and was spread over its steps. */
  readonly count: number;
  /** False: a source of the stream was silent in it, so that the count says nothing. */
  readonly isKnown: boolean;
}

/** One local day of a stream, step by step; a day that goes on has the steps that are over. */
export interface DayArrivals {
  readonly day: LocalDay;
  readonly steps: readonly ArrivalStep[];
}

/**
 * Whether all of a day was told step by step, or hours of it as a whole and spread: those say
 * how much came, but not how it scattered.
 */
export type Grain = "steps" | "hours";

/** A day that is over, and how finely it is known. */
export interface PastArrivals extends DayArrivals {
  readonly grain: Grain;
}

/** How many steps a local day has, the last one perhaps cut short. */
export const stepCountOf = (day: LocalDay): number => Math.ceil((day.end - day.start) / STEP_MS);

/** When a step of a day began. */
export const stepStart = (day: LocalDay, index: number): EpochMs => epochMs(day.start + index * STEP_MS);

/**
 * For each step of a day its place in the week of the clock on the wall: 0 is Monday
 * from 0:00 to 0:05. An hour that happens twice has the same places twice, one that the
 * clock skips has none.
 */
export function weekStepsOf(day: LocalDay, calendar: Pick<Calendar, "local">): Uint16Array {
  const places = new Uint16Array(stepCountOf(day));
  const first = calendar.local(day.start);
  const isPlain = places.length === STEPS_A_DAY && first.hour === 0 && first.minute === 0;
  for (let index = 0; index < places.length; index += 1) {
    // Asking for the zone costs a thousand times more than counting.
    const { weekday, hour, minute } = isPlain
      ? { ...first, hour: Math.floor(index / STEPS_AN_HOUR), minute: (index % STEPS_AN_HOUR) * STEP_MINUTES }
      : calendar.local(stepStart(day, index));
    places[index] = (weekday - 1) * STEPS_A_DAY + hour * STEPS_AN_HOUR + Math.floor(minute / STEP_MINUTES);
  }
  return places;
}
