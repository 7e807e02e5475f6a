import assert from "node:assert/strict";
import { it } from "node:test";

import fc from "fast-check";

import { betaCdf, gammaCdf, gammaQuantile, lnGamma, poissonCdf } from "./distributions.ts";
import { normalQuantile } from "./normal-quantile.ts";

function assertClose(actual: number, expected: number, tolerance: number, hint = ""): void {
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error <= tolerance, `${hint} ${actual}, not ${expected}`);
}

const shape = fc.double({ min: 0.05, max: 5_000, noNaN: true });
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

it("has the logarithm of the gamma function", () => {
  // Factorials, the root of pi, and mpmath 1.3.
  for (const [x, expected] of [
    [1, 0],
    [2, 0],
    [5, Math.log(24)],
    [0.5, 0.5 * Math.log(Math.PI)],
    [0.01, 4.599479878042022],
    [3.7, 1.4280723266653879],
    [100, 359.134205369575],
    [1e6, 12_815_504.5691476],
  ] as const)
    assertClose(lnGamma(x), expected, 1e-13);
});

it("has the normal quantiles of the tables", () => {
  for (const [p, expected] of [
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
  ] as const) {
    assertClose(normalQuantile(p), expected, 1e-14);
    if (p >= 0.5) assertClose(normalQuantile(1 - p), -expected, 1e-13);
  }
  assert.deepEqual([normalQuantile(0), normalQuantile(1)], [-Infinity, Infinity]);
});

it("has the chi-square quantiles of the tables: twice a gamma of half the degrees of freedom", () => {
  for (const [degrees, fivePercent, ninetyFivePercent] of [
    [1, 0.00393214, 3.84145882],
    [2, 0.102586589, 5.991464547],
    [5, 1.145476226, 11.070497694],
    [10, 3.940299136, 18.307038053],
    [30, 18.492660982, 43.772971825],
    [100, 77.929465165, 124.342113404],
  ] as const) {
    assertClose(2 * gammaQuantile(0.05, degrees / 2), fivePercent, 1e-9);
    assertClose(2 * gammaQuantile(0.95, degrees / 2), ninetyFivePercent, 1e-9);
    assertClose(gammaCdf(ninetyFivePercent / 2, degrees / 2), 0.95, 1e-9);
  }
});

it("gives the lower bounds of the ratio that SciPy gives", () => {
  for (const [arrived, expected, bound] of [
    [13, 13, 0.4523],
    [26, 13, 1.0478],
    [40, 13, 1.7447],
    [15, 2.5, 1.6481],
    [60, 30, 1.3356],
    [75, 30, 1.7227],
  ] as const)
    assertClose(gammaQuantile(0.01, 2 + arrived / 1.3) / (2 + expected / 1.3), bound, 5e-5);
  assertClose(gammaQuantile(0.3, 0.05), 2.037897188732673e-11, 1e-20);
});

it("is the exponential distribution for a shape of 1, and nearly the normal one for a large shape", () => {
  for (const x of [1e-9, 0.1, 1, 2, 5, 30]) assertClose(gammaCdf(x, 1), -Math.expm1(-x), 1e-15);
  // At its mean a gamma variable of shape a lies below with 1/2 + 1 / (3 sqrt(2 pi a)).
  assertClose(gammaCdf(1e8, 1e8), 0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * 1e8)), 1e-11);
});

it("turns each gamma quantile back into its probability", () => {
  fc.assert(
    fc.property(probability, shape, (p, a) => {
      assertClose(gammaCdf(gammaQuantile(p, a), a), p, 1e-11, `p ${p}, shape ${a}:`);
    }),
  );
  assert.deepEqual([gammaQuantile(0, 3), gammaQuantile(1, 3)], [0, Infinity]);
  assert.deepEqual([gammaCdf(-1, 3), gammaCdf(0, 3), gammaCdf(Infinity, 3)], [0, 0, 1]);
});

it("has a Poisson distribution that is the sum of its masses", () => {
  for (const mean of [0.01, 0.9, 4, 37.5]) {
    let [mass, sum] = [Math.exp(-mean), 0];
    for (let k = 0; k < 80; k += 1) {
      sum += mass;
      assertClose(poissonCdf(k, mean), sum, 1e-13);
      assert.equal(poissonCdf(k + 0.9, mean), poissonCdf(k, mean));
      mass *= mean / (k + 1);
    }
  }
  assert.deepEqual([poissonCdf(-1, 4), poissonCdf(0, 0)], [0, 1]);
});

it("has the beta distribution of the binomial sums", () => {
  // At least a of n trials succeed with probability I_x(a, n - a + 1).
  for (const [x, a, n] of [
    [0.3, 4, 10],
    [0.81, 30, 40],
    [0.02, 1, 100],
  ] as const) {
    let sum = 0;
    for (let k = a; k <= n; k += 1) {
      const choices = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
      sum += Math.exp(choices + k * Math.log(x) + (n - k) * Math.log(1 - x));
    }
    assertClose(betaCdf(x, a, n - a + 1), sum, 1e-13);
  }
  // The arcsine distribution.
  for (const x of [0.01, 0.5, 0.9])
    assertClose(betaCdf(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-14);
});

it("rises from 0 to 1 in each argument that it should rise with", () => {
  // Of these the difference from 1 is exact.
  const unit = fc.nat(1 << 20).map((parts) => parts / (1 << 20));
  fc.assert(
    fc.property(unit, unit, shape, shape, (x, y, a, b) => {
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      assert.ok(betaCdf(low, a, b) <= betaCdf(high, a, b) + 1e-12);
      assertClose(betaCdf(x, a, b), 1 - betaCdf(1 - x, b, a), 1e-9);
      assert.ok(gammaCdf(low * 2 * a, a) <= gammaCdf(high * 2 * a, a) + 1e-12);
    }),
  );
  assert.deepEqual([betaCdf(0, 2, 3), betaCdf(1, 2, 3)], [0, 1]);
});
