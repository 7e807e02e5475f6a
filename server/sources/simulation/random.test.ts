import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom } from "./random.ts";

const DRAWS = 20_000;
const drawn = (draw: () => number): number[] => Array.from({ length: DRAWS }, draw);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("createRandom", () => {
  it("gives the same numbers for the same seed", () => {
    const [a, b] = [createRandom("1522/2025-11-25"), createRandom("1522/2025-11-25")];
    assert.deepEqual(
      drawn(() => a.uniform()),
      drawn(() => b.uniform()),
    );
  });

  it("gives unrelated numbers for neighbouring seeds", () => {
    const [a, b] = [createRandom("1522/2025-11-25"), createRandom("1522/2025-11-26")];
    const products = drawn(() => (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12);
    assert.ok(Math.abs(meanOf(products)) < 0.03);
  });

  it("draws with the means that are asked for", () => {
    const random = createRandom("means");
    const talk = { mean: 372, cv: 1.15, min: 1, max: 100_000 };
    for (const [mean, tolerance, draw] of [
      [0.5, 0.01, () => random.uniform()],
      [0, 0.03, () => random.normal()],
      [420, 12, () => random.exponential(420)],
      [1.7, 0.04, () => random.poisson(1.7)],
      [372_000, 13_000, () => random.duration(talk)],
    ] as const)
      assert.ok(Math.abs(meanOf(drawn(draw)) - mean) < tolerance, `mean ${mean}`);
  });

  it("keeps lengths of time whole and within their ends", () => {
    const random = createRandom("ends");
    for (const length of drawn(() => random.duration({ mean: 5, cv: 1, min: 3, max: 8 })))
      assert.ok(Number.isInteger(length) && length >= 3_000 && length <= 8_000);
  });

  it("picks by weight, and nothing from nothing", () => {
    const random = createRandom("weights");
    const picks = Array.from({ length: DRAWS }, () => random.pick(["often", "never", "seldom"], weightOf));
    assert.ok(!picks.includes("never"));
    assert.ok(Math.abs(picks.filter((pick) => pick === "often").length / DRAWS - 0.9) < 0.01);
    assert.equal(
      random.pick([], () => 1),
      undefined,
    );
  });
});

const weightOf = (name: string): number => ({ often: 9, seldom: 1 })[name] ?? 0;
