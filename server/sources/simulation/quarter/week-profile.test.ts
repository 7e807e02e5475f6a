import assert from "node:assert/strict";
import { it } from "node:test";

import { readSeedReport } from "../../../../test/support/seed-report.ts";
import { weekProfile } from "./week-profile.ts";

const cells = readSeedReport().calls.byBandAndWeekdayMonFirst;
const profile = weekProfile(cells);
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const minutes = Array.from({ length: 12 }, (_, slot) => slot * 5);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const hourOf = (weekday: number, hour: number): number =>
  sum(minutes.map((minute) => profile({ weekday, hour, minute })));

it("adds up to every cell of the table, without a negative slot", () => {
  cells.forEach((row, band) =>
    row.forEach((cell, column) => {
      const hours = [0, 1, 2, 3].map((hour) => hourOf(column + 1, band * 4 + hour));
      assert.ok(Math.abs(sum(hours) - cell) < 1e-6);
    }),
  );
  for (const weekday of weekdays)
    for (let hour = 0; hour < 24; hour += 1)
      assert.ok(minutes.every((minute) => profile({ weekday, hour, minute }) >= 0));
});

it("gives the hourly calls of the quarter that were worked out beforehand", () => {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    Math.round(sum(weekdays.map((weekday) => hourOf(weekday, hour)))),
  );
  assert.deepEqual(
    hours,
    [
      996, 792, 587, 382, 213, 222, 441, 870, 1454, 1934, 2235, 2356, 2333, 2299, 2284, 2288, 2298, 2263,
      2170, 2019, 1819, 1612, 1405, 1200,
    ],
  );
});
