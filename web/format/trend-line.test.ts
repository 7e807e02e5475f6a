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
    });
  });
  it("goes on level through a quiet spell", () => {
    assert.deepEqual(lineOf(DAY, [1, 3], 900_000), {
      atMs: [0, 300_000, 600_000, 900_000],
      cumulative: [0, 1, 3, 3],
    });
  });
  it("never leaves its day", () => {
    assert.equal(lineOf(DAY, [1], 90_000_000).atMs.at(-1), DAY.dayEndMs);
  });
});
