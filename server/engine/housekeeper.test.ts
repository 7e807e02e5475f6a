import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, hours, later, minutes, seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { Housekeeper } from "./housekeeper.ts";
import { type HourCount, JournalUnavailable, type Logger } from "./ports.ts";

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

function house() {
  const clock = manualClock();
  const board = new Board({ rules, calendar });
  const written: { readonly from: EpochMs; readonly to: EpochMs; readonly rows: readonly HourCount[] }[] = [];
  const bookmarks = new Map<string, string>();
  const pruned: { readonly before: EpochMs; readonly kept: readonly string[] }[] = [];
  const checkpoints: number[] = [];
  const state = { refuses: false };
  const journal = {
    replaceHourCounts: (from: EpochMs, to: EpochMs, rows: readonly HourCount[]): void => {
      if (state.refuses) throw new JournalUnavailable("no space");
      written.push({ from, to, rows });
    },
    read: (name: string): string | null => bookmarks.get(name) ?? null,
    write: (name: string, value: string): void => void bookmarks.set(name, value),
    readHourCounts: () => [],
    prune: (before: EpochMs, isOpen: (contact: string) => boolean): Promise<number> => {
      pruned.push({ before, kept: ["old", "open", "new"].filter(isOpen) });
      return Promise.resolve(0);
    },
    lastSeq: 7,
    saveCheckpoint: (upToSeq: number): boolean => checkpoints.push(upToSeq) > 0,
    loadCheckpoint: () => null,
  };
  const codec = { encode: () => new Uint8Array(), decode: () => null };
  const housekeeper = new Housekeeper({ board, journal, codec, clock, logger: silent, speed: 1 });
  const apply = (events: readonly HelplineEvent[]): void => {
    for (const event of events) board.apply(event);
  };
  return { clock, board, written, pruned, checkpoints, state, housekeeper, apply };
}

describe("the housekeeper", () => {
  it("writes the counts of closed hours, then lets go of what is old and over, and saves the board", async () => {
    const { clock, board, written, pruned, checkpoints, housekeeper, apply } = house();
    const now = clock.now();
    apply(contactAt("old", epochMs(now - hours(49))));
    apply(contactAt("open", epochMs(now - hours(49)), true));
    apply(contactAt("closed-hour", epochMs(now - hours(30))));
    apply(contactAt("new", epochMs(now - hours(1))));
    await housekeeper.tidy();
    assert.deepEqual(
      written.map(({ rows }) => rows.map(({ outcome, count }) => ({ outcome, count }))),
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
    assert.deepEqual(pruned, [{ before: epochMs(now - hours(48)), kept: ["new"] }]);
    assert.deepEqual(checkpoints, [7]);
  });

  it("lets go of nothing whose counts could not be written, and tries again", async () => {
    const { clock, board, written, state, housekeeper, apply } = house();
    apply(contactAt("old", epochMs(clock.now() - hours(49))));
    state.refuses = true;
    housekeeper.start();
    clock.advance(minutes(10));
    await new Promise(setImmediate);
    assert.equal(board.has("old"), true);
    state.refuses = false;
    clock.advance(minutes(10));
    await new Promise(setImmediate);
    assert.equal(board.has("old"), false);
    assert.equal(written.length, 1);
    await housekeeper.close();
    assert.equal(clock.pending(), 0);
  });

  it("counts what happened before a stop of days, and no hour again whose contacts are gone", async () => {
    const { clock, written, housekeeper, apply } = house();
    apply(contactAt("before", epochMs(clock.now() - hours(60))));
    await housekeeper.tidy();
    assert.deepEqual(
      written[0]?.rows.map(({ count }) => count),
      [1],
    );
    clock.advance(hours(1));
    await housekeeper.tidy();
    assert.ok((written[1]?.from ?? 0) > clock.now() - hours(49));
    assert.deepEqual(written[1]?.rows, []);
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
