import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import fc from "fast-check";

import type { LedgerCell, LedgerOutcome } from "#domain/ledger-cell.ts";
import { epochMs, hours, later, ms } from "#domain/time.ts";

import type { LedgerStore } from "#engine/ports.ts";

import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openLedger } from "./open-ledger.ts";
import { JournalUnusable } from "./unusable.ts";

const start = epochMs(Date.UTC(2026, 10, 23));
const hour = (n: number) => later(start, hours(n));
const all = { from: hour(0), to: hour(48) };

const cellAt = (n: number, changes: Partial<LedgerCell> = {}): LedgerCell => ({
  hour: hour(n),
  source: "pbx",
  channel: "phone",
  language: "it",
  entry: "phone",
  outcome: "answered",
  count: 3,
  waitSum: ms(25_001),
  waitBins: new Map([
    [2, 1],
    [23, 1],
  ]),
  talks: 2,
  talkSum: ms(600_000),
  ...changes,
});

/** In an order of its own: rows of one hour have none. */
const arrivalsOf = (ledger: Pick<LedgerStore, "readArrivals">) =>
  ledger
    .readArrivals(all)
    .map((row) => JSON.stringify(row))
    .toSorted();

describe("the ledger", () => {
  it("gives back after a restart what was closed, with what does not apply as null", (t) => {
    const directory = temporaryDirectory(t);
    const cells = [
      cellAt(9),
      cellAt(9, { language: null, entry: null, outcome: "outbound:network", waitBins: new Map() }),
      cellAt(10, { channel: "chat", outcome: "abandoned" }),
    ];
    const before = openLedger({ directory, kind: "real" });
    before.noteHeard("pbx", hour(8));
    before.closeHours({ from: hour(8), to: hour(11) }, cells, SOME_JOURNAL);
    before.noteHeard("pbx", hour(11));
    before.close();
    const after = openLedger({ directory, kind: "real" });
    const page = after.readHours(all);
    assert.deepEqual(new Set(page.cells), new Set(cells));
    assert.deepEqual(page.hours, [
      { hour: hour(8), source: "pbx", state: "closed" },
      { hour: hour(9), source: "pbx", state: "closed" },
      { hour: hour(10), source: "pbx", state: "closed" },
      { hour: hour(11), source: "pbx", state: "heard" },
    ]);
    assert.equal(after.firstHour(), hour(8));
    assert.deepEqual(after.closedBy(), SOME_JOURNAL);
    after.close();
  });

  it("leaves no cell of an hour beside those that replace them, and other hours as they are", (t) => {
    const ledger = openLedger({ directory: temporaryDirectory(t), kind: "real" });
    ledger.closeHours({ from: hour(9), to: hour(11) }, [cellAt(9), cellAt(10)], SOME_JOURNAL);
    ledger.closeHours({ from: hour(9), to: hour(10) }, [cellAt(9, { outcome: "abandoned" })], SOME_JOURNAL);
    assert.deepEqual(
      ledger.readHours(all).cells.map(({ outcome }) => outcome),
      ["abandoned", "answered"],
    );
    ledger.close();
  });

  it("leaves a closed hour as it is when the board knows nothing of it any more", (t) => {
    const ledger = openLedger({ directory: temporaryDirectory(t), kind: "real" });
    ledger.closeHours({ from: hour(9), to: hour(11) }, [cellAt(9), cellAt(10)], SOME_JOURNAL);
    ledger.closeHours({ from: hour(9), to: hour(11) }, [cellAt(10, { count: 8 })], SOME_JOURNAL);
    assert.deepEqual(
      ledger.readHours(all).cells.map(({ count }) => count),
      [3, 8],
    );
    ledger.close();
  });

  it("keeps what was imported when the server closes the same hour", (t) => {
    const ledger = openLedger({ directory: temporaryDirectory(t), kind: "real" });
    ledger.importHours({ source: "pbx", hours: [hour(9)], cells: [cellAt(9, { count: 7 })] });
    ledger.closeHours(
      { from: hour(9), to: hour(10) },
      [cellAt(9), cellAt(9, { source: "chats" })],
      SOME_JOURNAL,
    );
    assert.deepEqual(
      ledger.readHours(all).cells.map(({ source, count }) => ({ source, count })),
      [
        { source: "chats", count: 3 },
        { source: "pbx", count: 7 },
      ],
    );
    ledger.close();
  });

  it("takes an import of another process while the server has it open", (t) => {
    const directory = temporaryDirectory(t);
    const server = openLedger({ directory, kind: "real" });
    server.closeHours({ from: hour(9), to: hour(10) }, [cellAt(9)], SOME_JOURNAL);
    const command = openLedger({ directory, kind: "real" });
    command.importHours({ source: "pbx", hours: [hour(9), hour(10)], cells: [cellAt(10, { count: 1 })] });
    command.close();
    assert.deepEqual(
      server.readHours(all).cells.map(({ hour: at, count }) => [at, count]),
      [[hour(10), 1]],
    );
    server.close();
  });

  it("does what the plainest ledger does, whatever is done to it", (t) => {
    const numbers = fc.integer({ min: 0, max: 5 });
    const source = fc.constantFrom("pbx", "chats");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("heard" as const), source, at: numbers }),
      fc.record({ kind: fc.constant("close" as const), from: numbers, to: numbers, count: numbers }),
      fc.record({
        kind: fc.constant("import" as const),
        source,
        at: numbers,
        count: numbers,
        isQueued: fc.boolean(),
        outcome: fc.constantFrom<LedgerOutcome>("answered", "blacklisted", "outbound:network"),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const real = openLedger({ directory: temporaryDirectory(t), kind: "real" });
        const plain = new MemoryLedger();
        for (const one of steps)
          for (const ledger of [real, plain]) {
            if (one.kind === "heard") ledger.noteHeard(one.source, hour(one.at));
            else if (one.kind === "import")
              ledger.importHours({
                source: one.source,
                hours: [hour(one.at)],
                cells: [
                  cellAt(one.at, { source: one.source, channel: "chat", outcome: one.outcome }),
                  cellAt(one.at, { source: one.source, language: "en" }),
                  cellAt(one.at, { source: one.source, count: one.count, outcome: one.outcome }),
                ],
                ...(one.isQueued ? { queuedOnly: new Set([hour(one.at)]) } : {}),
              });
            else if (one.from < one.to)
              ledger.closeHours(
                { from: hour(one.from), to: hour(one.to) },
                [
                  cellAt(one.from, { count: one.count }),
                  cellAt(one.to - 1, { source: "chats", count: one.count }),
                ],
                { journal: "a journal", seq: one.count },
              );
            if (one.kind === "close" && one.count === 3) ledger.beginWith({ journal: "another", seq: 0 });
          }
        assert.deepEqual(real.readHours(all), plain.readHours(all));
        assert.deepEqual(arrivalsOf(real), arrivalsOf(plain));
        assert.equal(real.firstHour(), plain.firstHour());
        assert.deepEqual(real.closedBy(), plain.closedBy());
        real.close();
      }),
      { numRuns: 60 },
    );
  });

  it("refuses a ledger of the other kind, and a file that is none, in words that name the place", (t) => {
    const directory = temporaryDirectory(t);
    openLedger({ directory, kind: "simulated" }).close();
    const refused = (reason: string) => (error: unknown) =>
      error instanceof JournalUnusable &&
      error.reason === reason &&
      error.message.includes(`the ledger ${path.join(directory, "ledger.sqlite")}`);
    assert.throws(() => openLedger({ directory, kind: "real" }), refused("other-kind"));
    writeFileSync(path.join(directory, "ledger.sqlite"), "no database".repeat(100));
    assert.throws(() => openLedger({ directory, kind: "real" }), refused("corrupt"));
  });

  it("is nobody's to read but its owner's, and legible to sqlite3", (t) => {
    const directory = temporaryDirectory(t);
    const ledger = openLedger({ directory, kind: "real" });
    ledger.closeHours({ from: hour(9), to: hour(10) }, [cellAt(9)], SOME_JOURNAL);
    ledger.close();
    const file = path.join(directory, "ledger.sqlite");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const database = new DatabaseSync(file);
    assert.equal(database.prepare("SELECT waits FROM cells").get()?.["waits"], "2:1,23:1");
    database.close();
  });
});
