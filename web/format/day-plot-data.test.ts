import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type DayPlotData, fanOf, peakOf, usualArea } from "./day-plot-data.ts";

const bare: DayPlotData = {
  line: { atMs: [0, 10, 15], cumulative: [0, 4, 5], newest: { atMs: 15, cumulative: 5 } },
  dayStartMs: 0,
  dayEndMs: 40,
  ticks: [],
  usual: null,
  fan: [],
};
const full: DayPlotData = {
  ...bare,
  usual: { stepMs: 10, low: [1, 2, 3, 4], high: [3, 5, 7, 9] },
  fan: [
    { atMs: 20, total: 7, low: 6, high: 8 },
    { atMs: 40, total: 12, low: 9, high: 15 },
  ],
};

const eight: DayPlotData = {
  ...bare,
  usual: { stepMs: 5, low: [1, 2, 3, 4, 5, 6, 7, 8], high: [2, 4, 6, 8, 10, 12, 14, 16] },
};

describe("a plot of a day", () => {
  it("has room for the line alone when nothing else is known", () => {
    assert.equal(peakOf(bare), 5);
    assert.equal(usualArea(bare), null);
    assert.equal(fanOf(bare), null);
  });
  it("has room for the usual range and for the fan", () => {
    assert.equal(peakOf(full), 15);
    assert.equal(peakOf({ ...full, fan: [] }), 9);
  });
  it("begins the usual range at zero at midnight and shows it every six steps, to the last", () =>
    assert.deepEqual(usualArea(eight), { atMs: [0, 30, 40], low: [0, 6, 8], high: [0, 12, 16] }));
  it("opens the fan on what must have come while nobody saw", () => {
    const present = { atMs: 10, total: 6, low: 4, high: 7 };
    const fan = fanOf({ ...full, fan: [present, ...full.fan] });
    assert.deepEqual(fan?.atMs, [15, 20, 40]);
    assert.deepEqual([fan.low[0], fan.total[0], fan.high[0]], [5, 6, 7]);
    assert.equal(fanOf({ ...full, fan: [present] }), null);
  });
  it("opens the fan where the line ends, and lets it follow its own points", () =>
    assert.deepEqual(fanOf(full), {
      atMs: [15, 20, 40],
      low: [5, 6, 9],
      high: [5, 8, 15],
      total: [5, 7, 12],
    }));
});
