import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ms, seconds } from "./time.ts";
import { countWithin, isWaitBorder, WAIT_BINS, waitBinOf, waitQuantile } from "./wait-histogram.ts";

function histogramOf(waits: readonly number[]): Int32Array {
  const histogram = new Int32Array(WAIT_BINS);
  for (const wait of waits) {
    const bin = waitBinOf(ms(wait));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return histogram;
}

/** From the first step after `from` to `to`. */
const steps = (from: number, to: number, width: number): number[] =>
  Array.from({ length: (to - from) / width }, (_, index) => from + (index + 1) * width);

describe("a histogram of waits", () => {
  const borders = [...steps(0, 900_000, 1_000), ...steps(900_000, 7_200_000, 15_000)];

  it("counts exactly who waited at most so long, at each border up to two hours", () => {
    for (const threshold of borders) {
      assert.ok(isWaitBorder(ms(threshold)));
      const histogram = histogramOf([0, threshold - 1, threshold, threshold + 1, 9_000_000]);
      assert.equal(countWithin(histogram, ms(threshold)), 3, String(threshold));
    }
  });

  it("tells a wait of nothing from a short one", () => {
    assert.equal(countWithin(histogramOf([0, 1, 1_000]), ms(0)), 1);
  });

  it("rounds a threshold between two borders down", () => {
    const histogram = histogramOf([19_000, 19_400, 20_000]);
    assert.equal(isWaitBorder(ms(19_500)), false);
    assert.equal(countWithin(histogram, ms(19_500)), 1);
    assert.equal(isWaitBorder(seconds(910)), false);
    assert.equal(countWithin(histogramOf([900_000, 905_000]), seconds(910)), 1);
  });

  it("cannot tell waits of more than two hours apart", () => {
    assert.equal(isWaitBorder(seconds(7_215)), false);
    assert.equal(countWithin(histogramOf([7_200_000, 7_200_001, 8_000_000]), seconds(7_300)), 1);
  });

  const cases = [
    { wait: 0, told: 0 },
    { wait: 1, told: 1_000 },
    { wait: 1_000, told: 1_000 },
    { wait: 1_001, told: 2_000 },
    { wait: 899_999, told: 900_000 },
    { wait: 900_000, told: 900_000 },
    { wait: 900_001, told: 915_000 },
    { wait: 7_199_999, told: 7_200_000 },
    { wait: 7_200_001, told: 7_200_000 },
    { wait: 20_000_000, told: 7_200_000 },
  ];
  for (const { wait, told } of cases)
    it(`tells ${wait} ms as ${told} ms`, () => {
      assert.equal(waitQuantile(histogramOf([wait]), 1, 1), told);
    });

  it("has no quantile when it is empty", () => {
    assert.equal(waitQuantile(histogramOf([]), 0, 0.5), null);
  });
});
