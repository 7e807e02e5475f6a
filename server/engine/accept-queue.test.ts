import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, hours, later, minutes, ms } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { AcceptQueue } from "./accept-queue.ts";
import { type Journal, JournalUnavailable, type Logger, type Probe } from "./ports.ts";

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** A journal in memory that counts its commits and can be told to refuse. */
function memoryJournal() {
  const rows: HelplineEvent[] = [];
  const commits: number[] = [];
  const known = new Set<string>();
  const state = { refuses: false };
  const journal: Journal & Probe = {
    append(events) {
      if (state.refuses) throw new JournalUnavailable("no space");
      commits.push(events.length);
      return events.map((event) => {
        const key = `${event.source} ${event.id}`;
        if (known.has(key)) return false;
        known.add(key);
        rows.push(event);
        return true;
      });
    },
    *replay() {},
    probe: () => !state.refuses,
  };
  return { journal, rows, commits, state };
}

function queueOn(memory: ReturnType<typeof memoryJournal>) {
  const clock = manualClock();
  const folded: HelplineEvent[] = [];
  let changes = 0;
  const queue = new AcceptQueue({
    journal: memory.journal,
    clock,
    logger: silent,
    fold: (event) => folded.push(event),
    committed: () => (changes += 1),
  });
  return { queue, clock, folded, changes: () => changes };
}

const arrived = (id: string, at: EpochMs): HelplineEvent => ({
  type: "contact.arrived",
  source: "pbx",
  id,
  at,
  contact: id,
  channel: "phone",
  entry: "phone",
});

describe("accepting events", () => {
  it("commits everything delivered in one turn together, and folds each event once", async () => {
    const memory = memoryJournal();
    const { queue, clock, folded, changes } = queueOn(memory);
    const now = clock.now();
    const answers = await Promise.all([
      queue.accept([arrived("a", now), arrived("b", now)]),
      queue.accept([arrived("c", now), arrived("a", now)]),
    ]);
    assert.deepEqual(answers, [
      ["accepted", "accepted"],
      ["accepted", "duplicate"],
    ]);
    assert.deepEqual(memory.commits, [4]);
    assert.deepEqual(
      folded.map((event) => event.id),
      ["a", "b", "c"],
    );
    assert.equal(changes(), 1);
  });

  it("acknowledges nothing while the journal cannot write, and everything once it can", async () => {
    const memory = memoryJournal();
    const { queue, clock, folded } = queueOn(memory);
    memory.state.refuses = true;
    await assert.rejects(queue.accept([arrived("a", clock.now())]), JournalUnavailable);
    assert.equal(queue.writable, false);
    assert.deepEqual(folded, []);
    memory.state.refuses = false;
    assert.deepEqual(await queue.accept([arrived("a", clock.now())]), ["accepted"]);
    assert.equal(queue.writable, true);
  });

  it("takes no heartbeat while the journal cannot write, so that the figures grow old on the wall", async () => {
    const memory = memoryJournal();
    const { queue, clock, folded } = queueOn(memory);
    const heartbeat = (id: string): HelplineEvent => ({
      type: "source.heartbeat",
      source: "pbx",
      id,
      at: clock.now(),
      sequence: 1,
    });
    memory.state.refuses = true;
    await assert.rejects(queue.accept([arrived("a", clock.now())]), JournalUnavailable);
    await assert.rejects(queue.accept([heartbeat("h1")]), JournalUnavailable);
    assert.deepEqual(folded, []);
    memory.state.refuses = false;
    assert.deepEqual(await queue.accept([heartbeat("h2")]), ["accepted"]);
    assert.equal(queue.writable, true);
    assert.equal(folded.length, 1);
  });

  it("refuses what is older than 24 hours and stores nothing of it", async () => {
    const memory = memoryJournal();
    const { queue, clock } = queueOn(memory);
    const old = epochMs(clock.now() - hours(24) - 1);
    assert.deepEqual(await queue.accept([arrived("old", old), arrived("new", clock.now())]), [
      "too-late",
      "accepted",
    ]);
    assert.deepEqual(
      memory.rows.map((row) => row.id),
      ["new"],
    );
  });

  it("pulls the time of an event from a clock that runs ahead back to the receive time", async () => {
    const memory = memoryJournal();
    const { queue, clock } = queueOn(memory);
    const within = later(clock.now(), minutes(2));
    await queue.accept([arrived("near", within), arrived("far", later(within, ms(1)))]);
    assert.deepEqual(
      memory.rows.map((row) => row.at),
      [within, clock.now()],
    );
  });

  it("warns of such a clock once per source", async () => {
    const warned: unknown[] = [];
    const clock = manualClock();
    const logger: Logger = { ...silent, warn: (fields) => warned.push(fields) };
    const queue = new AcceptQueue({
      journal: memoryJournal().journal,
      clock,
      logger,
      fold() {},
      committed() {},
    });
    const ahead = later(clock.now(), minutes(3));
    await queue.accept([
      arrived("a", ahead),
      arrived("b", ahead),
      { ...arrived("c", ahead), source: "chats" },
    ]);
    assert.deepEqual(warned, [{ source: "pbx" }, { source: "chats" }]);
  });

  it("gives others their turn between two groups of a flood", async () => {
    const memory = memoryJournal();
    const { queue, clock } = queueOn(memory);
    const flood = Array.from({ length: 5 }, (_none, n) =>
      queue.accept(Array.from({ length: 6_000 }, (_event, i) => arrived(`${n}/${i}`, clock.now()))),
    );
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (memory.commits.length < 3) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(flood);
    assert.deepEqual(memory.commits, [12_000, 12_000, 6_000]);
    assert.ok(turns >= 2);
  });

  it("folds heartbeats without writing them", async () => {
    const memory = memoryJournal();
    const { queue, clock, folded } = queueOn(memory);
    const heartbeat: HelplineEvent = {
      type: "source.heartbeat",
      source: "pbx",
      id: "h",
      at: clock.now(),
      sequence: 1,
    };
    assert.deepEqual(await queue.accept([heartbeat]), ["accepted"]);
    assert.deepEqual(memory.commits, []);
    assert.deepEqual(folded, [heartbeat]);
  });
});
