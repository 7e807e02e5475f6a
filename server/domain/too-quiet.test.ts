import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { STEP_MS } from "./arrival-steps.ts";
import { epochMs } from "./time.ts";
import { SilenceWatch } from "./too-quiet.ts";

/** Steps of silence until it is too quiet, where this many contacts an hour are usual; `null`: not within 6 h. */
function minutesUntilTooQuiet(perHour: number, extraVariance = 0): number | null {
  const watch = new SilenceWatch();
  for (let index = 0; index < 72; index += 1) {
    watch.step({
      at: epochMs(index * STEP_MS),
      count: 0,
      isKnown: true,
      expected: perHour / 12,
      extraVariance,
    });
    if (watch.tooQuiet() !== null) return (index + 1) * 5;
  }
  return null;
}

const step = (index: number, count: number, isKnown = true) => ({
  at: epochMs(index * STEP_MS),
  count,
  isKnown,
  expected: 2,
  extraVariance: 0,
});

describe("silence of a stream", () => {
  it("is found within an hour by day, later in the evening, not in the small hours", () => {
    assert.equal(minutesUntilTooQuiet(22), 55);
    assert.equal(minutesUntilTooQuiet(12), 95);
    assert.equal(minutesUntilTooQuiet(2), null);
  });

  it("takes longer where the expectation is less sure", () =>
    assert.ok((minutesUntilTooQuiet(22, 0.0625) ?? 0) > 55));

  it("says since when, and what would have been usual", () => {
    const watch = new SilenceWatch();
    watch.step(step(0, 3));
    for (let index = 1; index <= 12; index += 1) watch.step(step(index, 0));
    assert.deepEqual(watch.tooQuiet(), { since: STEP_MS, expected: 24 });
  });

  it("ends with a contact", () => {
    const watch = new SilenceWatch();
    for (let index = 0; index < 12; index += 1) watch.step(step(index, 0));
    watch.step(step(12, 1));
    assert.equal(watch.tooQuiet(), null);
  });

  it("is not told while the feed is out, and counts anew after it", () => {
    const watch = new SilenceWatch();
    for (let index = 0; index < 12; index += 1) watch.step(step(index, 0));
    watch.step(step(12, 0, false));
    assert.equal(watch.tooQuiet(), null);
    for (let index = 13; index < 20; index += 1) watch.step(step(index, 0));
    assert.equal(watch.tooQuiet(), null);
  });
});
