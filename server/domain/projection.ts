/**
 * Where the count of a day will end: what has come, and a gamma-Poisson forecast of the rest
 * whose interval is as wide as the stream's own past errors say it must be.
 */
import { HOURS_A_DAY } from "./arrival-steps.ts";
import { negativeBinomialQuantile } from "./negative-binomial.ts";
import type { EpochMs } from "./time.ts";

const LOW = 0.1;
const HIGH = 0.9;
/** Share of days whose total is to lie between `low` and `high`. */
const COVERAGE = HIGH - LOW;
/** Within a day arrivals scatter this much more than Poisson, in evidence as in forecast. */
const DISPERSION = 4;
/** Fewer past days say nothing about the width. */
const LEAST_SCORES = 20;

/** What is believed of the day's ratio to the expected before evidence: gamma, mean `shape / rate`. */
export interface RatioPrior {
  readonly shape: number;
  readonly rate: number;
}

export const ORDINARY_PRIOR: RatioPrior = { shape: 30, rate: 30 };
/** While a surge goes on: the ratio is about 2, and hardly known. */
export const SURGE_PRIOR: RatioPrior = { shape: 4, rate: 2 };
/** On a known day, whose expectation has this squared coefficient of variation; it is never surer than that of an ordinary day. */
export function knownDayPrior(variance: number): RatioPrior {
  const shape = Math.min(1 / variance, ORDINARY_PRIOR.shape);
  return { shape, rate: shape };
}

/** Arrivals and what was expected of them, the older the less they weigh. */
export interface Evidence {
  readonly count: number;
  readonly expected: number;
}

/** What has been learned of the ratio to the expected: gamma, with the mean `mean` and this shape. */
export interface RatioBelief {
  readonly mean: number;
  readonly shape: number;
}

export function ratioBelief(prior: RatioPrior, { count, expected }: Evidence): RatioBelief {
  const shape = prior.shape + count / DISPERSION;
  return { shape, mean: shape / (prior.rate + expected / DISPERSION) };
}

/** A cumulative count that is to come, with the middle 80 %. */
export interface Interval {
  /** The mean, not a whole number. */
  readonly total: number;
  readonly low: number;
  readonly high: number;
}

/** What the forecast of the rest of the day rests on. */
export type ProjectionMode = "ordinary" | "known-day" | "surge";

/** The cumulative count of the day at an instant to come, or, of a day that was not seen whole, at present. */
export interface FanPoint extends Interval {
  readonly at: EpochMs;
}

/**
 * The count after another `expected` at the ordinary rate, when `soFar` have come. The rest is
 * negative binomial with mean `m = ratio * expected` and variance `4 m + m^2 / shape`.
 */
export function plainInterval(soFar: number, belief: RatioBelief, expected: number): Interval {
  const mean = belief.mean * expected;
  const rest = { mean, size: mean / (DISPERSION - 1 + mean / belief.shape) };
  return {
    total: soFar + mean,
    low: soFar + negativeBinomialQuantile(LOW, rest),
    high: soFar + negativeBinomialQuantile(HIGH, rest),
  };
}

/**
 * How far the total fell outside of what was said at some hour, in half widths; negative
 * inside. `null` when the interval had no width: the day was as good as over.
 */
export function conformalScore({ low, high }: Interval, came: number): number | null {
  const halfWidth = (high - low) / 2;
  return halfWidth > 0 ? Math.max(low - came, came - high) / halfWidth : null;
}

/**
 * By how many half widths an interval must grow (or, negative, may shrink) so that it would
 * have held for 80 % of the days of these scores: split conformal prediction, the
 * ⌈0.8 (n + 1)⌉-th smallest. 0 when there are fewer than 20.
 */
export function conformalWidening(scores: readonly number[]): number {
  if (scores.length < LEAST_SCORES) return 0;
  // Rounding must not lift a whole number to the next.
  const rank = Math.ceil(COVERAGE * (scores.length + 1) - 1e-9);
  return scores.toSorted((a, b) => a - b)[rank - 1] ?? 0;
}

/** An interval widened on both sides, or narrowed; never below what has come, never crossed. */
export function widened({ total, low, high }: Interval, widening: number, soFar: number): Interval {
  const by = (widening * (high - low)) / 2;
  const middle = (low + high) / 2;
  return { total, low: Math.max(soFar, Math.min(low - by, middle)), high: Math.max(high + by, middle) };
}

/** The own errors of a stream's projections, by the full hour of the clock they were made at. */
export interface PastErrors {
  /** 24 lists: scores (`conformalScore`) of the last 56 ordinary days, in any order. */
  readonly scores: readonly (readonly number[])[];
  /** 24 values: mean of |projected - came| / came; `null` while no day is over. */
  readonly meanError: readonly (number | null)[];
}

export const NO_PAST_ERRORS: PastErrors = {
  scores: Array.from({ length: HOURS_A_DAY }, () => []),
  meanError: Array.from({ length: HOURS_A_DAY }, () => null),
};
