import { EXTRA_DISPERSION } from "./dispersion.ts";
import { negativeBinomialQuantile } from "./negative-binomial.ts";

/** Coefficient of variation of an ordinary day around its expectation. */
const DAY_SPREAD = 0.17;

/** Between these lies the count of four ordinary days in five. Whole numbers. */
export interface UsualBand {
  readonly low: number;
  readonly high: number;
}

/**
 * The usual range of a count: 10 % and 90 % quantiles of a negative binomial with the mean
 * expected and size `k = M / (0.3 + c^2 M)`, that is a variance of `1.3 M + c^2 M^2`.
 * `extraVariance` is the squared coefficient of variation of an expectation that is less
 * sure than usual; it is added to that of the day.
 */
export function usualBand(expected: number, extraVariance = 0): UsualBand {
  const distribution = {
    mean: expected,
    size: expected / (EXTRA_DISPERSION + (DAY_SPREAD ** 2 + extraVariance) * expected),
  };
  return {
    low: negativeBinomialQuantile(0.1, distribution),
    high: negativeBinomialQuantile(0.9, distribution),
  };
}
