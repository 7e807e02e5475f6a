import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { EMPTY_BOOK } from "#domain/alert/alert-book.ts";
import { createLogger } from "#platform/logger.ts";

import { AlertKeeper } from "./alert-keeper.ts";
import type { OutboxEntry, SavedAlerts } from "./alert-ports.ts";
import { JournalUnavailable } from "./ports.ts";

const entry = (id: string): OutboxEntry => ({
  receiver: "desk",
  message: {
    id,
    cause: "fired",
    house: "1522",
    locales: ["it"],
    timeZone: "Europe/Rome",
    atMs: 0,
    simulated: true,
    alerts: [],
  },
});

/** A disk that may be full, and a lease that may be elsewhere. */
function keeperOf(saved: SavedAlerts | null = null) {
  const disk = { saved, messages: [] as string[], writes: 0, isFull: false, isHeld: true, news: 0 };
  const keeper = new AlertKeeper({
    store: {
      loadAlerts: () => disk.saved,
      saveAlerts(state, messages) {
        if (disk.isFull) throw new JournalUnavailable("the disk is full");
        disk.saved = state;
        disk.writes += 1;
        disk.messages.push(...messages.map(({ message }) => message.id));
      },
    },
    lease: { isHeld: () => disk.isHeld },
    saved: () => (disk.news += 1),
    logger: createLogger("silent"),
  });
  const look = (...ids: string[]): void => keeper.keep(keeper.memory, ids.map(entry));
  return { disk, keeper, look };
}

describe("what alerts remember", () => {
  it("is written when something changed, and not otherwise", () => {
    const { disk, look } = keeperOf();
    look();
    look();
    assert.equal(disk.writes, 0);
    look("one");
    look();
    assert.deepEqual([disk.writes, disk.messages, disk.news], [1, ["one"], 1]);
  });

  it("keeps messages that cannot be written until they can, in their order", () => {
    const { disk, keeper, look } = keeperOf();
    disk.isFull = true;
    look("one");
    look("two");
    assert.throws(() => keeper.change({ ...keeper.memory, silenceCount: 1 }), JournalUnavailable);
    assert.equal(keeper.memory.silenceCount, 0);
    assert.deepEqual([disk.messages, disk.news], [[], 0]);
    disk.isFull = false;
    look("three");
    assert.deepEqual([disk.messages, disk.news], [["one", "two", "three"], 1]);
  });

  it("tells what waited at the node that told before, once and in its order", () => {
    const { disk, keeper, look } = keeperOf();
    disk.isHeld = false;
    keeper.adopt({ ...keeper.memory, waiting: [entry("theirs")], silenceCount: 3 });
    assert.deepEqual([disk.messages, disk.writes], [[], 1]);
    look("own");
    look();
    assert.deepEqual(disk.messages, ["theirs", "own"]);
  });

  it("has what another node told over a restart, and nothing of what another version wrote", () => {
    const { disk, keeper } = keeperOf();
    keeper.adopt({ ...keeper.memory, waiting: [entry("theirs")] });
    const again = keeperOf(disk.saved);
    again.look();
    assert.deepEqual(again.disk.messages, ["theirs"]);
    const other = keeperOf({ version: 99, state: { book: "?" } });
    assert.deepEqual(other.keeper.memory.book, EMPTY_BOOK);
  });

  it("reads what the version before wrote", () => {
    const { alerts, silences } = EMPTY_BOOK;
    const state = { book: { alerts, silences }, past: [], withheld: [], silenceCount: 4 };
    assert.equal(keeperOf({ version: 1, state }).keeper.memory.silenceCount, 4);
  });

  it("is written at the end, with clocks that have gone on", () => {
    const { disk, keeper, look } = keeperOf();
    disk.isFull = true;
    look("one");
    disk.isFull = false;
    keeper.close();
    assert.deepEqual(disk.messages, ["one"]);
  });
});
