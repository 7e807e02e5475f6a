/**
 * The negative binomial distribution: counts that scatter more than Poisson does, because
 * their mean itself is a gamma variable.
 */
import { betaCdf, betaPower, poissonMass } from "./distributions.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Variance = mean + mean^2 / size. */
export interface NegativeBinomial {
  /** Zero or more. */
  readonly mean: number;
  /** More than zero; `Infinity` makes it Poisson. */
  readonly size: number;
}

/** For larger sizes the masses are added up: the incomplete beta function would lose digits. */
const LARGEST_FOR_BETA = 1e4;
/** Masses that change the sum by less are left out. */
const PRECISION = 1e-17;
/** Steps of one from the first guess of a quantile before it is bisected. */
const MOST_STEPS = 200;

/** Probability of at most `k`. */
export function negativeBinomialCdf(k: number, distribution: NegativeBinomial): number {
  const { mean, size } = distribution;
  if (k < 0) return 0;
  if (mean === 0) return 1;
  const whole = Math.floor(k);
  if (size <= LARGEST_FOR_BETA) return betaCdf(size / (size + mean), size, whole + 1);
  return whole < mean ? sumUpTo(whole, distribution) : 1 - sumAbove(whole, distribution);
}

/**
 * The smallest whole `k` for which at most `k` has probability `p` or more. Zero for a mean
 * or a `p` of 0, infinite for a `p` of 1. Takes a few microseconds: it begins where Cornish
 * and Fisher expect the quantile, and walks from there by the ratio of neighbouring masses.
 */
export function negativeBinomialQuantile(p: number, distribution: NegativeBinomial): number {
  const { mean, size } = distribution;
  if (mean === 0 || p <= 0) return 0;
  if (p >= 1) return Infinity;
  const spread = Math.sqrt(mean + (mean * mean) / size);
  const skewness = (1 + (2 * mean) / size) / spread;
  const z = normalQuantile(p);
  const guess = Math.max(0, Math.floor(mean + spread * (z + (skewness * (z * z - 1)) / 6)));
  let mass = massOf(guess, distribution);
  let reached = negativeBinomialCdf(guess, distribution);
  const isAscent = reached < p;
  for (let steps = 0, k = guess; steps < MOST_STEPS; steps += 1) {
    if (isAscent) {
      k += 1;
      mass *= growth(k, distribution);
      reached += mass;
      if (reached >= p) return k;
    } else {
      reached -= mass;
      if (reached < p || k === 0) return k;
      mass /= growth(k, distribution);
      k -= 1;
    }
  }
  return bisected(p, distribution, guess);
}

function bisected(p: number, distribution: NegativeBinomial, guess: number): number {
  const isEnough = (k: number): boolean => negativeBinomialCdf(k, distribution) >= p;
  let [tooFew, enough] = [-1, guess];
  while (!isEnough(enough)) [tooFew, enough] = [enough, 2 * enough + 1];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Below the mean the masses fall away towards zero. */
function sumUpTo(k: number, distribution: NegativeBinomial): number {
  let mass = massOf(k, distribution);
  let sum = mass;
  for (let count = k; count > 0 && mass > PRECISION * sum; count -= 1) {
    mass /= growth(count, distribution);
    sum += mass;
  }
  return sum;
}

/** Above the mean they fall away too. */
function sumAbove(k: number, distribution: NegativeBinomial): number {
  let mass = massOf(k + 1, distribution);
  let sum = mass;
  for (let count = k + 2; mass > PRECISION * sum; count += 1) {
    mass *= growth(count, distribution);
    sum += mass;
  }
  return sum;
}

/** Probability of exactly `k`. */
function massOf(k: number, { mean, size }: NegativeBinomial): number {
  if (size === Infinity) return k === 0 ? Math.exp(-mean) : poissonMass(k, mean);
  if (k === 0) return Math.exp(-size * Math.log1p(mean / size));
  return betaPower(size / (size + mean), mean / (size + mean), size, k) / k;
}

/** How many times the mass of `count` is that of the count below it. */
const growth = (count: number, { mean, size }: NegativeBinomial): number =>
  size === Infinity ? mean / count : ((count - 1 + size) / (size + mean)) * (mean / count);
