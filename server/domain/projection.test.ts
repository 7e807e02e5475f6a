import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  conformalScore,
  conformalWidening,
  type Interval,
  knownDayPrior,
  ORDINARY_PRIOR,
  plainInterval,
  ratioBelief,
  SURGE_PRIOR,
  widened,
} from "./projection.ts";

const told = ({ total, low, high }: Interval): string => `${Math.round(total)} [${low}-${high}]`;

describe("projection", () => {
  it("of an ordinary day", () => {
    const belief = ratioBelief(ORDINARY_PRIOR, { count: 90, expected: 75 });
    assert.equal(told(plainInterval(150, belief, 170)), "333 [287-382]");
  });

  it("in a surge", () => {
    const belief = ratioBelief(SURGE_PRIOR, { count: 70, expected: 30 });
    assert.equal(told(plainInterval(300, belief, 170)), "685 [573-806]");
  });

  it("of a known day begins at its expectation, as wide as that is unsure", () => {
    const belief = ratioBelief(knownDayPrior(0.09), { count: 0, expected: 0 });
    const { total, low, high } = plainInterval(0, belief, 800);
    assert.equal(Math.round(total), 800);
    // Gamma with a coefficient of variation of 0.3: 10 % below 0.64, 90 % below 1.40 times the mean.
    assert.ok(Math.abs(low / 800 - 0.63) < 0.02 && Math.abs(high / 800 - 1.4) < 0.02, `${low} ${high}`);
  });

  it("of a day that is over is what came", () => {
    const belief = ratioBelief(ORDINARY_PRIOR, { count: 90, expected: 75 });
    assert.deepEqual(plainInterval(150, belief, 0), { total: 150, low: 150, high: 150 });
  });
});

describe("width from past errors", () => {
  it("scores a day in half widths outside, negative inside", () => {
    const said = { total: 100, low: 80, high: 120 };
    assert.equal(conformalScore(said, 130), 0.5);
    assert.equal(conformalScore(said, 60), 1);
    assert.equal(conformalScore(said, 100), -1);
    assert.equal(conformalScore({ total: 100, low: 100, high: 100 }, 100), null);
  });

  it("takes the score that 80 % of a coming day's stay below", () => {
    const scores = Array.from({ length: 56 }, (_, index) => (55 - index) / 10 - 2);
    // ⌈0.8 * 57⌉ = 46: the forty-sixth smallest.
    assert.equal(conformalWidening(scores), 4.5 - 2);
    const fewer = Array.from({ length: 24 }, (_, index) => index);
    // 0.8 * 25 is 20 exactly.
    assert.equal(conformalWidening(fewer), 19);
  });

  it("needs twenty days", () => assert.equal(conformalWidening(Array.from({ length: 19 }, () => 3)), 0));

  it("widens and narrows both sides, never below what has come and never crossed", () => {
    const said = { total: 101, low: 80, high: 120 };
    assert.deepEqual(widened(said, 0.5, 0), { total: 101, low: 70, high: 130 });
    assert.deepEqual(widened(said, -0.25, 0), { total: 101, low: 85, high: 115 });
    assert.deepEqual(widened(said, 2, 75), { total: 101, low: 75, high: 160 });
    assert.deepEqual(widened(said, -3, 0), { total: 101, low: 100, high: 100 });
  });
});
