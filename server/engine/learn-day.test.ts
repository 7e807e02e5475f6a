import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { LocalDay } from "#domain/calendar.ts";
import { createKnownDays, type KnownDay } from "#domain/known-days.ts";
import { emptyCell, type LedgerCell, type LedgerOutcome, type TimeRange } from "#domain/ledger-cell.ts";
import { DEFAULT_THRESHOLDS } from "#domain/surge.ts";
import { type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";

import { ledgerAt, rome } from "../../test/support/ledger-house.ts";
import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { dayCalled, flatDay, sum } from "../../test/support/usual-days.ts";
import type { Feeds } from "./arrival-history.ts";
import { learnDay } from "./learn-day.ts";

const CALLS_AN_HOUR = 24;
const prior = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => CALLS_AN_HOUR));
const great: KnownDay = {
  id: "great",
  label: { en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [{ from: 0, to: 24, times: { phone: 2 } }],
  spread: 0.3,
};
const knownDays = createKnownDays({ entries: [great], holidaySpread: 0.2, isHoliday: () => false });

/** What is learned by the midnight that begins `today`, and how many calls are usual on it. */
async function learned(today: LocalDay, store: MemoryLedger, feeds: Feeds = { phone: ["pbx"] }) {
  const { ledger, clock } = ledgerAt(later(today.start, hours(1)), store);
  const rules = { priors: { phone: prior }, knownDays };
  const channels = ["phone"] as const;
  const day = await learnDay({ today, channels, rules, feeds, ledger, store, clock, calendar: rome });
  const [phone] = day.learned;
  assert.ok(phone);
  const usual = sum(phone.experience.expectationOf(today)?.ordinary ?? []);
  return { ...phone, usual, workload: day.workloads.get("phone"), stays: day.stays.get("phone") };
}

function daysUpTo(today: LocalDay, count: number): LocalDay[] {
  const first = rome.daysLater(today.start, -count);
  return Array.from({ length: count }, (_, index) => rome.dayOf(rome.daysLater(first, index)));
}

const hoursOf = ({ start, end }: LocalDay): EpochMs[] =>
  Array.from({ length: (end - start) / hours(1) }, (_, hour) => later(start, hours(hour)));

const cellOf = (hour: EpochMs, count: number, changes: Partial<LedgerCell> = {}): LedgerCell => ({
  ...emptyCell({
    hour,
    source: "pbx",
    channel: "phone",
    language: "it",
    entry: "phone",
    outcome: "answered",
  }),
  count,
  ...changes,
});

/** An import of whole days, of as many calls each hour as `callsOn` says. */
function imported(days: readonly LocalDay[], callsOn: (day: LocalDay) => number) {
  return {
    source: "pbx",
    hours: days.flatMap(hoursOf),
    cells: days.flatMap((day) => hoursOf(day).map((hour) => cellOf(hour, callsOn(day)))),
  };
}

function live(store: MemoryLedger, days: readonly LocalDay[], callsAnHour: number): void {
  for (const day of days) {
    const { steps } = flatDay(day, callsAnHour / 12);
    store.saveSteps({
      day: day.start,
      channel: "phone",
      counts: Uint16Array.from(steps, ({ count }) => count),
      known: new Uint8Array(steps.length).fill(1),
    });
    store.closeHours(
      { from: day.start, to: day.end },
      hoursOf(day).map((hour) => cellOf(hour, callsAnHour)),
      SOME_JOURNAL,
    );
  }
}

const today = dayCalled("2026-11-20");

describe("what is learned at a midnight", () => {
  it("is what was written down while the ledger is empty", async () => {
    const { usual, workload, experience } = await learned(today, new MemoryLedger());
    assert.equal(usual, 24 * CALLS_AN_HOUR);
    assert.deepEqual(workload, { talk: null, queueShare: 1 });
    assert.deepEqual(experience.learning(), { week: 1, of: 4 });
  });

  it("is nothing of an import that has queued calls only", async () => {
    const store = new MemoryLedger();
    const queued = imported(daysUpTo(today, 91), () => 0.65 * CALLS_AN_HOUR);
    store.importHours({ ...queued, queuedOnly: new Set(queued.hours) });
    const { usual, experience } = await learned(today, store);
    assert.equal(usual, 24 * CALLS_AN_HOUR);
    assert.deepEqual(experience.learning(), { week: 1, of: 4 });
  });

  it("is how many want an operator from hours alone of which all who arrived are known, and talk from every hour", async () => {
    const store = new MemoryLedger();
    const [whole, queued] = daysUpTo(today, 2).map(hoursOf);
    assert.ok(whole && queued);
    const talk = { talks: 10, talkSum: ms(10 * 60_000) };
    const outcome: LedgerOutcome = "closedInWelcome";
    store.importHours({
      source: "pbx",
      hours: whole,
      cells: whole.flatMap((hour) => [cellOf(hour, 13, talk), cellOf(hour, 7, { outcome })]),
    });
    store.importHours({
      source: "pbx",
      hours: queued,
      cells: queued.map((hour) => cellOf(hour, 500, talk)),
      queuedOnly: new Set(queued),
    });
    assert.deepEqual((await learned(today, store)).workload, { talk: 60_000, queueShare: 0.65 });
  });

  it("is how long those who arrived stayed, lately, or when it was last known", async () => {
    const stay = {
      waitSum: ms(20 * 36_000),
      waitBins: new Map([[36, 20]]),
      talks: 20,
      talkSum: ms(20 * 90_000),
    };
    const hoursAgo = (days: number): EpochMs[] =>
      hoursOf(rome.dayOf(rome.daysLater(today.start, -days))).slice(0, 20);
    const storeOf = (days: number): MemoryLedger => {
      const store = new MemoryLedger();
      store.importHours({
        source: "pbx",
        hours: hoursAgo(days),
        cells: hoursAgo(days).map((hour) => cellOf(hour, 20, stay)),
      });
      store.importHours({
        source: "pbx",
        hours: hoursAgo(days + 1),
        cells: hoursAgo(days + 1).map((hour) => cellOf(hour, 500, { waitSum: ms(500 * 999_000) })),
        queuedOnly: new Set(hoursAgo(days + 1)),
      });
      return store;
    };
    const stays = { wait: 36_000, talk: 90_000, waitOfMost: 36_000 };
    assert.deepEqual((await learned(today, storeOf(3))).stays, stays);
    assert.deepEqual((await learned(today, storeOf(300))).stays, stays);
    assert.equal((await learned(today, new MemoryLedger())).stays, undefined);
  });

  it("is nothing of an import of one source of two", async () => {
    const store = new MemoryLedger();
    const both: Feeds = { phone: ["pbx", "other"] };
    store.importHours(imported(daysUpTo(today, 91), () => CALLS_AN_HOUR / 2));
    const { usual, experience } = await learned(today, store, both);
    assert.equal(usual, 24 * CALLS_AN_HOUR);
    assert.deepEqual(experience.learning(), { week: 1, of: 4 });
  });

  it("leaves thresholds as they are where days are known by the hour, and measures them on days that were lived", async () => {
    const days = daysUpTo(today, 98);
    const remembered = new MemoryLedger();
    remembered.importHours(imported(days, () => CALLS_AN_HOUR));
    const lived = new MemoryLedger();
    live(lived, days, CALLS_AN_HOUR);
    assert.deepEqual((await learned(today, remembered)).stream?.today.thresholds, DEFAULT_THRESHOLDS);
    assert.equal((await learned(today, lived)).stream?.today.thresholds.elevated, 1.2);
  });

  it("is more of a known day with each of its occurrences, also of those of years ago", async () => {
    const store = new MemoryLedger();
    const days = daysUpTo(today, 2 * 365);
    store.importHours(imported(days, ({ key }) => CALLS_AN_HOUR * (key.endsWith("-11-25") ? 3 : 1)));
    const [times = 0] = (await learned(today, store)).experience.timesOf(great);
    // Twice was written: (2 + 3) / 2, and again.
    assert.ok(Math.abs(times - 2.75) < 0.01, `${times} times`);
  });

  it("is read from the ledger month by month, with turns for others between", async () => {
    const reads: TimeRange[] = [];
    let turns = 0;
    const turnsAtRead: number[] = [];
    class WatchedLedger extends MemoryLedger {
      override readSteps(range: TimeRange) {
        reads.push(range);
        turnsAtRead.push(turns);
        return super.readSteps(range);
      }
    }
    const store = new WatchedLedger();
    live(store, daysUpTo(today, 100), CALLS_AN_HOUR);
    const isOver = new AbortController();
    const count = (): void => {
      turns += 1;
      if (!isOver.signal.aborted) setImmediate(count);
    };
    count();
    await learned(today, store);
    isOver.abort();
    assert.equal(reads.length, 4);
    assert.equal(new Set(turnsAtRead).size, 4);
    assert.ok(reads.every(({ from, to }) => to - from <= hours(31 * 24 + 1)));
    assert.deepEqual(
      reads.map(({ to }) => to),
      [...reads.slice(1).map(({ from }) => from), epochMs(today.start)],
    );
  });
});
