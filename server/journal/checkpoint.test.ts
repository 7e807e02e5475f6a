import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { epochMs } from "#domain/time.ts";

import { numberedEvents } from "../../test/support/journal-events.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal } from "./open-journal.ts";

const received = epochMs(Date.UTC(2026, 10, 23, 10));
const state = new Uint8Array(50_000).map((_, index) => index % 251);

/** A closed journal of ten events with a checkpoint after the sixth. */
function journalWithCheckpoint(t: TestContext) {
  const directory = temporaryDirectory(t);
  const journal = openJournal({ directory, kind: "real" });
  journal.append(numberedEvents(0, 6), received);
  assert.equal(journal.saveCheckpoint(journal.lastSeq, state), true);
  journal.append(numberedEvents(6, 10), received);
  journal.close();
  return { directory, file: path.join(directory, "board.checkpoint") };
}

const loadedIn = (directory: string) => {
  const journal = openJournal({ directory, kind: "real" });
  const loaded = journal.loadCheckpoint();
  journal.close();
  return loaded;
};

describe("a checkpoint", () => {
  it("comes back with the place in the journal where the replay goes on", (t) => {
    const { directory } = journalWithCheckpoint(t);
    const journal = openJournal({ directory, kind: "real" });
    const loaded = journal.loadCheckpoint();
    assert.ok(loaded);
    assert.deepEqual(Uint8Array.from(loaded.bytes), state);
    assert.deepEqual(
      [...journal.replay(loaded.upToSeq)].flat().map(({ event }) => event),
      numberedEvents(6, 10),
    );
    journal.close();
  });

  it("is null when there is none", (t) => {
    assert.equal(loadedIn(temporaryDirectory(t)), null);
  });

  it("is null when any byte of it is wrong or missing", (t) => {
    const { directory, file } = journalWithCheckpoint(t);
    const whole = readFileSync(file);
    for (const at of [0, 15, 16, 31, 32, 39, 40, 43, 44, 20_000, whole.length - 1]) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(file, flipped);
      assert.equal(loadedIn(directory), null, `byte ${at} flipped`);
      writeFileSync(file, whole.subarray(0, at));
      assert.equal(loadedIn(directory), null, `cut at ${at}`);
    }
    writeFileSync(file, whole);
    assert.ok(loadedIn(directory));
  });

  it("shows that the journal it was made from is gone", (t) => {
    const { directory } = journalWithCheckpoint(t);
    for (const file of readdirSync(directory).filter((name) => name.startsWith("journal.sqlite")))
      rmSync(path.join(directory, file));
    assert.throws(
      () => openJournal({ directory, kind: "real" }),
      /is empty, but a board saved from it lies beside it/,
    );
  });

  it("is null when it is of another journal", (t) => {
    const { file } = journalWithCheckpoint(t);
    const other = journalWithCheckpoint(t);
    cpSync(file, other.file);
    assert.equal(loadedIn(other.directory), null);
  });

  it("is null when it is ahead of a journal that was put back from a backup", (t) => {
    const directory = temporaryDirectory(t);
    const backup = temporaryDirectory(t);
    const early = openJournal({ directory, kind: "real" });
    early.append(numberedEvents(0, 6), received);
    early.close();
    cpSync(path.join(directory, "journal.sqlite"), path.join(backup, "journal.sqlite"));
    const late = openJournal({ directory, kind: "real" });
    late.append(numberedEvents(6, 10), received);
    late.saveCheckpoint(late.lastSeq, state);
    late.close();
    cpSync(path.join(backup, "journal.sqlite"), path.join(directory, "journal.sqlite"));
    assert.equal(loadedIn(directory), null);
  });

  it("that cannot be saved leaves the one before", (t) => {
    const { directory, file } = journalWithCheckpoint(t);
    const journal = openJournal({ directory, kind: "real" });
    mkdirSync(`${file}.new`);
    assert.equal(journal.saveCheckpoint(journal.lastSeq, state), false);
    rmSync(`${file}.new`, { recursive: true });
    assert.equal(journal.loadCheckpoint()?.upToSeq, 6);
    journal.close();
  });
});
