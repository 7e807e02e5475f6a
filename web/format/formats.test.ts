import assert from "node:assert/strict";
import { it } from "node:test";

import { createFormats } from "./formats.ts";

const AT_MS = Date.parse("2026-11-25T09:42:07Z");
const italian = createFormats("it", "Europe/Rome");

it("writes times in the house's zone, whatever the screen's", () => {
  assert.equal(italian.clock(AT_MS), "10:42");
  assert.equal(italian.clockSeconds(AT_MS), "10:42:07");
  assert.equal(createFormats("en", "America/New_York").clockSeconds(AT_MS), "04:42:07");
});

it("counts the hours of a day from 0 to 23 in every language", () => {
  const midnight = Date.parse("2026-11-24T23:05:00Z");
  assert.equal(italian.clock(midnight), "00:05");
  assert.equal(createFormats("en", "Europe/Rome").clock(midnight), "00:05");
});

it("writes dates as the locale does", () => {
  assert.equal(italian.date(AT_MS), "mercoledì 25 novembre");
  assert.equal(createFormats("en", "Europe/Rome").date(AT_MS), "Wednesday, November 25");
});

it("shows a ratio as whole percent and no data as a dash, never as zero", () => {
  assert.equal(italian.percentDigits(0.856), "86");
  assert.equal(italian.percentDigits(0), "0");
  assert.equal(italian.percentDigits(null), "—");
  assert.equal(italian.percent(null), "—");
});
