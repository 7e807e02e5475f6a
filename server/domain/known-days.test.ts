import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createKnownDays, type KnownDay, type Occurrence, occurrenceBefore } from "./known-days.ts";

const entry = (id: string, on: Occurrence): KnownDay => ({
  id,
  label: { en: id },
  on,
  blocks: [{ from: 0, to: 24, times: { phone: 2 } }],
  spread: 0.3,
});
const great = entry("great", { type: "yearly", month: 11, day: 25 });
const leap = entry("leap", { type: "yearly", month: 2, day: 29 });
const once = entry("once", { type: "once", date: "2026-05-01" });
const known = createKnownDays({
  entries: [great, leap, once],
  holidaySpread: 0.2,
  isHoliday: (key) => key.endsWith("-05-01") || key.endsWith("-11-25"),
});

describe("what a date is", () => {
  it("is an entry every year or once, else a public holiday, else an ordinary day", () => {
    const holiday = { type: "holiday", spread: 0.2 };
    for (const [key, special] of [
      ["2025-11-25", { type: "known", entry: great }],
      ["2026-11-25", { type: "known", entry: great }],
      ["2026-05-01", { type: "known", entry: once }],
      ["2027-05-01", holiday],
      ["2028-02-29", { type: "known", entry: leap }],
      ["2027-02-28", null],
      ["2027-03-01", null],
      ["2026-11-24", null],
    ] as const)
      assert.deepEqual(known.on(key), special, key);
  });
});

describe("the occurrence before", () => {
  it("is a year ago, four or eight years for 29 February, none for a day that comes once", () => {
    for (const [day, key, before] of [
      [great, "2026-11-25", "2025-11-25"],
      [great, "2026-11-26", "2026-11-25"],
      [great, "2026-03-01", "2025-11-25"],
      [leap, "2028-02-29", "2024-02-29"],
      [leap, "2027-06-01", "2024-02-29"],
      [leap, "2104-02-29", "2096-02-29"],
      [once, "2027-05-01", null],
    ] as const)
      assert.equal(occurrenceBefore(day, key), before, `${day.id} ${key}`);
  });
});
