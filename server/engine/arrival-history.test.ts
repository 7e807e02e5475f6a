import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar, type LocalDay } from "#domain/calendar.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { hours, later, ms } from "#domain/time.ts";

import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { ArrivalHistory, type Feeds } from "./arrival-history.ts";

const calendar = createCalendar("Europe/Rome");
const dayCalled = (key: string): LocalDay => {
  const day = calendar.dayCalled(key);
  assert.ok(day);
  return day;
};
const monday = dayCalled("2026-11-23");
const range = { from: monday.start, to: monday.end };
const feeds = { phone: ["pbx"], chat: ["chats"] };

const cell = (hour: number, changes: Partial<LedgerCell> = {}): LedgerCell => ({
  hour: later(monday.start, hours(hour)),
  source: "pbx",
  channel: "phone",
  language: "it",
  entry: "phone",
  outcome: "answered",
  count: 6,
  waitSum: ms(0),
  waitBins: new Map(),
  talks: 0,
  talkSum: ms(0),
  ...changes,
});

const everyHour = Array.from({ length: 24 }, (_, hour) => later(monday.start, hours(hour)));
function history(store: MemoryLedger, fed: Feeds = feeds): ArrivalHistory {
  const arrivals = new ArrivalHistory({ calendar, feeds: fed });
  arrivals.read(store, range);
  return arrivals;
}

describe("arrivals of days that are over", () => {
  it("are spread over the steps of an hour of which only the hour is known", () => {
    const store = new MemoryLedger();
    store.importHours({
      source: "pbx",
      hours: everyHour,
      cells: [cell(9), cell(9, { outcome: "abandoned", count: 3 })],
    });
    const { steps, grain } = history(store).dayOf(["phone"], monday);
    assert.equal(grain, "hours");
    assert.equal(steps.length, 288);
    assert.deepEqual(steps[9 * 12], { at: later(monday.start, hours(9)), count: 0.75, isKnown: true });
    assert.equal(steps[8 * 12]?.count, 0);
    assert.ok(steps.every(({ isKnown }) => isKnown));
  });

  it("are those that were lived, where they were, and unknown where a source was silent", () => {
    const store = new MemoryLedger();
    store.closeHours(range, [cell(9)], SOME_JOURNAL);
    const known = new Uint8Array(288).fill(1, 0, 9 * 12 + 6);
    const counts = new Uint16Array(288);
    counts[9 * 12 + 1] = 6;
    counts[9 * 12 + 7] = 2;
    store.saveSteps({ day: monday.start, channel: "phone", counts, known });
    const { steps, grain } = history(store).dayOf(["phone"], monday);
    assert.equal(grain, "steps");
    assert.deepEqual(
      steps.slice(9 * 12, 9 * 12 + 8).map(({ count }) => count),
      [0, 6, 0, 0, 0, 0, 0, 0],
    );
    assert.equal(
      steps.findIndex(({ isKnown }) => !isKnown),
      9 * 12 + 6,
    );
  });

  it("are those of an imported hour, which knows better", () => {
    const store = new MemoryLedger();
    store.saveSteps({
      day: monday.start,
      channel: "phone",
      counts: new Uint16Array(288),
      known: new Uint8Array(288),
    });
    store.importHours({ source: "pbx", hours: everyHour.slice(9, 10), cells: [cell(9, { count: 24 })] });
    const { steps } = history(store).dayOf(["phone"], monday);
    assert.equal(steps[9 * 12]?.count, 2);
    assert.equal(steps[10 * 12]?.isKnown, false);
  });

  it("of two channels are known where both are", () => {
    const store = new MemoryLedger();
    store.importHours({ source: "pbx", hours: everyHour, cells: [cell(9, { count: 12 })] });
    store.importHours({
      source: "chats",
      hours: everyHour.slice(9, 10),
      cells: [cell(9, { source: "chats", channel: "chat", count: 12 })],
    });
    const { steps } = history(store).dayOf(["phone", "chat"], monday);
    assert.equal(steps[9 * 12]?.count, 2);
    assert.equal(steps.filter(({ isKnown }) => isKnown).length, 12);
  });

  it("of an hour in which nobody came are none, and of a source unheard of unknown", () => {
    const store = new MemoryLedger();
    store.importHours({ source: "pbx", hours: everyHour, cells: [] });
    assert.ok(
      history(store)
        .dayOf(["phone"], monday)
        .steps.every(({ isKnown, count }) => isKnown && count === 0),
    );
    assert.ok(
      history(store)
        .dayOf(["chat"], monday)
        .steps.every(({ isKnown }) => !isKnown),
    );
  });

  it("are not those of an import that has queued calls only: what was lived stays, the rest is unknown", () => {
    const store = new MemoryLedger();
    const known = new Uint8Array(288).fill(1, 0, 10 * 12);
    store.saveSteps({ day: monday.start, channel: "phone", counts: new Uint16Array(288).fill(1), known });
    store.importHours({
      source: "pbx",
      hours: everyHour,
      cells: everyHour.map((_, hour) => cell(hour)),
      queuedOnly: new Set(everyHour),
    });
    const arrivals = history(store);
    const { steps } = arrivals.dayOf(["phone"], monday);
    assert.deepEqual(
      steps.map(({ count }) => count),
      Array.from(known),
    );
    assert.equal(steps.filter(({ isKnown }) => isKnown).length, 10 * 12);
    assert.ok(arrivals.isQueuedOnly(cell(9)));
  });

  describe("of a channel with two sources", () => {
    const both = { phone: ["north", "south"] };
    const north = { source: "north", hours: everyHour, cells: [cell(9, { source: "north" })] };
    const south = { source: "south", hours: everyHour, cells: [cell(9, { source: "south", count: 18 })] };

    it("are unknown where one was imported and the other may have had as many", () => {
      const store = new MemoryLedger();
      store.importHours(north);
      const { steps } = history(store, both).dayOf(["phone"], monday);
      assert.ok(steps.every(({ isKnown }) => !isKnown));
      store.importHours(south);
      assert.equal(history(store, both).dayOf(["phone"], monday).steps[9 * 12]?.count, 2);
    });

    it("stay as they were lived when one of the two is imported again", () => {
      const store = new MemoryLedger();
      const counts = new Uint16Array(288).fill(3);
      store.saveSteps({ day: monday.start, channel: "phone", counts, known: new Uint8Array(288).fill(1) });
      store.importHours(north);
      const { steps, grain } = history(store, both).dayOf(["phone"], monday);
      assert.equal(grain, "steps");
      assert.ok(steps.every(({ count, isKnown }) => count === 3 && isKnown));
    });
  });

  it("are unknown in an hour that was closed and of which no steps are there: nobody knows how long its source was heard", () => {
    const store = new MemoryLedger();
    for (const hour of everyHour) store.noteHeard("pbx", hour);
    store.closeHours(range, [cell(9)], SOME_JOURNAL);
    assert.ok(
      history(store)
        .dayOf(["phone"], monday)
        .steps.every(({ isKnown }) => !isKnown),
    );
  });
});
