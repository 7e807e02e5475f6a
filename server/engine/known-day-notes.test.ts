import assert from "node:assert/strict";
import { it } from "node:test";

import { createKnownDays, type KnownDay } from "#domain/known-days.ts";
import { emptyCell } from "#domain/ledger-cell.ts";
import { hours, later } from "#domain/time.ts";

import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { dayCalled, rome } from "../../test/support/usual-days.ts";
import { KnownDayNotes } from "./known-day-notes.ts";

const great: KnownDay = {
  id: "great",
  label: { en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [{ from: 0, to: 24, times: { phone: 3 } }],
  spread: 0.3,
};

it("a known day is announced with what it brought the last time, where all who arrived are known", () => {
  const lastYear = dayCalled("2025-11-25");
  const covered = Array.from({ length: 24 }, (_, hour) => later(lastYear.start, hours(hour)));
  const cells = covered.map((hour) => ({
    ...emptyCell({
      hour,
      source: "pbx",
      channel: "phone",
      language: "it",
      entry: "phone",
      outcome: "answered",
    }),
    count: 30,
  }));
  const store = new MemoryLedger();
  const lastTime = () =>
    new KnownDayNotes({
      knownDays: createKnownDays({ entries: [great], holidaySpread: 0.2, isHoliday: () => false }),
      calendar: rome,
      store,
      timesOf: () => [3],
      timesOfDay: () => null,
    }).at(later(dayCalled("2026-11-24").start, hours(9))).announcement?.lastTime;
  store.importHours({ source: "pbx", hours: covered, cells });
  assert.deepEqual(lastTime(), [{ channel: "phone", count: 720 }]);
  store.importHours({ source: "pbx", hours: covered, cells, queuedOnly: new Set(covered.slice(9, 10)) });
  assert.equal(lastTime(), null);
});
