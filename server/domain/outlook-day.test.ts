import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayCalled, rome } from "../../test/support/usual-days.ts";
import { stepStart } from "./arrival-steps.ts";
import type { DayExpectation } from "./expectation.ts";
import { OutlookDay } from "./outlook-day.ts";

const day = dayCalled("2026-11-25");

/** One value in each step before noon, another after it. */
const halves = (before: number, after: number): Float64Array =>
  Float64Array.from({ length: 288 }, (_, index) => (index < 144 ? before : after));

/** Two contacts a step from midnight to noon, then `times` as many. */
const expectation = (times: number, varianceAfterNoon = 0): DayExpectation => ({
  day,
  ordinary: halves(2, 2),
  expected: halves(2, 2 * times),
  extraVariance: halves(0, varianceAfterNoon),
  ordinaryVariance: 0,
});

describe("a day as it goes", () => {
  it("is known when the calendar expects anything else of it than of its weekday", () => {
    assert.equal(new OutlookDay(expectation(1), rome).isKnownDay, false);
    assert.equal(new OutlookDay(expectation(1.1), rome).isKnownDay, true);
  });

  it("weighs how unsure its hours are by what they expect", () => {
    // 288 contacts are sure, 864 have a variance of 0.08.
    assert.equal(new OutlookDay(expectation(3, 0.08), rome).variance.toFixed(6), "0.060000");
    assert.equal(new OutlookDay({ ...expectation(1), expected: new Float64Array(288) }, rome).variance, 0);
  });

  it("knows what is still expected", () => {
    const today = new OutlookDay(expectation(3), rome);
    assert.deepEqual(today.totals, { expected: 1152, ordinary: 576 });
    for (let index = 0; index < 138; index += 1)
      today.step({ at: stepStart(day, index), count: 1, isKnown: true });
    assert.equal(today.now, stepStart(day, 138));
    assert.equal(today.clockHour, 11);
    // Half an hour before noon, half an hour after.
    assert.equal(today.nextHour(), 6 * 2 + 6 * 6);
    assert.equal(today.expectedUntil(144), 12);
    assert.equal(today.expectedUntil(today.length), 12 + 864);
    assert.equal(today.expectedUntil(10_000), 12 + 864);
  });

  it("has nothing but unseen time before its first known step", () => {
    const today = new OutlookDay(expectation(1), rome);
    today.step({ at: stepStart(day, 0), count: 5, isKnown: false });
    const { count, expected, seenSince, unseen } = today.soFar();
    assert.deepEqual([count, expected, seenSince, unseen], [0, 0, stepStart(day, 1), 300_000]);
  });
});
