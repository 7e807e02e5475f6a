import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ProjectionErrors } from "./projection-errors.ts";

const said = (clockHour: number, total: number, low: number, high: number) => ({
  clockHour,
  plain: { total, low, high },
});

describe("past errors of the projection", () => {
  it("are kept by the hour of the clock: half widths outside, and shares of what came", () => {
    const errors = new ProjectionErrors();
    errors.add([said(6, 330, 280, 380), said(23, 300, 300, 300)], 300);
    errors.add([said(6, 270, 220, 320)], 330);
    const { scores, meanError } = errors.past();
    // (280 - 300) / 50 inside, (330 - 320) / 50 outside; at 23 the interval had no width.
    assert.deepEqual([scores[6], scores[23], scores[7]], [[-0.4, 0.2], [], []]);
    assert.deepEqual([meanError[6], meanError[23], meanError[7]], [(0.1 + 60 / 330) / 2, 0, null]);
    assert.deepEqual([scores.length, meanError.length], [24, 24]);
  });

  it("are of the last 56 days", () => {
    const errors = new ProjectionErrors();
    for (let day = 0; day < 60; day += 1) errors.add([said(9, 100, 90, 110)], 100 + day);
    const { scores } = errors.past();
    assert.equal(scores[9]?.length, 56);
    assert.equal(Math.min(...(scores[9] ?? [])), (104 - 110) / 10);
  });

  it("have two scores of a day on which an hour came twice, and no share of a day without contacts", () => {
    const errors = new ProjectionErrors();
    errors.add([said(2, 5, 0, 10), said(2, 4, 0, 8)], 0);
    const { scores, meanError } = errors.past();
    assert.deepEqual([scores[2], meanError[2]], [[0, 0], null]);
  });
});
