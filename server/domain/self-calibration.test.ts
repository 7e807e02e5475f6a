import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { freeArrivals, SCENARIOS } from "../../test/support/free-arrivals.ts";
import { daysFrom, rome, shippedWeek } from "../../test/support/usual-days.ts";
import { expectDay } from "./expectation.ts";
import { alertsAbove, SelfCalibration } from "./self-calibration.ts";
import { SurgeDetector } from "./surge.ts";
import { UsualLearner } from "./usual-week.ts";

const CALM = 0.5;
/** A day of bounds that reaches these heights, each for a quarter of an hour, with an hour of calm after it. */
function dayWith(heights: readonly number[]): Float64Array {
  const bounds = new Float64Array(288).fill(CALM);
  for (const [index, height] of heights.entries()) bounds.fill(height, index * 15, index * 15 + 3);
  return bounds;
}
const calibrated = (days: readonly Float64Array[]) => {
  const calibration = new SelfCalibration();
  for (const day of days) calibration.add(day);
  return calibration.thresholds();
};
const repeated = (count: number, day: Float64Array): Float64Array[] =>
  Array.from({ length: count }, () => day);

describe("alerts above a threshold", () => {
  it("need two steps in a row, and half an hour below 0.8 of it before the next", () => {
    for (const [bounds, alerts] of [
      [[1.5, 1, 1.5, 1], 0],
      [[1.5, 1.5], 1],
      [[1.5, 1.5, 1.21, 1.21, 1.21, 1.21, 1.21, 1.21, 1.5, 1.5], 1],
      [[1.5, 1.5, 1.1, 1.1, 1.1, 1.1, 1.1, 1.5, 1.5], 1],
      [[1.5, 1.5, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.5, 1.5], 2],
      [[1.5, NaN, 1.5], 1],
      [[NaN, NaN], 0],
    ] as const)
      assert.equal(alertsAbove(1.5, [Float64Array.from(bounds)]), alerts, String(bounds));
  });

  it("are those of the levels that run live", () => {
    const days = daysFrom("2026-01-05", 28);
    const week = shippedWeek("phone");
    const usual = new UsualLearner(week, rome).usual();
    assert.ok(usual);
    const arrivals = freeArrivals({ seed: "levels", noise: SCENARIOS.harsh, week, days });
    for (const threshold of [1.2, 1.35, 1.6]) {
      const detector = new SurgeDetector({ elevated: threshold, surge: 99, extreme: 99 });
      let live = 0;
      const bounds = arrivals.map(({ day, steps }) => {
        const { expected } = expectDay({ day, calendar: rome, usual, effect: null });
        return Float64Array.from(steps, ({ at, count, isKnown }, index) => {
          const before = detector.reading().level;
          detector.step({ at, count, isKnown, expected: expected[index] ?? 0, extraVariance: 0 });
          const { level, reason } = detector.reading();
          if (before === "none" && level !== "none") live += 1;
          return reason?.lowerBound ?? NaN;
        });
      });
      assert.ok(live > 0);
      assert.equal(alertsAbove(threshold, bounds), live);
    }
  });

  it("stop being counted above a limit", () => {
    assert.equal(alertsAbove(1.5, [dayWith([2, 2, 2, 2, 2])], 2), 3);
  });
});

describe("thresholds of a stream's own", () => {
  it("wait for 13 weeks", () => {
    assert.equal(calibrated(repeated(90, dayWith([]))), null);
    assert.notEqual(calibrated(repeated(91, dayWith([]))), null);
  });

  it("are the lowest allowed where nothing happens, the highest where it never ends", () => {
    assert.deepEqual(calibrated(repeated(91, dayWith([]))), { elevated: 1.2, surge: 1.4, extreme: 1.75 });
    assert.deepEqual(calibrated(repeated(91, dayWith([9, 9]))), { elevated: 1.6, surge: 2.4, extreme: 3 });
  });

  it("are the smallest that no more than 12 alerts and 3 surges exceed", () => {
    const calm = repeated(78, dayWith([]));
    // 13 alerts of 1.35 to 1.4 and more: 12 remain above 1.37; of those 4 reach 1.8, 3 go beyond.
    const busy = [1.37, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.8, 2.5, 2.5, 2.5].map((height) =>
      dayWith([height]),
    );
    assert.deepEqual(calibrated([...calm, ...busy]), { elevated: 1.4, surge: 1.85, extreme: 1.25 * 1.85 });
  });

  it("keep surge 0.15 above elevated", () => {
    const calm = repeated(78, dayWith([]));
    assert.deepEqual(calibrated([...calm, ...repeated(13, dayWith([1.42]))]), {
      elevated: 1.45,
      surge: 1.6,
      extreme: 2,
    });
  });

  it("are not measured on days of which less than half could be judged", () => {
    const unseen = dayWith([]).fill(NaN, 143);
    assert.equal(calibrated([...repeated(90, dayWith([])), ...repeated(91, unseen)]), null);
    assert.notEqual(calibrated([...repeated(90, dayWith([])), unseen.with(143, CALM)]), null);
    const wild = repeated(91, dayWith([9, 9, 9]));
    assert.deepEqual(calibrated([...wild, ...repeated(91, unseen)])?.elevated, 1.6);
  });

  it("are measured on the last 13 weeks alone", () => {
    const wild = repeated(91, dayWith([9, 9, 9]));
    assert.deepEqual(calibrated([...wild, ...repeated(91, dayWith([]))])?.elevated, 1.2);
  });

  it("stay within their limits and in order, whatever came", () => {
    const height = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(height, { maxLength: 4 }), { minLength: 13, maxLength: 13 }), (weeks) => {
        const days = weeks.flatMap((heights) => repeated(7, dayWith(heights)));
        const thresholds = calibrated(days);
        assert.ok(thresholds);
        const { elevated, surge, extreme } = thresholds;
        assert.ok(elevated >= 1.2 && elevated <= 1.6 && surge >= 1.4 && surge <= 2.4);
        assert.ok(surge - elevated > 0.149 && extreme === 1.25 * surge);
        assert.ok(elevated === 1.6 || alertsAbove(elevated, days) <= 12);
        assert.ok(surge === 2.4 || alertsAbove(surge, days) <= 3);
      }),
      { numRuns: 50 },
    );
  });
});
