import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "./calendar.ts";
import { coveredHours } from "./covered-hours.ts";
import { epochMs, hours, later } from "./time.ts";

const calendar = createCalendar("Europe/Rome");
const start = epochMs(1_764_028_800_000);
const hour = (n: number) => later(start, hours(n));
/** Hours are told by how many lie between them and the first. */
const numbers = (all: Iterable<number>) =>
  [...all].map((at) => (at - start) / hours(1)).sort((a, b) => a - b);

describe("the hours that history covers", () => {
  it("are all from the first to the last, quiet ones too, whatever the order", () => {
    const { hours: covered, edges, silences } = coveredHours([hour(5), hour(0), hour(2)], calendar);
    assert.deepEqual(numbers(covered), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(numbers(edges), [0, 5]);
    assert.deepEqual(silences, []);
  });

  it("are none when nothing was told", () => {
    assert.deepEqual(coveredHours([], calendar), { hours: [], edges: new Set(), silences: [] });
  });

  it("are doubtful where nothing was told for more than a day: a file may be missing", () => {
    const {
      hours: covered,
      edges,
      silences,
    } = coveredHours([hour(0), hour(1), hour(27), hour(28)], calendar);
    assert.equal(covered.length, 29);
    assert.deepEqual(numbers(edges), [0, ...Array.from({ length: 27 }, (_, index) => index + 1), 28]);
    assert.deepEqual(silences, [{ from: hour(2), to: hour(27), taken: true }]);
    assert.deepEqual(numbers(coveredHours([hour(0), hour(1), hour(26), hour(28)], calendar).edges), [0, 28]);
  });

  it("end at a silence of more than a week and begin anew after it", () => {
    const {
      hours: covered,
      edges,
      silences,
    } = coveredHours([hour(0), hour(1), hour(200), hour(201)], calendar);
    assert.deepEqual(numbers(covered), [0, 1, 200, 201]);
    assert.deepEqual(numbers(edges), [0, 1, 200, 201]);
    assert.deepEqual(silences, [{ from: hour(2), to: hour(200), taken: false }]);
  });

  it("are those of the house, also where its days do not begin on a UTC hour and the clock moves by half of one", () => {
    const zone = createCalendar("Australia/Lord_Howe");
    const day = zone.dayCalled("2025-10-05") ?? assert.fail();
    const told = [zone.hourOf(day.start), zone.hourOf(later(day.end, hours(1)))];
    const { hours: covered } = coveredHours(told, zone);
    // 23.5 hours: the last one is the half.
    assert.equal(covered.length, 26);
    for (const at of covered) assert.equal(zone.hourOf(at), at);
  });
});
