import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import { type DurationMs, type EpochMs, epochMs, hours, later, minutes, seconds } from "#domain/time.ts";

import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { Housekeeper } from "./housekeeper.ts";
import { Ledger } from "./ledger.ts";
import { type JournalMark, JournalUnavailable, type Logger } from "./ports.ts";

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const calendar = createCalendar("Europe/Rome");
const rules = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };

/** A contact that arrives at `at`, and is abandoned after 9 s unless it stays. */
function contactAt(key: string, at: EpochMs, stays = false): HelplineEvent[] {
  const base = { source: "pbx", contact: key };
  const events: HelplineEvent[] = [
    { ...base, type: "contact.arrived", id: `${key}a`, at, channel: "phone", entry: "phone" },
    { ...base, type: "contact.queued", id: `${key}q`, at, language: "it", queue: "q_it" },
  ];
  if (!stays)
    events.push({
      ...base,
      type: "contact.ended",
      id: `${key}e`,
      at: later(at, seconds(9)),
      outcome: "abandoned",
    });
  return events;
}

/** A store that remembers what was closed, and can be told to refuse. */
class RecordingStore extends MemoryLedger {
  readonly closed: { readonly from: EpochMs; readonly to: EpochMs; readonly cells: readonly LedgerCell[] }[] =
    [];
  refuses = false;

  override closeHours(range: TimeRange, cells: readonly LedgerCell[], by: JournalMark): void {
    if (this.refuses) throw new JournalUnavailable("no space");
    this.closed.push({ ...range, cells });
    super.closeHours(range, cells, by);
  }
}

/** A house whose journal reaches back as far as anybody asks. */
function house(told: readonly HelplineEvent[] = [], isBehind = (): boolean => false) {
  const clock = manualClock();
  const board = new Board({ rules, calendar });
  for (const event of told) board.apply(event);
  const bookmarks = new Map<string, string>([["ledger.board-from", "0"]]);
  const pruned: { readonly before: EpochMs; readonly kept: readonly string[] }[] = [];
  const checkpoints: number[] = [];
  const store = new RecordingStore();
  const journal = {
    prune: (before: EpochMs, isOpen: (contact: string) => boolean): Promise<number> => {
      pruned.push({ before, kept: ["old", "open", "new"].filter(isOpen) });
      return Promise.resolve(0);
    },
    identity: "this journal",
    lastSeq: 7,
    read: (name: string): string | null => bookmarks.get(name) ?? null,
    write: (name: string, value: string): void => void bookmarks.set(name, value),
    saveCheckpoint: (upToSeq: number): boolean => checkpoints.push(upToSeq) > 0,
    loadCheckpoint: () => null,
  };
  const ledger = new Ledger({ board, store, journal, clock, calendar, logger: silent });
  const codec = { encode: () => new Uint8Array(), decode: () => null };
  const parts = { board, ledger, journal, codec, clock, logger: silent, isBehind };
  const housekeeper = new Housekeeper({ ...parts, speed: 1 });
  return { clock, board, store, pruned, checkpoints, housekeeper };
}

/** `manualClock` starts here. */
const now = calendar.at(2026, 11, 25, 9, 0);
const before = (length: number): EpochMs => epochMs(now - hours(length));

describe("the housekeeper", () => {
  it("lets go of five-minute steps from which nothing is learned any more", async () => {
    const { store, housekeeper } = house();
    const today = calendar.dayOf(now).start;
    const [counts, known] = [new Uint16Array(288), new Uint8Array(288)];
    for (const days of [-2_000, -1])
      store.saveSteps({ day: calendar.daysLater(today, days), channel: "phone", counts, known });
    await housekeeper.tidy();
    assert.equal(store.readSteps({ from: epochMs(0), to: today }).length, 1);
  });

  it("writes the counts of closed hours, then lets go of what is old and over, and saves the board", async () => {
    const { board, store, pruned, checkpoints, housekeeper } = house([
      ...contactAt("old", before(49)),
      ...contactAt("open", before(49), true),
      ...contactAt("closed-hour", before(30)),
      ...contactAt("new", before(1)),
    ]);
    await housekeeper.tidy();
    assert.deepEqual(
      store.closed.map(({ cells }) => cells.map(({ outcome, count }) => ({ outcome, count }))),
      [
        [
          { outcome: "abandoned", count: 1 },
          { outcome: "interruptedWaiting", count: 1 },
          { outcome: "abandoned", count: 1 },
        ],
      ],
    );
    assert.deepEqual(
      ["old", "open", "new"].map((key) => board.has(key)),
      [false, false, true],
    );
    assert.deepEqual(pruned, [{ before: before(48), kept: ["new"] }]);
    assert.deepEqual(checkpoints, [7]);
  });

  it("lets go of nothing whose counts could not be written, and tries again", async () => {
    const { clock, board, store, housekeeper } = house(contactAt("old", before(49)));
    store.refuses = true;
    housekeeper.start();
    clock.advance(minutes(10));
    await new Promise(setImmediate);
    assert.equal(board.has("old"), true);
    store.refuses = false;
    clock.advance(minutes(10));
    await new Promise(setImmediate);
    assert.equal(board.has("old"), false);
    const counted = store.closed.flatMap(({ cells }) => cells.map(({ hour, count }) => [hour, count]));
    assert.deepEqual(counted, [[calendar.hourOf(before(49)), 1]]);
    await housekeeper.close();
    assert.equal(clock.pending(), 0);
  });

  it("counts what happened before a stop of days, and no hour again whose contacts are gone", async () => {
    const { clock, store, housekeeper } = house(contactAt("before", before(60)));
    await housekeeper.tidy();
    assert.deepEqual(
      store.closed[0]?.cells.map(({ count }) => count),
      [1],
    );
    clock.advance(hours(1));
    await housekeeper.tidy();
    assert.ok((store.closed[1]?.from ?? 0) >= clock.now() - hours(49));
    assert.deepEqual(store.closed[1]?.cells, []);
  });

  it("waits with a round while the bus has still to tell what stands there, but no longer than five minutes", async () => {
    let isBehind = true;
    const { clock, pruned, housekeeper } = house([], () => isBehind);
    const rounds = async (length: DurationMs): Promise<number> => {
      clock.advance(length);
      await new Promise(setImmediate);
      return pruned.length;
    };
    housekeeper.start();
    assert.equal(await rounds(minutes(12)), 0);
    isBehind = false;
    assert.equal(await rounds(seconds(1)), 1);
    isBehind = true;
    assert.equal(await rounds(minutes(12)), 1);
    assert.equal(await rounds(minutes(1)), 2);
    await housekeeper.close();
    assert.equal(clock.pending(), 0);
  });

  it("arms no timer when it is closed while a round runs", async () => {
    const { clock, checkpoints, housekeeper } = house();
    housekeeper.start();
    clock.advance(minutes(10));
    await housekeeper.close();
    assert.equal(clock.pending(), 0);
    assert.deepEqual(checkpoints, []);
  });
});
