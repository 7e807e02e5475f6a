import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { bandRow, bandsStartingAt, weekTableOf } from "./arrival-tables.ts";
import { createCalendar } from "./calendar.ts";
import { emptyCell, type LedgerCell } from "./ledger-cell.ts";
import { type EpochMs, hours, later } from "./time.ts";

const rome = createCalendar("Europe/Rome");

const cell = (hour: EpochMs, count: number, outcome: LedgerCell["outcome"] = "answered"): LedgerCell => ({
  ...emptyCell({ hour, source: "pbx", channel: "phone", language: "it", entry: "phone", outcome }),
  count,
});

describe("arrivals by weekday and hour", () => {
  it("put an hour into the row of its local weekday and hour, blacklisted contacts too", () => {
    const tuesday = rome.at(2025, 11, 25, 0, 0);
    const table = weekTableOf([cell(tuesday, 3), cell(tuesday, 2, "blacklisted")], rome);
    assert.equal(table[1]?.[0], 5);
    assert.equal(
      table.flat().reduce((sum, count) => sum + count, 0),
      5,
    );
  });

  it("leave out calls made by operators", () => {
    const table = weekTableOf([cell(rome.at(2025, 11, 25, 9, 0), 3, "outbound:network")], rome);
    assert.equal(Math.max(...table.flat()), 0);
  });

  it("count both hours of the night of 25 October 2026 in the row of two o'clock", () => {
    const first = rome.at(2026, 10, 25, 2, 0);
    const table = weekTableOf([cell(first, 1), cell(later(first, hours(1)), 1)], rome);
    assert.equal(table[6]?.[2], 2);
    assert.equal(table[6]?.[3], 0);
  });

  it("have nothing at two o'clock on 28 March 2027, when the clock skips it", () => {
    const one = rome.at(2027, 3, 28, 1, 0);
    const table = weekTableOf([cell(one, 1), cell(later(one, hours(1)), 1)], rome);
    assert.deepEqual(table[6]?.slice(1, 4), [1, 0, 1]);
  });
});

describe("bands of hours", () => {
  const cases = [
    { starts: [0, 4, 8, 12, 16, 20], names: ["0-4", "4-8", "8-12", "12-16", "16-20", "20-24"] },
    { starts: [6, 12, 18, 0], names: ["6-12", "12-18", "18-24", "0-6"] },
    { starts: [22, 6, 14], names: ["22-6", "6-14", "14-22"] },
    { starts: [0], names: ["0-24"] },
    { starts: [7], names: ["7-7"] },
  ];
  for (const { starts, names } of cases)
    it(`that begin at ${starts.join(", ")} are ${names.join(", ")}, and hold each hour once`, () => {
      const bands = bandsStartingAt(starts);
      assert.deepEqual(
        bands.map(({ fromHour, toHour }) => `${fromHour}-${toHour}`),
        names,
      );
      const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, (_, hour) => 2 ** hour));
      const sums = bands.map((band) => bandRow(week, band)[0] ?? 0);
      assert.equal(
        sums.reduce((sum, count) => sum + count, 0),
        2 ** 24 - 1,
      );
    });
});
