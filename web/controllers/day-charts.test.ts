import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { lineOf } from "../format/trend-line.ts";
import { DayCharts } from "./day-charts.ts";

const DAY = { dayStartMs: 0, dayEndMs: 3_600_000, stepMs: 300_000 };
const line = lineOf(DAY, [1, 3], 600_000);
const usual = { expected: [1, 2], low: [0, 1], high: [2, 4] };
const fanTo = (total: number) => [
  { atMs: 300_000, total: 1, low: 1, high: 1 },
  { atMs: 3_600_000, total, low: total - 1, high: total + 1 },
];
const parts = { line, gaps: [], usual, fan: fanTo(12) };

describe("the data of a chart", () => {
  const charts = new DayCharts();
  const draw = (other: Partial<typeof parts> = {}) =>
    charts.dataOf("phone", DAY, "UTC", { ...parts, ...other });

  it("stay the same object as long as they say the same, so that nothing is drawn again", () => {
    const first = draw();
    assert.equal(draw(), first);
    assert.equal(draw({ fan: fanTo(12) }), first, "every snapshot brings the fan anew");
  });
  it("are another object when anything of them changes", () => {
    const first = draw();
    const foreseen = draw({ fan: fanTo(13) });
    assert.notEqual(foreseen, first);
    assert.notEqual(draw({ fan: fanTo(13), line: lineOf(DAY, [1, 4], 600_000) }), foreseen);
  });
  it("foresee nothing when told so", () => {
    const { fan } = charts.dataOf("chat", DAY, "UTC", { ...parts, fan: null });
    assert.deepEqual(fan, []);
  });
});
