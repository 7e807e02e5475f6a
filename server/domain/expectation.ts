import { HOURS_A_WEEK, STEPS_AN_HOUR, weekStepsOf } from "./arrival-steps.ts";
import type { Calendar, LocalDay } from "./calendar.ts";
import type { UsualWeek } from "./usual-week.ts";

/** Standard deviation / mean of a prior that may not suit the house, before the first own week. */
const COLD_START_SPREAD = 0.25;
/** Own weeks by which a quarter of that spread's square is left: 1 / (1 + 4 W). */
const COLD_START_PACE = 4;

/** How a day in the calendar differs from its weekday, for one stream. */
export interface DayEffect {
  /** For each local hour, 0 to 23: times the ordinary. */
  readonly times: readonly number[];
  /** For each local hour: standard deviation / mean of what comes of it. */
  readonly spread: readonly number[];
}

/** What is expected of one local day, for each of its steps from midnight: 288 of them, 276 or 300 when the clock changes. */
export interface DayExpectation {
  readonly day: LocalDay;
  /** Contacts of an ordinary day of this weekday. */
  readonly ordinary: Float64Array;
  /** The same times what the calendar says of the day. */
  readonly expected: Float64Array;
  /**
   * Variance / mean^2 that the expectation itself has, beyond the ordinary coming and going
   * of contacts: spread^2 of the calendar + 0.25^2 / (1 + 4 W) after W own weeks.
   */
  readonly extraVariance: Float64Array;
  /** That of the ordinary day: without what the calendar adds. */
  readonly ordinaryVariance: number;
}

/**
 * The expectation for one day. An hour that happens twice is expected twice, one that the
 * clock skips not at all. `effect`: `null` for a day that is like its weekday.
 */
export function expectDay(options: {
  readonly day: LocalDay;
  readonly calendar: Pick<Calendar, "local">;
  readonly usual: UsualWeek;
  readonly effect: DayEffect | null;
}): DayExpectation {
  const { day, calendar, usual, effect } = options;
  const places = weekStepsOf(day, calendar);
  const ordinary = new Float64Array(places.length);
  const expected = new Float64Array(places.length);
  const coldStart = COLD_START_SPREAD ** 2 / (1 + COLD_START_PACE * usual.weeks);
  const extraVariance = new Float64Array(places.length).fill(coldStart);
  for (const [index, place] of places.entries()) {
    const hour = Math.floor(place / STEPS_AN_HOUR) % (HOURS_A_WEEK / 7);
    const contacts = usual.perStep[place] ?? 0;
    ordinary[index] = contacts;
    expected[index] = contacts * (effect?.times[hour] ?? 1);
    if (effect !== null) extraVariance[index] = coldStart + (effect.spread[hour] ?? 0) ** 2;
  }
  return { day, ordinary, expected, extraVariance, ordinaryVariance: coldStart };
}
