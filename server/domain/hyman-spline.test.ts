import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { hymanSpline } from "./hyman-spline.ts";

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const week = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 168, maxLength: 168 });
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

describe("the spline of a week", () => {
  it("splits a flat week evenly", () => {
    for (const part of hymanSpline(
      Array.from({ length: 168 }, () => 12),
      12,
    ))
      assert.ok(isNear(part, 1));
  });

  it("is the cubic through its knots where no limit holds it", () => {
    // s = 4, 6, 4, 6 round the clock: d[i-1] + 4 d[i] + d[i+1] = 30, so that every slope is 5.
    const parts = hymanSpline([4, 6, 4, 6], 2);
    const expected = [2, 2, 3, 3, 2, 2, 3, 3];
    assert.ok(parts.every((part, index) => isNear(part, expected[index] ?? 0)));
    // s = 1, 2, 4, 3: right sides 12, 9, 18, 21; the slopes are 1.75, 1, 3.25, 4.
    const [first, second] = hymanSpline([1, 2, 4, 3], 2);
    assert.ok(isNear(first ?? 0, 1 / 2 + (1.75 - 1) / 8));
    assert.ok(isNear(second ?? 0, 1 / 2 - (1.75 - 1) / 8));
  });

  it("stays at nothing beside an hour that has nothing", () => {
    const parts = hymanSpline([0, 8, 0, 0], 4);
    assert.deepEqual(
      [...parts.subarray(0, 4), ...parts.subarray(8)],
      Array.from({ length: 12 }, () => 0),
    );
    assert.ok(isNear(sum(parts), 8));
  });

  it("keeps every hour's total, is never negative and scales with the week", () => {
    fc.assert(
      fc.property(week, fc.double({ min: 0.01, max: 20, noNaN: true }), (hours, factor) => {
        const parts = hymanSpline(hours, 12);
        const scaled = hymanSpline(
          hours.map((hour) => hour * factor),
          12,
        );
        assert.ok(
          parts.every((part, index) => part >= 0 && Math.abs(part * factor - (scaled[index] ?? 0)) < 1e-6),
        );
        for (const [hour, total] of hours.entries())
          assert.ok(isNear(total, sum(parts.subarray(hour * 12, hour * 12 + 12))));
      }),
      { numRuns: 50 },
    );
  });

  it("goes round: a week that begins a day later has the same parts", () => {
    fc.assert(
      fc.property(week, (hours) => {
        const turned = hymanSpline([...hours.slice(24), ...hours.slice(0, 24)], 12);
        const parts = hymanSpline(hours, 12);
        assert.ok(
          parts.every((part, index) => Math.abs(part - (turned[(index + 2016 - 288) % 2016] ?? 0)) < 1e-6),
        );
      }),
      { numRuns: 20 },
    );
  });
});
