import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { hourTicks, roundCeiling } from "./day-axis.ts";

const ROME = "Europe/Rome";
const HOUR_MS = 3_600_000;

/** Hours after midnight of each tick, and its label. */
function ticksOf(from: string, to: string, timeZone: string) {
  const startMs = Date.parse(from);
  return hourTicks(startMs, Date.parse(to), timeZone).map(({ atMs, label }) => [
    (atMs - startMs) / HOUR_MS,
    label,
  ]);
}

describe("hourTicks", () => {
  it("marks every sixth hour of an ordinary day", () => {
    assert.deepEqual(ticksOf("2026-11-24T00:00+01:00", "2026-11-25T00:00+01:00", ROME), [
      [0, "0"],
      [6, "6"],
      [12, "12"],
      [18, "18"],
      [24, "24"],
    ]);
  });

  it("finds six o'clock seven hours after midnight on the day of 25 hours", () => {
    assert.deepEqual(ticksOf("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", ROME), [
      [0, "0"],
      [7, "6"],
      [13, "12"],
      [19, "18"],
      [25, "24"],
    ]);
  });

  it("finds six o'clock five hours after midnight on the day of 23 hours", () => {
    assert.deepEqual(ticksOf("2027-03-28T00:00+01:00", "2027-03-29T00:00+02:00", ROME), [
      [0, "0"],
      [5, "6"],
      [11, "12"],
      [17, "18"],
      [23, "24"],
    ]);
  });

  it("marks midnight once where the clock is set back over it", () => {
    const labels = ticksOf("2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", "America/Havana");
    assert.deepEqual(
      labels.map(([, label]) => label),
      ["0", "6", "12", "18", "24"],
    );
  });
});

describe("roundCeiling", () => {
  const CASES: readonly (readonly [number, number])[] = [
    [0, 10],
    [9, 10],
    [10, 12],
    [41, 44],
    [187, 200],
    [786, 900],
    [990, 1_200],
  ];
  for (const [value, ceiling] of CASES)
    it(`draws ${value} under ${ceiling}`, () => assert.equal(roundCeiling(value), ceiling));
});
