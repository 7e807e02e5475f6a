/**
 * What one stream has learned from its own days. All of it follows from the arrivals of past
 * days: whoever has those can learn it anew, and nothing of it is kept.
 */
import {
  type DayArrivals,
  type Grain,
  HOURS_A_DAY,
  HOURS_A_WEEK,
  STEPS_AN_HOUR,
  weekStepsOf,
} from "./arrival-steps.ts";
import type { Calendar, LocalDay, LocalTime } from "./calendar.ts";
import { type DayExpectation, expectDay } from "./expectation.ts";
import { KnownDayTimes, type StreamPart } from "./known-day-times.ts";
import type { KnownDay, KnownDays } from "./known-days.ts";
import { Outlook, type PastOfStream } from "./outlook.ts";
import { ProjectionErrors, type SaidAt } from "./projection-errors.ts";
import { NO_PAST_ERRORS, type PastErrors } from "./projection.ts";
import { SelfCalibration } from "./self-calibration.ts";
import { DEFAULT_THRESHOLDS, type SurgeStanding, type SurgeThresholds } from "./surge.ts";
import type { EpochMs } from "./time.ts";
import { LEARNING_WEEKS, type PriorWeek, UsualLearner, type UsualWeek } from "./usual-week.ts";

/** Surge days in a row after which what they bring is learned: it may be the new normal. */
const SURGE_DAYS_LEFT_OUT = 7;
const SUNDAY = 6;

/** One day as it looked step by step to what was usual before it. */
interface JudgedDay {
  /** Hours since midnight in which there was a surge, and the hour before each. */
  readonly surgeHours: ReadonlySet<number>;
  readonly bounds: Float64Array;
  readonly said: readonly SaidAt[];
}

/**
 * Each day that is over is judged by what was usual before it, with the same code as the live
 * day, and then learned from. Left out of the usual are surge hours with the hour before
 * each (an hour of the day before is learned already), known days, public holidays, and what
 * was not seen whole. After seven surge days in a row surge hours are left out no longer.
 */
export class Experience {
  readonly #calendar: Calendar;
  readonly #knownDays: KnownDays;
  readonly #learner: UsualLearner;
  readonly #times: KnownDayTimes;
  readonly #outlook: Outlook;
  readonly #errors = new ProjectionErrors();
  readonly #calibration = new SelfCalibration();
  #thresholds: SurgeThresholds;
  #usual: UsualWeek | null;
  #last: LocalDay | null = null;
  #surgeDays: LocalDay[] = [];

  constructor(options: {
    /** The channels of the stream. Their priors together are its prior; none of one is none. */
    readonly parts: readonly StreamPart[];
    readonly calendar: Calendar;
    readonly knownDays: KnownDays;
    /** Until 13 weeks were judged. */
    readonly thresholds?: SurgeThresholds;
  }) {
    const { parts, knownDays, thresholds = DEFAULT_THRESHOLDS } = options;
    const calendar = remembering(options.calendar);
    this.#calendar = calendar;
    this.#knownDays = knownDays;
    this.#learner = new UsualLearner(priorOf(parts), calendar);
    this.#times = new KnownDayTimes(parts);
    this.#outlook = new Outlook({ calendar });
    this.#thresholds = thresholds;
    this.#usual = this.#learner.usual();
  }

  /**
   * A day is over, seen whole or in part. Ascending days; those left out are unknown. Thresholds
   * are not measured on one of which the hours alone are known.
   */
  add(arrivals: DayArrivals, grain: Grain = "steps"): void {
    const { day } = arrivals;
    if (this.#last !== null && day.start < this.#last.end)
      throw new RangeError(`${day.key} does not come after ${this.#last.key}`);
    const expectation = this.expectationOf(day);
    const judged = expectation === null ? null : this.#judge(arrivals, expectation);
    const special = this.#knownDays.on(day.key);
    if (judged !== null && expectation !== null) {
      if (grain === "steps") this.#calibration.add(judged.bounds);
      if (special?.type === "known")
        this.#times.learn(special.entry, arrivals, expectation.ordinary, this.#calendar);
      if (special === null && judged.surgeHours.size === 0 && isSeenWhole(arrivals, expectation))
        this.#errors.add(judged.said, totalOf(arrivals));
    }
    const leftOut = special === null ? this.#hoursLeftOut(judged) : "day";
    this.#learner.add({ day, steps: arrivals.steps, leftOut });
    this.#countSurgeDays(arrivals, judged);
    this.#last = day;
    this.#usual = this.#learner.usual();
    if (this.#isSunday(day)) this.#thresholds = this.#calibration.thresholds() ?? this.#thresholds;
  }

  /** As of the midnight after the last day; `null` while nothing is usual yet (`UsualLearner`). */
  usual(): UsualWeek | null {
    return this.#usual;
  }

  /** What is expected of a day that is not over, with what was learned of known days. */
  expectationOf(day: LocalDay): DayExpectation | null {
    if (this.#usual === null) return null;
    const special = this.#knownDays.on(day.key);
    const effect = special === null ? null : this.#times.effectOf(special);
    return expectDay({ day, calendar: this.#calendar, usual: this.#usual, effect });
  }

  /** Times the ordinary for each block of a known day, as learned. */
  timesOf(entry: KnownDay): readonly number[] {
    return this.#times.of(entry);
  }

  /** How far projections missed on the last 56 ordinary days. */
  pastErrors(): PastErrors {
    return this.#errors.past();
  }

  /** Measured on the own last 13 weeks each Monday, once they exist; until then as given. */
  thresholds(): SurgeThresholds {
    return this.#thresholds;
  }

  /** What an `Outlook` needs to begin the next day. */
  past(): PastOfStream {
    return { errors: this.pastErrors(), thresholds: this.#thresholds };
  }

  /** How the surge stood at the end of the last day that was judged. */
  standing(): SurgeStanding {
    return this.#outlook.standing();
  }

  /** In which of its first four weeks of own history the stream is; `null` after them. */
  learning(): { readonly week: number; readonly of: number } | null {
    const { weeks } = this.#learner;
    return weeks < LEARNING_WEEKS ? { week: Math.floor(weeks) + 1, of: LEARNING_WEEKS } : null;
  }

  /**
   * Since when every day has been a surge day, once seven have: what they bring is learned
   * from then on, and somebody should say whether it is the new normal. `null` otherwise.
   */
  newNormalSince(): EpochMs | null {
    return this.#surgeDays.length < SURGE_DAYS_LEFT_OUT ? null : (this.#surgeDays[0]?.start ?? null);
  }

  #judge({ day, steps }: DayArrivals, expectation: DayExpectation): JudgedDay {
    const places = weekStepsOf(day, this.#calendar);
    const surgeHours = new Set<number>();
    const bounds = new Float64Array(places.length).fill(NaN);
    const said: SaidAt[] = [];
    this.#outlook.beginDay(expectation, { errors: NO_PAST_ERRORS, thresholds: this.#thresholds });
    for (const [index, step] of steps.entries()) {
      if (index % STEPS_AN_HOUR === 0) {
        const clockHour = Math.floor((places[index] ?? 0) / STEPS_AN_HOUR) % HOURS_A_DAY;
        said.push({ clockHour, plain: this.#outlook.projection().plain });
      }
      this.#outlook.step(step);
      const { level, reason } = this.#outlook.surge();
      bounds[index] = reason?.lowerBound ?? NaN;
      if (level !== "surge" && level !== "extreme") continue;
      const hour = Math.floor(index / STEPS_AN_HOUR);
      surgeHours.add(hour - 1).add(hour);
    }
    return { surgeHours, bounds, said };
  }

  #hoursLeftOut(judged: JudgedDay | null): ReadonlySet<number> {
    return judged === null || this.#surgeDays.length >= SURGE_DAYS_LEFT_OUT ? NO_HOURS : judged.surgeHours;
  }

  /** A day of which nothing was seen neither goes on with a series nor ends it. */
  #countSurgeDays({ day, steps }: DayArrivals, judged: JudgedDay | null): void {
    const follows = this.#last?.end === day.start;
    if (follows && !steps.some(({ isKnown }) => isKnown)) return;
    const isSurgeDay = judged !== null && judged.surgeHours.size > 0;
    if (!isSurgeDay) this.#surgeDays = [];
    else this.#surgeDays = follows ? [...this.#surgeDays, day] : [day];
  }

  #isSunday(day: LocalDay): boolean {
    return this.#calendar.local(day.start).weekday - 1 === SUNDAY;
  }
}

/** Five parts ask what time a day begins; asking the zone each time was an eighth of the work. */
function remembering(calendar: Calendar): Calendar {
  let last: { readonly at: EpochMs; readonly local: LocalTime } | null = null;
  return {
    ...calendar,
    local(at) {
      if (last?.at !== at) last = { at, local: calendar.local(at) };
      return last.local;
    },
  };
}

const NO_HOURS: ReadonlySet<number> = new Set();

function priorOf(parts: readonly StreamPart[]): PriorWeek | null {
  const sum = new Float64Array(HOURS_A_WEEK);
  for (const { prior } of parts) {
    if (prior === null) return null;
    for (const [hour, contacts] of prior.flat().entries()) sum[hour] = (sum[hour] ?? 0) + contacts;
  }
  return Array.from({ length: HOURS_A_WEEK / HOURS_A_DAY }, (_, weekday) => [
    ...sum.subarray(weekday * HOURS_A_DAY, (weekday + 1) * HOURS_A_DAY),
  ]);
}

const isSeenWhole = ({ steps }: DayArrivals, { expected }: DayExpectation): boolean =>
  steps.length === expected.length && steps.every(({ isKnown }) => isKnown);
const totalOf = ({ steps }: DayArrivals): number => steps.reduce((total, { count }) => total + count, 0);
