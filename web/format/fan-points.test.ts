import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { calmOutlook } from "../../test/support/calm-outlook.ts";
import { epochMs, hours } from "#domain/time.ts";
import type { ProjectionFan } from "#wire/outlook.ts";

import { fanPointsOf } from "./fan-points.ts";

const pointsOf = (fan: ProjectionFan | null) => {
  const outlook = calmOutlook(epochMs(hours(1) / 2), "none");
  return fanPointsOf({ ...outlook, projection: { ...outlook.projection, fan } });
};
const fan: ProjectionFan = {
  present: null,
  fromMs: hours(1),
  toMs: hours(2.5),
  total: [10, 20, 25],
  low: [9, 18, 22],
  high: [11, 22, 28],
};

describe("the points of a fan", () => {
  it("are an hour apart, the last one at the end of the day", () =>
    assert.deepEqual(pointsOf(fan), [
      { atMs: hours(1), total: 10, low: 9, high: 11 },
      { atMs: hours(2), total: 20, low: 18, high: 22 },
      { atMs: hours(2.5), total: 25, low: 22, high: 28 },
    ]));
  it("begin with the present where something was not seen", () =>
    assert.deepEqual(pointsOf({ ...fan, present: { total: 5, low: 4, high: 7 } })[0], {
      atMs: hours(1) / 2,
      total: 5,
      low: 4,
      high: 7,
    }));
  it("are none when nobody foresees anything", () => assert.deepEqual(pointsOf(null), []));
});
