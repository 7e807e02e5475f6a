import assert from "node:assert/strict";
import { it } from "node:test";

import fc from "fast-check";

import { poissonCdf } from "./distributions.ts";
import { negativeBinomialCdf, negativeBinomialQuantile } from "./negative-binomial.ts";

/** Two roundings of the same probability are at most this far apart. */
const ROUNDING = 1e-11;

const assertClose = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`);

const mean = fc.double({ min: 0.001, max: 2_000, noNaN: true });
const size = fc.oneof(
  fc.double({ min: 0.05, max: 500, noNaN: true }),
  fc.double({ min: 500, max: 1e15, noNaN: true }),
  fc.constant(Infinity),
);

it("is the sum of its masses", () => {
  for (const distribution of [
    { mean: 3, size: 0.5 },
    { mean: 3, size: 2e4 },
    { mean: 0.02, size: 8 },
    { mean: 30, size: 5 },
  ]) {
    const success = distribution.size / (distribution.size + distribution.mean);
    let [mass, sum] = [success ** distribution.size, 0];
    for (let k = 0; k < 100; k += 1) {
      sum += mass;
      assertClose(negativeBinomialCdf(k, distribution), sum, 1e-12);
      mass *= ((k + distribution.size) / (k + 1)) * (1 - success);
    }
  }
});

it("agrees with SciPy", () => {
  assertClose(negativeBinomialCdf(40, { mean: 30, size: 5 }), 0.789538506177248, 1e-13);
  assertClose(negativeBinomialCdf(300, { mean: 320, size: 35 }), 0.3849971605948664, 1e-13);
  for (const [distribution, quantiles] of [
    [{ mean: 13, size: 8 }, [6, 12, 18, 21, 44]],
    [{ mean: 277, size: 32.1 }, [213, 274, 319, 345, 509]],
    [{ mean: 100, size: 0.1 }, [0, 0, 69, 266, 5_319]],
    [{ mean: 200_000, size: 20 }, [145_250, 196_677, 236_345, 259_028, 410_322]],
  ] as const)
    assert.deepEqual(
      [0.1, 0.5, 0.8, 0.9, 0.9999].map((p) => negativeBinomialQuantile(p, distribution)),
      quantiles,
    );
});

it("becomes Poisson as the size grows", () => {
  for (const [k, expected] of [
    [0, 3],
    [2, 3],
    [5, 3],
    [300, 320],
    [350, 320],
  ] as const)
    for (const large of [1e12, 1e15, Infinity])
      assertClose(negativeBinomialCdf(k, { mean: expected, size: large }), poissonCdf(k, expected), 1e-8);
});

it("has the smallest count that is enough", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 0.9999, noNaN: true }), mean, size, (p, expected, scatter) => {
      const distribution = { mean: expected, size: scatter };
      const quantile = negativeBinomialQuantile(p, distribution);
      assert.ok(Number.isInteger(quantile) && quantile >= 0, String(quantile));
      assert.ok(negativeBinomialCdf(quantile, distribution) >= p - ROUNDING);
      assert.ok(negativeBinomialCdf(quantile - 1, distribution) < p + ROUNDING);
    }),
    { numRuns: 1_000 },
  );
});

it("does not fall as the count or the probability rises", () => {
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(mean, size, fc.nat(3_000), probability, probability, (expected, scatter, k, p, q) => {
      const distribution = { mean: expected, size: scatter };
      assert.ok(negativeBinomialCdf(k, distribution) <= negativeBinomialCdf(k + 1, distribution) + ROUNDING);
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      assert.ok(negativeBinomialQuantile(low, distribution) <= negativeBinomialQuantile(high, distribution));
    }),
  );
});

it("expects nothing of a mean of nothing", () => {
  assert.equal(negativeBinomialCdf(0, { mean: 0, size: 3 }), 1);
  assert.equal(negativeBinomialCdf(-1, { mean: 0, size: 3 }), 0);
  assert.equal(negativeBinomialQuantile(0.9, { mean: 0, size: 3 }), 0);
  assert.deepEqual(
    [0, 1].map((p) => negativeBinomialQuantile(p, { mean: 4, size: 3 })),
    [0, Infinity],
  );
});
