import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { SourceHistory } from "#domain/history.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";

import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { planImport, writeImport } from "./import-history.ts";

const start = epochMs(1_764_028_800_000);
const hour = (n: number): EpochMs => later(start, hours(n));
const all = { from: hour(0), to: hour(1_000) };

const cellAt = (n: number, count: number, source = "pbx"): LedgerCell => ({
  hour: hour(n),
  source,
  channel: "phone",
  language: "it",
  entry: "phone",
  outcome: "answered",
  count,
  waitSum: ms(count * 1_000),
  waitBins: new Map([[1, count]]),
  talks: 0,
  talkSum: ms(0),
});

/** From hour 0 to 3, each with a count of its own; the first and the last are edges. */
const history = (changes: Partial<SourceHistory> = {}): SourceHistory => ({
  source: "pbx",
  first: hour(0),
  last: hour(3),
  hours: [hour(0), hour(1), hour(2), hour(3)],
  edges: new Set([hour(0), hour(3)]),
  silences: [],
  cells: [0, 1, 2, 3].map((n) => cellAt(n, n + 1)),
  arrivedBefore: 0,
  queuedOnly: new Set(),
  ...changes,
});

function imported(ledger: MemoryLedger, told = history(), now = hour(1_000)) {
  const plan = planImport(ledger, told, now);
  writeImport(ledger, told, plan);
  return plan;
}

const countsIn = (ledger: MemoryLedger): readonly string[] =>
  ledger
    .readHours(all)
    .cells.map((cell) => `${cell.source} ${(cell.hour - start) / hours(1)}: ${cell.count}`);

describe("an import", () => {
  it("writes every hour of which nothing was known, and of no other source", () => {
    const ledger = new MemoryLedger();
    ledger.importHours({ source: "chats", hours: [hour(1)], cells: [cellAt(1, 9, "chats")] });
    const plan = imported(ledger);
    assert.deepEqual([plan.unknown, plan.live, plan.imported, plan.left], [4, 0, 0, []]);
    assert.deepEqual(countsIn(ledger), ["pbx 0: 1", "chats 1: 9", "pbx 1: 2", "pbx 2: 3", "pbx 3: 4"]);
  });

  it("changes nothing when it is repeated", () => {
    const ledger = new MemoryLedger();
    imported(ledger);
    const before = ledger.readHours(all);
    const plan = imported(ledger);
    assert.deepEqual([plan.unknown, plan.live, plan.imported, plan.left], [0, 0, 4, []]);
    assert.deepEqual(ledger.readHours(all), before);
  });

  it("replaces whole hours that were counted live, and leaves those at an edge", () => {
    const ledger = new MemoryLedger();
    ledger.closeHours(
      { from: hour(0), to: hour(3) },
      [cellAt(0, 50), cellAt(1, 50), cellAt(2, 50)],
      SOME_JOURNAL,
    );
    ledger.noteHeard("pbx", hour(3));
    const plan = imported(ledger);
    assert.deepEqual(plan.left, [
      { hour: hour(0), state: "closed" },
      { hour: hour(3), state: "heard" },
    ]);
    assert.equal(plan.live, 2);
    assert.deepEqual(countsIn(ledger), ["pbx 0: 50", "pbx 1: 2", "pbx 2: 3"]);
  });

  it("leaves an edge that an earlier import had otherwise, and replaces it when it is whole", () => {
    const ledger = new MemoryLedger();
    imported(ledger);
    const next = history({
      hours: [hour(3), hour(4)],
      edges: new Set([hour(3), hour(4)]),
      cells: [cellAt(3, 7), cellAt(4, 8)],
    });
    assert.deepEqual(imported(ledger, next).left, [{ hour: hour(3), state: "imported" }]);
    const together = history({
      hours: [0, 1, 2, 3, 4].map(hour),
      edges: new Set([hour(0), hour(4)]),
      cells: [cellAt(0, 1), cellAt(1, 2), cellAt(2, 3), cellAt(3, 11), cellAt(4, 8)],
    });
    assert.deepEqual(imported(ledger, together).left, []);
    assert.deepEqual(countsIn(ledger), ["pbx 0: 1", "pbx 1: 2", "pbx 2: 3", "pbx 3: 11", "pbx 4: 8"]);
  });

  it("leaves the hour that is not over yet, and edges of which events may still come, to the live counts", () => {
    const ledger = new MemoryLedger();
    assert.deepEqual(imported(ledger, history(), later(hour(3), hours(0.5))).left, [
      { hour: hour(0), state: "running" },
      { hour: hour(3), state: "running" },
    ]);
    assert.deepEqual(countsIn(ledger), ["pbx 1: 2", "pbx 2: 3"]);
    assert.deepEqual(imported(ledger, history(), hour(25)).left, [{ hour: hour(3), state: "running" }]);
  });

  it("replaces the edges too when the files are said to hold them whole", () => {
    const ledger = new MemoryLedger();
    ledger.closeHours(
      { from: hour(0), to: hour(4) },
      [cellAt(0, 50), cellAt(1, 50), cellAt(2, 50), cellAt(3, 50)],
      SOME_JOURNAL,
    );
    assert.deepEqual(planImport(ledger, history(), hour(1_000)).left.length, 2);
    assert.deepEqual(planImport(ledger, history(), hour(1_000), true).left, []);
  });

  it("empties a whole hour in which nobody came", () => {
    const ledger = new MemoryLedger();
    ledger.closeHours({ from: hour(1), to: hour(2) }, [cellAt(1, 50)], SOME_JOURNAL);
    imported(ledger, history({ cells: [cellAt(0, 1)] }));
    assert.deepEqual(countsIn(ledger), ["pbx 0: 1"]);
    assert.equal(ledger.readHours({ from: hour(1), to: hour(2) }).hours[0]?.state, "imported");
  });

  it("writes long histories in short transactions", () => {
    const sizes: number[] = [];
    const long = history({ hours: Array.from({ length: 400 }, (_, n) => hour(n)) });
    writeImport(
      { importHours: ({ hours: some }) => void sizes.push(some.length) },
      long,
      planImport(new MemoryLedger(), long, hour(1_000)),
    );
    assert.deepEqual(sizes, [168, 168, 64]);
  });
});
