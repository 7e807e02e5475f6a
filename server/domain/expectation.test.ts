import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayCalled, rome, shippedWeek, sum } from "../../test/support/usual-days.ts";
import { stepCountOf } from "./arrival-steps.ts";
import { type DayEffect, expectDay } from "./expectation.ts";
import { UsualLearner } from "./usual-week.ts";

const calls = shippedWeek("phone");
const usual = new UsualLearner(calls, rome).usual();
assert.ok(usual);
const expected = (key: string, effect: DayEffect | null = null, weeks = 0) =>
  expectDay({ day: dayCalled(key), calendar: rome, usual: { ...usual, weeks }, effect });
const isNear = (a: number, b: number, by = 1e-9): boolean => Math.abs(a - b) <= by;

/** Hours 0 to 8 as 1.3 times, the others as 2.9 times the ordinary. */
const GREAT_DAY: DayEffect = {
  times: Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 1.3 : 2.9)),
  spread: Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 0 : 0.3)),
};

describe("what is expected of a day", () => {
  it("is the weekday's part of the usual week", () => {
    const day = expected("2026-11-24");
    assert.equal(day.expected.length, 288);
    assert.deepEqual(day.ordinary, usual.perStep.slice(288, 576));
    assert.deepEqual(day.expected, day.ordinary);
    assert.ok(isNear(sum(day.expected), 284, 1));
  });

  it("has the hour that happens twice twice, and the skipped one not at all", () => {
    const sunday = usual.perHour.subarray(144);
    const autumn = expected("2026-10-25");
    assert.equal(autumn.expected.length, 300);
    assert.ok(isNear(sum(autumn.expected), sum(sunday) + (sunday[2] ?? 0)));
    assert.deepEqual(autumn.expected.slice(24, 36), autumn.expected.slice(36, 48));
    const spring = expected("2026-03-29");
    assert.equal(spring.expected.length, 276);
    assert.ok(isNear(sum(spring.expected), sum(sunday) - (sunday[2] ?? 0)));
  });

  it("is multiplied by what the calendar says, the ordinary kept beside it: 768 calls on 25 November, 2.7 times a Tuesday", () => {
    const tuesday = expected("2025-11-25", GREAT_DAY);
    assert.ok(isNear(sum(tuesday.ordinary), 284, 1));
    assert.ok(isNear(sum(tuesday.expected), 768, 6));
    assert.ok(isNear(tuesday.expected[95] ?? 0, 1.3 * (tuesday.ordinary[95] ?? 0)));
    assert.ok(isNear(tuesday.expected[96] ?? 0, 2.9 * (tuesday.ordinary[96] ?? 0)));
  });

  it("goes by the clock on the wall on a day of 25 hours", () => {
    const day = expected("2026-10-25", GREAT_DAY);
    const ratios = day.expected.map((step, index) => step / (day.ordinary[index] ?? 1));
    assert.ok(isNear(ratios[9 * 12 - 1] ?? 0, 1.3) && isNear(ratios[9 * 12] ?? 0, 2.9));
  });
});

describe("how sure it is", () => {
  it("is 0.25 of the mean in a new house, less with each own week", () => {
    for (const [weeks, variance] of [
      [0, 0.0625],
      [1, 0.0125],
      [4, 0.0625 / 17],
      [13, 0.0625 / 53],
    ] as const) {
      const { extraVariance } = expected("2026-11-24", null, weeks);
      assert.equal(extraVariance.length, stepCountOf(dayCalled("2026-11-24")));
      assert.ok(extraVariance.every((step) => isNear(step, variance)));
    }
  });

  it("adds the spread of a known day in the hours that it speaks of", () => {
    const { extraVariance } = expected("2026-11-25", GREAT_DAY, 13);
    assert.ok(isNear(extraVariance[95] ?? 0, 0.0625 / 53));
    assert.ok(isNear(extraVariance[96] ?? 0, 0.0625 / 53 + 0.09));
  });
});
