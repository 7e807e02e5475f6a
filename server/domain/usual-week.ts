import { type DayArrivals, HOURS_A_WEEK, STEPS_AN_HOUR, STEPS_A_WEEK, weekStepsOf } from "./arrival-steps.ts";
import type { Calendar, LocalDay } from "./calendar.ts";
import { hymanSpline } from "./hyman-spline.ts";

/** What the prior weighs against weeks of own history. */
const PRIOR_WEEKS = 4;
/** What a week counts for a week later: half of it after three months. */
const KEPT_A_WEEK = 0.95;
const LEVEL_DAYS = 28;
/** Contacts as usual that the level is held against: a quiet house follows its four weeks slowly. */
const LEVEL_PRIOR = 300;
/** Own weeks until a house has learned what is usual; without a prior it has no usual week before. */
export const LEARNING_WEEKS = 4;
const DAYS_A_WEEK = 7;

/** Expected contacts by weekday (Monday first) and hour of the local clock, in an ordinary week. */
export type PriorWeek = readonly (readonly number[])[];

/** What is usual as of one midnight: contacts by the clock on the wall, Monday 0:00 first. */
export interface UsualWeek {
  /** Each of the 168 hours, smoothed, the level included. */
  readonly perHour: Float64Array;
  /** Each of the 2016 steps of five minutes. The steps of an hour add up to it. */
  readonly perStep: Float64Array;
  /** The last four weeks against the same hours of the smoothed week. */
  readonly level: number;
  /** Weeks of own history that were counted, in hours: 84 counted hours are half a week. */
  readonly weeks: number;
}

/** A local day that is over, and what of it is not to be learned. */
export interface LearningDay extends DayArrivals {
  /** Hours since local midnight, 0 to 24 (an hour that happens twice is two), or the whole day. */
  readonly leftOut: ReadonlySet<number> | "day";
}

/** Hours that one of the last four weeks' days counted. */
interface RecentDay {
  readonly number: number;
  readonly hoursOfWeek: readonly number[];
  readonly total: number;
}

/**
 * Learns the usual week of one stream from its days, in ascending order. For each hour of
 * the week `h`, from the prior `p` and the counts `n` of weeks of `age` 0, 1, ... :
 *
 *     m[h] = (4 p[h] + sum 0.95^age n[h]) / (4 + sum 0.95^age)
 *     s[h] = (m[h-1] + 2 m[h] + m[h+1]) / 4
 *     L    = (contacts of the last 28 days + 300) / (s of the same hours + 300)
 *     usual = L s, spread over the steps of each hour by `hymanSpline`
 *
 * The last day and the six before it have age 0. Hours that are left out, and hours not
 * every step of which is known, are in no sum; nor are days that are never added. An hour
 * that happens twice is counted twice, each time as one hour. Without a prior the usual week
 * is `null` until four weeks are counted and every hour of the week at least once.
 */
export class UsualLearner {
  readonly #prior: Float64Array | null;
  readonly #calendar: Pick<Calendar, "local" | "daysBetween">;
  /** Contacts and hours of each hour of the week, of age 0 on the weekday's newest day. */
  readonly #contacts = new Float64Array(HOURS_A_WEEK);
  readonly #hours = new Float64Array(HOURS_A_WEEK);
  /** The number of each weekday's newest day, on which its sums have age 0. */
  readonly #newest = new Float64Array(DAYS_A_WEEK);
  #recent: RecentDay[] = [];
  #last: LocalDay | null = null;
  #today = 0;
  #countedHours = 0;

  constructor(prior: PriorWeek | null, calendar: Pick<Calendar, "local" | "daysBetween">) {
    this.#prior = prior === null ? null : Float64Array.from(prior.flat());
    this.#calendar = calendar;
  }

  /** Weeks of own history, as in `UsualWeek`. */
  get weeks(): number {
    return this.#countedHours / HOURS_A_WEEK;
  }

  add(learning: LearningDay): void {
    this.#today = this.#numberOf(learning.day);
    const places = weekStepsOf(learning.day, this.#calendar);
    const weekday = Math.floor(((places[0] ?? 0) / STEPS_A_WEEK) * DAYS_A_WEEK);
    this.#grow(weekday);
    const hoursOfWeek: number[] = [];
    let total = 0;
    for (const { hourOfWeek, count } of countedHours(learning, places)) {
      this.#contacts[hourOfWeek] = (this.#contacts[hourOfWeek] ?? 0) + count;
      this.#hours[hourOfWeek] = (this.#hours[hourOfWeek] ?? 0) + 1;
      hoursOfWeek.push(hourOfWeek);
      total += count;
    }
    this.#countedHours += hoursOfWeek.length;
    this.#recent = this.#recent.filter(({ number }) => number > this.#today - LEVEL_DAYS);
    this.#recent.push({ number: this.#today, hoursOfWeek, total });
  }

  /** As of the midnight after the last day that was added. */
  usual(): UsualWeek | null {
    const smoothed = this.#smoothed();
    if (smoothed === null) return null;
    const level = this.#levelOver(smoothed);
    const perHour = smoothed.map((contacts) => level * contacts);
    return { perHour, perStep: hymanSpline(perHour, STEPS_AN_HOUR), level, weeks: this.weeks };
  }

  /** Days since the first one that was added. */
  #numberOf(day: LocalDay): number {
    const last = this.#last;
    this.#last = day;
    if (last === null) return 0;
    // Asking for the zone costs more than all the rest; days mostly follow each other.
    const since = last.end === day.start ? 1 : this.#calendar.daysBetween(last.start, day.start);
    return this.#today + since;
  }

  /** Makes the sums of a weekday older, up to today. */
  #grow(weekday: number): void {
    const kept = this.#keptOf(weekday);
    this.#newest[weekday] = this.#today;
    for (let hour = weekday * 24; hour < weekday * 24 + 24; hour += 1) {
      this.#contacts[hour] = (this.#contacts[hour] ?? 0) * kept;
      this.#hours[hour] = (this.#hours[hour] ?? 0) * kept;
    }
  }

  /** What the sums of a weekday still count today. */
  #keptOf(weekday: number): number {
    return KEPT_A_WEEK ** Math.floor((this.#today - (this.#newest[weekday] ?? 0)) / DAYS_A_WEEK);
  }

  #smoothed(): Float64Array | null {
    if (this.#prior === null && (this.weeks < LEARNING_WEEKS || this.#hours.includes(0))) return null;
    const priorWeeks = this.#prior === null ? 0 : PRIOR_WEEKS;
    const means = this.#contacts.map((contacts, hour) => {
      const kept = this.#keptOf(Math.floor(hour / 24));
      const prior = priorWeeks * (this.#prior?.[hour] ?? 0);
      return (prior + kept * contacts) / (priorWeeks + kept * (this.#hours[hour] ?? 0));
    });
    const around = (hour: number): number => means[(hour + HOURS_A_WEEK) % HOURS_A_WEEK] ?? 0;
    return means.map((mean, hour) => (around(hour - 1) + 2 * mean + around(hour + 1)) / 4);
  }

  #levelOver(smoothed: Float64Array): number {
    let contacts = 0;
    let expected = 0;
    for (const { hoursOfWeek, total } of this.#recent) {
      contacts += total;
      for (const hour of hoursOfWeek) expected += smoothed[hour] ?? 0;
    }
    return (contacts + LEVEL_PRIOR) / (expected + LEVEL_PRIOR);
  }
}

/** The whole hours of a day that may be learned. */
function* countedHours(
  { steps, leftOut }: LearningDay,
  places: Uint16Array,
): Generator<{ readonly hourOfWeek: number; readonly count: number }> {
  if (leftOut === "day") return;
  const hourAt = (index: number): number => Math.floor((places[index] ?? -1) / STEPS_AN_HOUR);
  let begin = 0;
  while (begin < places.length) {
    const hourOfWeek = hourAt(begin);
    let end = begin;
    let count = 0;
    let isCounted = true;
    while (end < places.length && end - begin < STEPS_AN_HOUR && hourAt(end) === hourOfWeek) {
      const step = steps[end];
      isCounted &&= step?.isKnown === true && !leftOut.has(Math.floor(end / STEPS_AN_HOUR));
      count += step?.count ?? 0;
      end += 1;
    }
    if (isCounted && end - begin === STEPS_AN_HOUR) yield { hourOfWeek, count };
    begin = end;
  }
}
