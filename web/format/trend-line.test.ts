import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { isContiguous, lineOf, withNewest } from "./trend-line.ts";

const DAY = { dayStartMs: 0, dayEndMs: 86_400_000, stepMs: 300_000 };
const trend = { ...DAY, channels: [{ channel: "phone", cumulative: [1, 3, 4], usual: null }] } as const;
const newest = (index: number, cumulative: number, dayStartMs = 0) => ({
  dayStartMs,
  index,
  cumulative,
  asOfMs: index * DAY.stepMs + 1,
});

describe("isContiguous", () => {
  it("joins the running step and the one after it", () => {
    assert.equal(isContiguous(trend, "phone", newest(2, 5)), true);
    assert.equal(isContiguous(trend, "phone", newest(3, 5)), true);
  });
  it("asks for the history when a step was missed", () => {
    assert.equal(isContiguous(trend, "phone", newest(4, 5)), false);
  });
  it("asks for the history on a new day", () => {
    assert.equal(isContiguous(trend, "phone", newest(0, 0, 86_400_000)), false);
  });
  it("asks for the history of a channel it does not know", () => {
    assert.equal(isContiguous(trend, "chat", newest(2, 5)), false);
  });
});

describe("withNewest", () => {
  it("replaces the running step", () => assert.deepEqual(withNewest([1, 3, 4], newest(2, 6)), [1, 3, 6]));
  it("begins a new step", () => assert.deepEqual(withNewest([1, 3, 4], newest(3, 6)), [1, 3, 4, 6]));
});

describe("lineOf", () => {
  it("starts at zero at midnight and ends the running step at the present", () => {
    assert.deepEqual(lineOf(DAY, [1, 3], 400_000), {
      atMs: [0, 300_000, 400_000],
      cumulative: [0, 1, 3],
      newest: { atMs: 400_000, cumulative: 3 },
    });
  });
  it("goes on level through a quiet spell", () => {
    assert.deepEqual(lineOf(DAY, [1, 3], 900_000), {
      atMs: [0, 300_000, 600_000, 900_000],
      cumulative: [0, 1, 3, 3],
      newest: { atMs: 900_000, cumulative: 3 },
    });
  });
  it("never leaves its day", () => {
    assert.equal(lineOf(DAY, [1], 90_000_000).atMs.at(-1), DAY.dayEndMs);
  });
  it("breaks over steps that nobody saw and goes on where they end", () => {
    const { atMs, cumulative, newest: last } = lineOf(DAY, [1, 1, 1, 4], 1_200_000, [[1, 3]]);
    assert.deepEqual(atMs, [0, 300_000, 600_000, 900_000, 1_200_000]);
    assert.deepEqual(cumulative, [0, 1, null, 1, 4]);
    assert.deepEqual(last, { atMs: 1_200_000, cumulative: 4 });
  });
  it("breaks over a gap of a single step", () => {
    assert.deepEqual(lineOf(DAY, [1, 1, 3], 900_000, [[1, 2]]), {
      atMs: [0, 300_000, 450_000, 600_000, 900_000],
      cumulative: [0, 1, null, 1, 3],
      newest: { atMs: 900_000, cumulative: 3 },
    });
  });
  it("ends where a gap begins that still goes on", () => {
    const { cumulative, newest: last } = lineOf(DAY, [1, 2, 2, 2], 1_200_000, [[2, 4]]);
    assert.deepEqual(cumulative, [0, 1, 2, null, null]);
    assert.deepEqual(last, { atMs: 600_000, cumulative: 2 });
  });
  it("begins at zero after a morning that nobody saw", () => {
    const { cumulative } = lineOf(DAY, [0, 0, 2], 900_000, [[0, 2]]);
    assert.deepEqual(cumulative, [0, null, 0, 2]);
  });
});
