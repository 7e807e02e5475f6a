import assert from "node:assert/strict";
import { it } from "node:test";

import { createReportFormats } from "./report-formats.ts";

const italian = createReportFormats("it-IT", "Europe/Rome");
/** Some engines put thin spaces around the dash of a range. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");
const english = createReportFormats("en-GB", "Europe/Rome");

it("groups thousands in every number, as the printed report does", () => {
  assert.equal(italian.integer(1_027), "1.027");
  assert.equal(english.integer(36_470), "36,470");
  assert.equal(italian.decimal(320.516), "320,5");
});

it("writes shares with one decimal, a whole without, and nothing known as a dash", () => {
  assert.equal(italian.percent(0.1655), "16,6%");
  assert.equal(italian.percent(1), "100%");
  assert.equal(italian.percent(0), "0,0%");
  assert.equal(italian.percent(null), "—");
  assert.equal(italian.decimal(null), "—");
});

it("signs a change, and writes a minus as wide as the plus", () => {
  assert.equal(italian.change(0.0534), "+5,3%");
  assert.equal(english.change(-0.882), "\u221288.2%");
  assert.equal(italian.change(0), "0,0%");
  assert.equal(italian.change(null), "—");
});

it("writes the dates of a period without leading zeros", () => {
  assert.equal(plain(italian.dates("2025-09-01", "2025-11-30")), "1 settembre – 30 novembre 2025");
  assert.equal(plain(english.dates("2025-12-01", "2026-02-28")), "1 December 2025 – 28 February 2026");
  assert.equal(italian.shortDates("2025-09-05", "2025-09-05"), "5 settembre");
  assert.equal(italian.months("2025-11-01", "2025-11-30"), "novembre 2025");
});

it("shows what is no period as it was given", () => {
  assert.equal(italian.dates("never", "2025-11-30"), "never – 2025-11-30");
  assert.equal(italian.dates("2025-11-30", "2025-09-01"), "2025-11-30 – 2025-09-01");
});

it("names weekdays from Monday, and languages", () => {
  assert.deepEqual(italian.weekdays, ["Lun", "Mar", "Mer", "Gio", "Ven", "Sab", "Dom"]);
  assert.equal(english.weekdaysLong[6], "Sunday");
  assert.equal(italian.language("ar"), "arabo");
});
