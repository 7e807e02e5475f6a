/**
 * Surge of one stream: whether more arrives than chance explains, and how much more for sure.
 * Kept free of the clock and of the calendar; five-minute steps come in with what was expected.
 */
import { type ArrivalStep, STEP_MINUTES, STEP_MS } from "./arrival-steps.ts";
import { DISPERSION, PRIOR_CONTACTS } from "./dispersion.ts";
import { HeldLevel, type LevelStanding } from "./held-level.ts";
import { type DurationMs, type EpochMs, epochMs, minutes, ms } from "./time.ts";

export const SURGE_LEVELS = ["none", "elevated", "surge", "extreme"] as const;
export type SurgeLevel = (typeof SURGE_LEVELS)[number];

/** The lower bound of the ratio to the usual from which on each level begins. Ascending. */
export interface SurgeThresholds {
  readonly elevated: number;
  readonly surge: number;
  readonly extreme: number;
}

/** In force until a stream has a quarter of its own to measure them on. */
export const DEFAULT_THRESHOLDS: SurgeThresholds = { elevated: 1.3, surge: 1.6, extreme: 2 };

/** How sure the lower bound is. */
const CERTAINTY = 0.99;
/** Normal quantile of the certainty. */
const Z = 2.326348;

const WINDOWS: readonly DurationMs[] = [minutes(30), minutes(60), minutes(120)];
const LONGEST_STEPS = 120 / STEP_MINUTES;
/** A window of which less is known is not judged. */
const LEAST_KNOWN = 0.5;

/** What came in a window beside what was expected. */
export interface WindowCount {
  readonly count: number;
  readonly expected: number;
  /**
   * Squared coefficient of variation of the expectation itself, where it is less sure than
   * usual (few weeks of history, a known day); 0 otherwise. Of a window whose steps differ,
   * the mean weighted by what they expect: the error counts as one and the same for all its
   * steps, which is never too narrow.
   */
  readonly extraVariance: number;
}

/** A window of which a part may not have been seen. */
export interface SeenWindow extends WindowCount {
  readonly unseen: DurationMs;
}

/** Why a level holds, as numbers for one sentence. */
export interface SurgeReason {
  readonly window: DurationMs;
  readonly count: number;
  readonly expected: number;
  /** The most likely ratio to the usual, drawn a little towards 1. */
  readonly ratio: number;
  /** With `certainty` the ratio is at least this. */
  readonly lowerBound: number;
  /** Where the present level begins, or the lowest one while there is none. Above `lowerBound`: the level is only held. */
  readonly threshold: number;
  readonly certainty: number;
}

export interface SurgeReading {
  readonly level: SurgeLevel;
  /** Since when the level has been this high or higher; `null` while there is none. */
  readonly since: EpochMs | null;
  /** The window that speaks most for a surge; `null` while too little is known to judge any. */
  readonly reason: SurgeReason | null;
}

/**
 * The ratio of what comes to what is usual is at least this, with a certainty of 99 %: the
 * 1 % quantile of the gamma distribution that is left of a prior worth two contacts, as
 * Wilson and Hilferty approximate it (within 0.3 % from about four contacts on; never below 0).
 */
export function lowerBound(window: WindowCount): number {
  const { shape, rate } = ratioBelief(window);
  const root = 1 - 1 / (9 * shape) - Z / (3 * Math.sqrt(shape));
  return root <= 0 ? 0 : (shape * root ** 3) / rate;
}

/** What is believed of the ratio after a window: gamma, with the mean `shape / rate`. */
function ratioBelief({ count, expected, extraVariance }: WindowCount): { shape: number; rate: number } {
  const dispersion = DISPERSION + extraVariance * expected;
  return { shape: PRIOR_CONTACTS + count / dispersion, rate: PRIOR_CONTACTS + expected / dispersion };
}

/** Where the levels of a detector stand, apart from what it has seen. */
export interface SurgeStanding extends LevelStanding {
  readonly since: readonly EpochMs[];
}

/** A step with what was expected of it. */
export interface MeasuredStep extends ArrivalStep {
  readonly expected: number;
  readonly extraVariance: number;
}

/**
 * Holds the level of one stream (`HeldLevel`). Steps that are not known count on neither side;
 * while no window is known well enough the level stays as it is.
 */
export class SurgeDetector {
  #thresholds: readonly number[] = [];
  /** The newest steps, the newest last; as many as the longest window has. */
  readonly #steps: MeasuredStep[] = [];
  readonly #held = new HeldLevel([Infinity, Infinity, Infinity]);
  /** For each level above none since when it is reached; only those up to the present one mean something. */
  #since: EpochMs[] = [];
  #best: { window: DurationMs; seen: WindowCount; bound: number } | null = null;

  constructor(thresholds: SurgeThresholds = DEFAULT_THRESHOLDS) {
    this.adopt(thresholds);
  }

  /** The level stays; the next steps are held against these. */
  adopt({ elevated, surge, extreme }: SurgeThresholds): void {
    this.#thresholds = [elevated, surge, extreme];
    this.#held.adopt(this.#thresholds);
  }

  standing(): SurgeStanding {
    return { ...this.#held.standing(), since: [...this.#since] };
  }

  /** Goes on from where another one stood that has seen the same steps, and more before them. */
  resume({ since, ...standing }: SurgeStanding): void {
    this.#held.resume(standing);
    this.#since = [...since];
  }

  /** Five minutes are over. Steps follow each other without gaps: one that was not seen comes as not known. */
  step(step: MeasuredStep): void {
    this.#steps.push(step);
    if (this.#steps.length > LONGEST_STEPS) this.#steps.shift();
    this.#best = this.#strongest();
    if (this.#best !== null) this.#judge(this.#best.bound, epochMs(step.at + STEP_MS));
  }

  reading(): SurgeReading {
    return {
      level: SURGE_LEVELS[this.#held.level] ?? "none",
      since: this.#since[this.#held.level - 1] ?? null,
      reason: this.#reason(),
    };
  }

  /** The known steps of the newest `window` together; `null` when less than half of them are known. */
  seen(window: DurationMs): SeenWindow | null {
    return windowOf(this.#steps, window / STEP_MS);
  }

  get isSurge(): boolean {
    return this.#held.level >= SURGE_LEVELS.indexOf("surge");
  }

  #judge(bound: number, now: EpochMs): void {
    const before = this.#held.level;
    this.#held.step(bound);
    for (let level = before; level < this.#held.level; level += 1) this.#since[level] = now;
  }

  #strongest(): { window: DurationMs; seen: WindowCount; bound: number } | null {
    let best: { window: DurationMs; seen: WindowCount; bound: number } | null = null;
    for (const window of WINDOWS) {
      const seen = this.seen(window);
      if (seen === null) continue;
      const bound = lowerBound(seen);
      if (best === null || bound > best.bound) best = { window, seen, bound };
    }
    return best;
  }

  #reason(): SurgeReason | null {
    if (this.#best === null) return null;
    const { window, seen, bound } = this.#best;
    const { shape, rate } = ratioBelief(seen);
    return {
      window,
      count: seen.count,
      expected: seen.expected,
      ratio: shape / rate,
      lowerBound: bound,
      threshold: this.#thresholds[Math.max(0, this.#held.level - 1)] ?? 0,
      certainty: CERTAINTY,
    };
  }
}

function windowOf(steps: readonly MeasuredStep[], length: number): SeenWindow | null {
  let [known, count, expected, weighted] = [0, 0, 0, 0];
  for (let index = Math.max(0, steps.length - length); index < steps.length; index += 1) {
    const step = steps[index];
    if (step?.isKnown !== true) continue;
    known += 1;
    count += step.count;
    expected += step.expected;
    weighted += step.extraVariance * step.expected;
  }
  if (known < LEAST_KNOWN * length) return null;
  const unseen = ms((length - known) * STEP_MS);
  return { count, expected, extraVariance: expected > 0 ? weighted / expected : 0, unseen };
}
