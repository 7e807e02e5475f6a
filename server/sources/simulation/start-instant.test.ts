import assert from "node:assert/strict";
import { it } from "node:test";

import { createCalendar } from "#domain/calendar.ts";

import { startInstant } from "./start-instant.ts";

const calendar = createCalendar("Europe/Rome");

it("reads a local time of the house", () => {
  assert.equal(startInstant("2025-11-25T08:00", calendar), Date.UTC(2025, 10, 25, 7));
  assert.equal(startInstant("2026-07-01T08:00", calendar), Date.UTC(2026, 6, 1, 6));
});

it("moves a time that the clock skips forward", () => {
  assert.equal(startInstant("2026-03-29T02:30", calendar), Date.UTC(2026, 2, 29, 1, 30));
});

it("knows no date that does not exist", () => {
  for (const from of ["2025-02-30T08:00", "2025-13-01T08:00", "2025-11-25T25:00", "tomorrow"])
    assert.equal(startInstant(from, calendar), null);
});
