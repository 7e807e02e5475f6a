/**
 * Gamma, Poisson and beta distributions, with continuous parameters.
 *
 * The masses are written as distances from the mean plus Stirling's error (Loader, Fast and
 * Accurate Computation of Binomial Probabilities, 2000): differences of large logarithms of
 * the gamma function would cost six digits at a mean of a million. The integrals are the
 * series and continued fractions of Abramowitz & Stegun 6.5.29, 6.5.31 and 26.5.8.
 */
import { normalQuantile } from "./normal-quantile.ts";

const LANCZOS_G = 7;
/** Lanczos' sum for g = 7 with nine terms, as computed by Godfrey: relative error below 1e-14. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const LN_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);
/** From here on the series of Stirling's error is exact in double precision. */
const STIRLING_FROM = 16;
/** Terms that change the sum by less are left out. */
const PRECISION = 1e-16;
/** In place of a denominator of nothing (Lentz). */
const TINY = 1e-300;
/** Convergence takes about six times the square root of the shape; this is enough for 1e9. */
const MOST_TERMS = 200_000;
const MOST_NEWTON_STEPS = 60;
const QUANTILE_PRECISION = 1e-13;

/** Probability below a value and above it; each exact where it is small. */
interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** Natural logarithm of the gamma function, for `x` > 0. */
export function lnGamma(x: number): number {
  // Reflection keeps the precision where the function has its pole.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + LANCZOS_G + 0.5;
  let sum: number = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term += 1) sum += (LANCZOS[term] ?? 0) / (shifted + term);
  return LN_SQRT_2_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Probability that a gamma variable of this shape and rate 1 is at most `x`. Zero for `x` <= 0. */
export const gammaCdf = (x: number, shape: number): number => gammaTails(x, shape).lower;

/**
 * The value that a gamma variable of this shape and rate 1 does not exceed with probability
 * `p`: relative error below 1e-9, mostly 1e-13. Zero for 0, infinite for 1.
 */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  let [low, high] = [0, Infinity];
  let x = firstGammaQuantile(p, shape);
  for (let step = 0; step < MOST_NEWTON_STEPS; step += 1) {
    const { lower, upper } = gammaTails(x, shape);
    const excess = p < 0.5 ? lower - p : 1 - p - upper;
    const newton = (excess * x) / (shape * poissonMass(shape, x));
    if (Math.abs(newton) <= QUANTILE_PRECISION * x) return x - newton;
    if (excess > 0) high = x;
    else low = x;
    // Halley's correction: the slope of the density is known.
    const correction = Math.min(1, newton * ((shape - 1) / x - 1)) / 2;
    x -= newton / (1 - correction);
    if (!(x > low && x < high)) x = high === Infinity ? 2 * low : (low + high) / 2;
  }
  return x;
}

/** Probability that a Poisson count of this mean is at most `k`. */
export function poissonCdf(k: number, mean: number): number {
  if (k < 0) return 0;
  return mean === 0 ? 1 : gammaTails(mean, Math.floor(k) + 1).upper;
}

/** Probability that a beta variable is at most `x`: the regularised incomplete beta function. */
export const betaCdf = (x: number, a: number, b: number): number => betaBelow(x, 1 - x, a, b);

/** Wilson and Hilferty's cube of a normal variable; the first term of the series for small values. */
function firstGammaQuantile(p: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  const cube = shape * root ** 3;
  return root > 0.2 ? cube : Math.max(TINY, Math.exp((Math.log(p) + lnGamma(shape + 1)) / shape));
}

function gammaTails(x: number, shape: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const mass = poissonMass(shape, x);
  if (x < shape + 1) {
    let [term, sum] = [1, 1];
    for (let i = 1; i < MOST_TERMS && term > PRECISION * sum; i += 1) {
      term *= x / (shape + i);
      sum += term;
    }
    return { lower: mass * sum, upper: 1 - mass * sum };
  }
  const fraction = lentz(
    (i) => (i === 1 ? 1 : (i - 1) * (shape - i + 1)),
    (i) => x - shape + 2 * i - 1,
  );
  const upper = mass * shape * fraction;
  return { lower: 1 - upper, upper };
}

/** `x` and `y` add to 1: both are asked for, because a small one has more digits than 1 less the other. */
function betaBelow(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction converges fast only below the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(y, x, b, a);
  const fraction = lentz(
    (i) => {
      if (i === 1) return 1;
      const m = Math.floor((i - 1) / 2);
      return i % 2 === 1
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    },
    () => 1,
  );
  return (betaPower(x, y, a, b) / a) * fraction;
}

/** The continued fraction a1 / (b1 + a2 / (b2 + ...)), by the method of Lentz as changed by Thompson and Barnett. */
function lentz(above: (i: number) => number, below: (i: number) => number): number {
  let [value, c, d] = [TINY, TINY, 0];
  for (let i = 1; i < MOST_TERMS; i += 1) {
    d = 1 / orTiny(below(i) + above(i) * d);
    c = orTiny(below(i) + above(i) / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 2 * PRECISION) break;
  }
  return value;
}

const orTiny = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** mean^k e^-mean / gamma(k + 1) for `k` > 0, which need not be whole. */
export const poissonMass = (k: number, mean: number): number =>
  Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);

/** x^a y^b / B(a, b), where `x` and `y` add to 1. */
export const betaPower = (x: number, y: number, a: number, b: number): number =>
  Math.sqrt((a * b) / (2 * Math.PI * (a + b))) *
  Math.exp(
    stirlingError(a + b) -
      stirlingError(a) -
      stirlingError(b) -
      deviance(a, (a + b) * x) -
      deviance(b, (a + b) * y),
  );

/** value ln(value / mean) + mean - value, without the loss where the two are close. */
function deviance(value: number, mean: number): number {
  const ratio = mean / value;
  const excess = (mean - value) / value;
  return value * (excess - (ratio > 0.5 && ratio < 2 ? Math.log1p(excess) : Math.log(ratio)));
}

/** What Stirling's formula lacks of the logarithm of gamma(x + 1). */
function stirlingError(x: number): number {
  if (x < STIRLING_FROM) return lnGamma(x + 1) - (x + 0.5) * Math.log(x) + x - LN_SQRT_2_PI;
  const square = x * x;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x;
}
