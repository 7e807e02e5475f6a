import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import { emptyCell, type LedgerCell } from "#domain/ledger-cell.ts";
import { epochMs, hours, later } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openLedger } from "./open-ledger.ts";

const start = epochMs(Date.UTC(2026, 10, 23));
const hour = (n: number) => later(start, hours(n));
const all = { from: hour(0), to: hour(48) };

const cellAt = (n: number, changes: Partial<LedgerCell> = {}): LedgerCell => ({
  ...emptyCell({
    hour: hour(n),
    source: "pbx",
    channel: "phone",
    language: "it",
    entry: "phone",
    outcome: "answered",
  }),
  count: 3,
  ...changes,
});

describe("what the ledger knows of arrivals", () => {
  it("keeps the steps of a day as they were last told, over a restart", (t) => {
    const directory = temporaryDirectory(t);
    const before = openLedger({ directory, kind: "real" });
    const day = (n: number, counts: readonly number[]) => ({
      day: hour(24 * n),
      channel: "phone" as const,
      counts: Uint16Array.from(counts),
      known: Uint8Array.from(counts, () => 1),
    });
    before.saveSteps(day(0, [1, 2]));
    before.saveSteps(day(1, [7]));
    before.saveSteps(day(0, [1, 65_535, 300]));
    before.close();
    const after = openLedger({ directory, kind: "real" });
    assert.deepEqual(after.readSteps(all), [day(0, [1, 65_535, 300]), day(1, [7])]);
    assert.deepEqual(after.readSteps({ from: hour(1), to: hour(24) }), []);
    after.forgetSteps(hour(24));
    assert.deepEqual(after.readSteps(all), [day(1, [7])]);
    after.clear();
    assert.deepEqual(after.readSteps(all), []);
    after.close();
  });

  it("knows of which imported hours it has queued contacts only, until they are imported again", (t) => {
    const ledger = openLedger({ directory: temporaryDirectory(t), kind: "real" });
    const told = { source: "pbx", hours: [hour(9), hour(10)], cells: [cellAt(10)] };
    ledger.importHours({ ...told, queuedOnly: new Set([hour(10)]) });
    const origins = () => ledger.readArrivals(all).map(({ origin }) => origin);
    assert.deepEqual(origins(), ["imported", "imported-queued"]);
    ledger.importHours(told);
    assert.deepEqual(origins(), ["imported", "imported"]);
    ledger.close();
  });

  it("takes calls that an older program imported for queued ones only, unless one ended before a queue", (t) => {
    const directory = temporaryDirectory(t);
    const file = path.join(directory, "ledger.sqlite");
    const now = openLedger({ directory, kind: "real" });
    const nine = [hour(9)];
    now.importHours({ source: "plain", hours: nine, cells: [cellAt(9, { source: "plain" })] });
    now.importHours({
      source: "marked",
      hours: nine,
      cells: [cellAt(9, { source: "marked" }), cellAt(9, { source: "marked", outcome: "closedInWelcome" })],
    });
    now.importHours({
      source: "chats",
      hours: nine,
      cells: [cellAt(9, { source: "chats", channel: "chat" })],
    });
    now.close();
    const old = new DatabaseSync(file);
    old.exec("ALTER TABLE hours DROP COLUMN tells; PRAGMA user_version = 2");
    old.close();
    const ledger = openLedger({ directory, kind: "real" });
    assert.deepEqual(
      ledger.readArrivals(all).map(({ source, origin }) => [source, origin]),
      [
        ["chats", "imported"],
        ["marked", "imported"],
        ["plain", "imported-queued"],
      ],
    );
    ledger.close();
  });
});
