import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { usualBand } from "./usual-band.ts";

describe("usual range of a count", () => {
  it("is nothing where nothing is expected", () => assert.deepEqual(usualBand(0), { low: 0, high: 0 }));

  it("has the width of the variance 1.3 M + (0.17 M)^2", () => {
    const mean = 300;
    const spread = Math.sqrt(1.3 * mean + (0.17 * mean) ** 2);
    const { low, high } = usualBand(mean);
    // Near the normal quantiles, moved a little to the left by the skewness.
    assert.ok(Math.abs(low - (mean - 1.2816 * spread)) < 6, `${low}`);
    assert.ok(Math.abs(high - (mean + 1.2816 * spread)) < 6, `${high}`);
  });

  it("is wider where the expectation is less sure", () => {
    const [sure, unsure] = [usualBand(100), usualBand(100, 0.0625)];
    assert.ok(unsure.low < sure.low && unsure.high > sure.high);
  });

  it("holds small counts as whole numbers", () => {
    assert.deepEqual(usualBand(1.2), { low: 0, high: 3 });
  });
});
