import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { openPublicHolidays } from "./public-holidays.ts";

const daysOf = (country: string, year: number, region?: string): string[] =>
  openPublicHolidays({ country, region, locales: ["en"] })
    .of(year)
    .map(({ day }) => day);

describe("public holidays", () => {
  it("are those of Italian law, with Saint Francis again from 2026 on", () => {
    const fixed = ["01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25", "12-26"];
    const expected = (year: number, movable: readonly string[]) =>
      [...fixed, ...movable].sort().map((day) => `${year}-${day}`);
    assert.deepEqual(daysOf("IT", 2025), expected(2025, ["04-20", "04-21"]));
    assert.deepEqual(daysOf("IT", 2026), expected(2026, ["04-05", "04-06", "10-04"]));
  });

  it("have a name in every language of the page", () => {
    const holidays = openPublicHolidays({ country: "IT", locales: ["it", "en"] });
    const named = holidays.of(2026).find(({ day }) => day === "2026-06-02");
    assert.deepEqual(named?.names, { it: "Festa della Repubblica", en: "Republic Day" });
    assert.ok(holidays.of(2026).every(({ names }) => Object.keys(names).length === 2));
  });

  it("leave out what is only observed, and answer for any year", () => {
    const holidays = openPublicHolidays({ country: "IT", locales: ["it"] });
    assert.equal(holidays.isHoliday("2026-05-10"), false, "Mother's Day");
    const christmas = ["2026-12-25", "2030-12-25", "2026-12-24"].map((day) => holidays.isHoliday(day));
    assert.deepEqual(christmas, [true, true, false]);
  });

  it("know the holidays of a region", () => {
    const whitMonday = "2026-05-25";
    assert.equal(daysOf("IT", 2026).includes(whitMonday), false);
    assert.equal(daysOf("IT", 2026, "32").includes(whitMonday), true);
  });

  it("put a holiday that begins in the evening on the day after", () => {
    // Rosh Hashanah 5787 begins in the evening of 11 September 2026 and lasts two days.
    const autumn = daysOf("IL", 2026).filter((day) => day.startsWith("2026-09-1"));
    assert.deepEqual(autumn, ["2026-09-12", "2026-09-13"]);
  });

  it("are none without a country", () => {
    const none = openPublicHolidays({ locales: ["it"] });
    assert.deepEqual(none.of(2026), []);
    assert.equal(none.isHoliday("2026-12-25"), false);
  });
});
