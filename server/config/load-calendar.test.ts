import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";

import { dateOf } from "#domain/known-days.ts";

import { calendarFaults } from "./calendar-checks.ts";
import { calendarSchema } from "./calendar-schema.ts";
import { ConfigError, faultLine } from "./fault.ts";
import { loadCalendar } from "./load-calendar.ts";
import { readableEntries } from "./readable-entries.ts";

const LOCALES = ["it", "en"];
const load = (path: string) =>
  loadCalendar(fileURLToPath(new URL(`../../${path}`, import.meta.url)), LOCALES);

function faultsOf(name: string): string[] {
  try {
    load(`test/fixtures/calendar/${name}.yaml`);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults.map(faultLine);
  }
}

describe("the calendar as shipped", () => {
  const { knownDays, holidaySpread } = load("config/calendar.yaml");

  it("knows 25 November, the days around it and 8 March", () => {
    assert.deepEqual(
      knownDays.map(({ on, blocks, spread }) => [
        dateOf(on),
        blocks.map(({ times }) => times["phone"]),
        spread,
      ]),
      [
        ["11-25", [1.3, 2.9], 0.3],
        ["11-22", [1.15], 0.2],
        ["11-23", [1.15], 0.2],
        ["11-24", [1.4], 0.2],
        ["11-26", [1.4], 0.2],
        ["11-27", [1.15], 0.2],
        ["03-08", [1.1], 0.2],
      ],
    );
    assert.deepEqual(
      knownDays[0]?.blocks.map(({ from, to }) => [from, to]),
      [
        [0, 8],
        [8, 24],
      ],
    );
    assert.equal(holidaySpread, 0.2);
  });
});

describe("a calendar file", () => {
  it("may name a leap day, one date of one year, and hours of one channel alone", () => {
    const { knownDays, holidaySpread } = load("test/fixtures/calendar/good-leap-day-and-once.yaml");
    assert.deepEqual(
      knownDays.map(({ on }) => on),
      [
        { type: "yearly", month: 2, day: 29 },
        { type: "once", date: "2026-10-25" },
      ],
    );
    assert.deepEqual(knownDays[1]?.blocks[1], { from: 0, to: 2, times: { chat: 0.5 } });
    assert.equal(holidaySpread, 0.25);
  });

  it("may be as the document shows it", () => {
    const text = readFileSync(new URL("../../docs/usual.md", import.meta.url), "utf8");
    const example = calendarSchema.parse(parse(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? ""));
    assert.equal(example.knownDays.length, 2);
    assert.deepEqual(calendarFaults(readableEntries(example), LOCALES), []);
  });

  it("may be empty", () => {
    assert.deepEqual(load("test/fixtures/calendar/good-empty.yaml"), { knownDays: [], holidaySpread: 0.2 });
  });

  it("is refused with every fault of its shape, with path and line", () => {
    assert.deepEqual(faultsOf("bad-shape"), [
      "knownDays[0].id (line 2): use lower-case letters, digits, - and _",
      "knownDays[0].month (line 4): use at most 12",
      "knownDays[0].spread (line 6): use at least 0",
      "knownDays[0].blocks[0].to (line 8): use at most 24",
      "knownDays[0].blocks[0].times.fax (line 8): this key is not known",
      "knownDays[0].blocks[1].from (line 9): use at most 23",
      "knownDays[0].blocks[1].times.phone (line 9): a number is needed here",
      "knownDays[1].blocks (line 15): add a block of hours",
      "knownDays[2].spread (line 16): add this key: a number",
      "knownDays[2].blocks[0].to (line 21): from must lie before to",
      "knownDays[2].blocks[1].times (line 22): name a channel: phone or chat",
      "knownDays[3].date (line 25): use a date such as 2026-11-25",
      "holidays (line 29): this key is not known",
    ]);
  });

  it("is refused with what contradicts itself beside what has the wrong shape", () => {
    assert.deepEqual(faultsOf("bad-shape-and-sense"), [
      "knownDays[0].spread (line 6): a number is needed here",
      "knownDays[0].blocks[1].times.phone (line 9): a number is needed here",
      "knownDays[2].id (line 17): use lower-case letters, digits, - and _",
      "holidays (line 23): this key is not known",
      "knownDays[0].blocks[2] (line 10): 7-10 h overlaps 8-24 h",
      "knownDays[0].label (line 3): add the text for en",
      "knownDays[1].date (line 13): there is no 2027-02-29",
      "knownDays[1].id (line 11): great-day is there twice",
      "knownDays[2] (line 17): great-day has the same date, 2026-11-25",
    ]);
  });

  it("is refused when there is no such date", () => {
    assert.deepEqual(faultsOf("bad-dates"), [
      "knownDays[0].day (line 5): month 4 has 30 days",
      "knownDays[1].date (line 11): there is no 2027-02-29",
      "knownDays[2] (line 15): give month and day, or date alone",
      "knownDays[3] (line 23): give month and day, or date alone",
    ]);
  });

  it("is refused when its parts contradict each other", () => {
    assert.deepEqual(faultsOf("bad-repeats"), [
      "knownDays[0].blocks[2] (line 10): 7-10 h overlaps 8-24 h",
      "knownDays[0].blocks[3] (line 11): 23-24 h overlaps 8-24 h",
      "knownDays[1].label (line 13): add the text for en",
      "knownDays[1].id (line 12): great-day is there twice",
      "knownDays[2] (line 19): great-day has the same date, 2026-11-25",
    ]);
  });
});
