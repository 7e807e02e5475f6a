/**
 * Today against the usual, for one stream: so far, the last hour, where the day will end,
 * surge and silence. Lives on five-minute steps, in every place alike: live, when past days
 * are learned from, and in verification. Windows and evidence reach over midnight.
 */
import { type ArrivalStep, STEP_MS, STEPS_AN_HOUR, stepStart } from "./arrival-steps.ts";
import type { Calendar } from "./calendar.ts";
import { DiscountedEvidence } from "./discounted-evidence.ts";
import type { DayExpectation } from "./expectation.ts";
import { type DayTotals, OutlookDay, type SoFar } from "./outlook-day.ts";
import {
  conformalWidening,
  type FanPoint,
  type Interval,
  knownDayPrior,
  NO_PAST_ERRORS,
  ORDINARY_PRIOR,
  type PastErrors,
  plainInterval,
  type ProjectionMode,
  type RatioBelief,
  ratioBelief,
  SURGE_PRIOR,
  widened,
} from "./projection.ts";
import {
  type SeenWindow,
  SurgeDetector,
  type SurgeReading,
  type SurgeStanding,
  type SurgeThresholds,
  type WindowCount,
} from "./surge.ts";
import { type EpochMs, hours } from "./time.ts";
import { type Silence, SilenceWatch } from "./too-quiet.ts";
import { type UsualBand, usualBand } from "./usual-band.ts";

/** How long evidence for the rest of the day lasts. */
const ORDINARY_MEMORY = hours(5);
const SURGE_MEMORY = hours(2);
const HOUR = hours(1);

/** What a stream has learned about itself from the days before. */
export interface PastOfStream {
  readonly errors: PastErrors;
  readonly thresholds: SurgeThresholds;
}

/** The count at the end of the day with its 80 % interval. While a surge goes on say "at least": it may grow. */
export interface DayProjection extends Interval {
  readonly mode: ProjectionMode;
  /** Before the own past errors widened or narrowed it: what past errors are measured on. */
  readonly plain: Interval;
  /** Mean of |projected - came| / came of past days at this hour of the clock; `null`: none yet. */
  readonly pastError: number | null;
}

export interface OutlookReading {
  /** The end of the last step that is over; everything here is as of then. */
  readonly at: EpochMs;
  readonly isKnownDay: boolean;
  /** Contacts of the whole day: expected, and of an ordinary day of this weekday. */
  readonly day: DayTotals;
  /** `ratio`: to the expected so far; `null` where nothing was expected. */
  readonly soFar: SoFar & { readonly ratio: number | null; readonly band: UsualBand };
  /** Its known steps; `null` when less than half of them are known. */
  readonly lastHour: (SeenWindow & { readonly band: UsualBand }) | null;
  /** Expected of the coming hour (`OutlookDay.nextHour`), at the ordinary rate of this day. */
  readonly nextHour: number | null;
  readonly projection: DayProjection;
  /**
   * From the next full hour to midnight; empty when the day is over. Where something was not
   * seen it begins with the present.
   */
  readonly fan: readonly FanPoint[];
  readonly surge: SurgeReading;
  readonly tooQuiet: Silence | null;
}

export class Outlook {
  readonly #calendar: Pick<Calendar, "local">;
  #today: OutlookDay | null = null;
  #meanError = NO_PAST_ERRORS.meanError;
  /** By the hour of the clock. */
  #widenings: readonly number[] = [];
  #detector = new SurgeDetector();
  #silence = new SilenceWatch();
  #ordinaryEvidence = new DiscountedEvidence(ORDINARY_MEMORY);
  #surgeEvidence = new DiscountedEvidence(SURGE_MEMORY);
  /** Known days are like no day before them: evidence is of today alone. */
  #evidenceOfToday = new DiscountedEvidence(ORDINARY_MEMORY);

  constructor(options: { readonly calendar: Pick<Calendar, "local"> }) {
    this.#calendar = options.calendar;
  }

  /**
   * A local day begins. Steps of the day before that never came count as not known. A day
   * that does not follow the last one begins with nothing known of the hours before it.
   */
  beginDay(expectation: DayExpectation, { errors, thresholds }: PastOfStream): void {
    const last = this.#today;
    if (last?.expectation.day.end === expectation.day.start) this.#skipTo(last, last.length);
    else if (last !== null) this.#forget();
    this.#today = new OutlookDay(expectation, this.#calendar);
    this.#evidenceOfToday = new DiscountedEvidence(ORDINARY_MEMORY);
    this.#meanError = errors.meanError;
    this.#widenings = errors.scores.map(conformalWidening);
    this.#detector.adopt(thresholds);
  }

  /** Five minutes of today are over. Ascending; steps left out between two count as not known. */
  step(step: ArrivalStep): void {
    const today = this.#day();
    const index = (step.at - today.expectation.day.start) / STEP_MS;
    if (!Number.isInteger(index) || index < today.over || index >= today.length)
      throw new RangeError(`no next step of ${today.expectation.day.key}: ${step.at}`);
    this.#skipTo(today, index);
    this.#take(today, step);
  }

  reading(): OutlookReading {
    const today = this.#day();
    const soFar = today.soFar();
    const lastHour = this.#detector.seen(HOUR);
    return {
      at: today.now,
      isKnownDay: today.isKnownDay,
      day: today.totals,
      soFar: {
        ...soFar,
        ratio: soFar.expected > 0 ? soFar.count / soFar.expected : null,
        band: bandOf(soFar),
      },
      lastHour: lastHour === null ? null : { ...lastHour, band: bandOf(lastHour) },
      nextHour: today.nextHour(),
      projection: this.projection(),
      fan: this.#fan(today),
      surge: this.surge(),
      tooQuiet: this.tooQuiet(),
    };
  }

  /** How the surge stands, for an outlook that has seen less of the past. */
  standing(): SurgeStanding {
    return this.#detector.standing();
  }

  resume(standing: SurgeStanding): void {
    this.#detector.resume(standing);
  }

  /** A part of the reading by itself: cheap enough for every step of months. */
  surge(): SurgeReading {
    return this.#detector.reading();
  }

  /** A part of the reading by itself, as cheap. */
  tooQuiet(): Silence | null {
    return this.#silence.tooQuiet();
  }

  projection(): DayProjection {
    const today = this.#day();
    const mode = this.#mode(today);
    const pastError = this.#meanError[today.clockHour] ?? null;
    const { counted, belief, missing, widening } = this.#forecast(today, mode);
    const plain = plainInterval(counted, belief, missing + today.expectedUntil(today.length));
    return { mode, plain, pastError, ...widened(plain, widening, counted) };
  }

  #fan(today: OutlookDay): FanPoint[] {
    const { counted, belief, missing, widening } = this.#forecast(today, this.#mode(today));
    const pointAt = (step: number): FanPoint => {
      const interval = plainInterval(counted, belief, missing + today.expectedUntil(step));
      return { at: stepStart(today.expectation.day, step), ...widened(interval, widening, counted) };
    };
    if (today.over === today.length) return [];
    const points = missing > 0 ? [pointAt(today.over)] : [];
    const nextHour = today.over + STEPS_AN_HOUR - (today.over % STEPS_AN_HOUR);
    for (let step = nextHour; step < today.length; step += STEPS_AN_HOUR) points.push(pointAt(step));
    return [...points, pointAt(today.length)];
  }

  /** What was not seen is forecast like what is still to come: it came at the same ratio to the expected. */
  #forecast(today: OutlookDay, mode: ProjectionMode) {
    const [belief, widening] = [this.#belief(today, mode), this.#widening(today, mode)];
    return { belief, widening, counted: today.soFar().counted, missing: today.missingAt(belief.mean) };
  }

  #mode(today: OutlookDay): ProjectionMode {
    if (this.#detector.isSurge) return "surge";
    return today.isKnownDay ? "known-day" : "ordinary";
  }

  #belief(today: OutlookDay, mode: ProjectionMode): RatioBelief {
    switch (mode) {
      case "surge":
        return ratioBelief(SURGE_PRIOR, this.#surgeEvidence.evidence);
      case "known-day":
        return ratioBelief(knownDayPrior(today.variance), this.#evidenceOfToday.evidence);
      case "ordinary":
        return ratioBelief(ORDINARY_PRIOR, this.#ordinaryEvidence.evidence);
    }
  }

  /** Past errors are of ordinary days: they may widen the interval of another day, but not narrow it. */
  #widening(today: OutlookDay, mode: ProjectionMode): number {
    const widening = this.#widenings[today.clockHour] ?? 0;
    return mode === "ordinary" ? widening : Math.max(0, widening);
  }

  #skipTo(today: OutlookDay, index: number): void {
    while (today.over < index)
      this.#take(today, { at: stepStart(today.expectation.day, today.over), count: 0, isKnown: false });
  }

  #take(today: OutlookDay, step: ArrivalStep): void {
    const { expected, extraVariance } = today.expectation;
    const measured = {
      at: step.at,
      count: step.count,
      isKnown: step.isKnown,
      expected: expected[today.over] ?? 0,
      extraVariance: extraVariance[today.over] ?? 0,
    };
    today.step(step);
    this.#detector.step(measured);
    this.#silence.step(measured);
    const seen = step.isKnown ? measured : null;
    this.#ordinaryEvidence.step(seen);
    this.#surgeEvidence.step(seen);
    this.#evidenceOfToday.step(seen);
  }

  #forget(): void {
    this.#detector = new SurgeDetector();
    this.#silence = new SilenceWatch();
    this.#ordinaryEvidence = new DiscountedEvidence(ORDINARY_MEMORY);
    this.#surgeEvidence = new DiscountedEvidence(SURGE_MEMORY);
  }

  #day(): OutlookDay {
    if (this.#today === null) throw new Error("no day has begun");
    return this.#today;
  }
}

const bandOf = ({ expected, extraVariance }: WindowCount): UsualBand => usualBand(expected, extraVariance);
