import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { numberedEvents } from "../../test/support/journal-events.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal } from "./open-journal.ts";
import { JournalUnusable, type UnusableReason } from "./unusable.ts";

const fileIn = (directory: string) => path.join(directory, "journal.sqlite");

/** Opening must fail for this reason, in words that name the place and say what to do. */
function assertUnusable(
  directory: string,
  reason: UnusableReason,
  kind: "real" | "simulated" = "real",
): void {
  assert.throws(
    () => openJournal({ directory, kind }),
    (error) => {
      assert.ok(error instanceof JournalUnusable);
      assert.equal(error.reason, reason);
      assert.match(error.message, new RegExp(RegExp.escape(directory)));
      assert.match(error.message, /: /);
      return true;
    },
  );
}

describe("opening the journal", () => {
  for (const [first, second] of [
    ["real", "simulated"],
    ["simulated", "real"],
  ] as const)
    it(`refuses a journal of ${first} events for ${second} ones`, (t) => {
      const directory = temporaryDirectory(t);
      openJournal({ directory, kind: first }).close();
      assertUnusable(directory, "other-kind", second);
      openJournal({ directory, kind: first }).close();
    });

  it("refuses a journal of a newer version, and does not touch it", (t) => {
    const directory = temporaryDirectory(t);
    openJournal({ directory, kind: "real" }).close();
    const database = new DatabaseSync(fileIn(directory));
    database.exec("PRAGMA user_version = 99");
    database.close();
    const before = readFileSync(fileIn(directory));
    assertUnusable(directory, "newer-schema");
    assert.ok(readFileSync(fileIn(directory)).equals(before));
  });

  it("refuses a database of another program", (t) => {
    const directory = temporaryDirectory(t);
    const database = new DatabaseSync(fileIn(directory));
    database.exec("CREATE TABLE things (name TEXT)");
    database.close();
    assertUnusable(directory, "not-a-journal");
  });

  it("refuses a file that is no database", (t) => {
    const directory = temporaryDirectory(t);
    writeFileSync(fileIn(directory), randomBytes(10_000));
    assertUnusable(directory, "corrupt");
  });

  it("refuses a damaged database, or reads from it nothing but what was written", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    for (let from = 0; from < 400; from += 40)
      journal.append(numberedEvents(from, from + 40), epochMs(Date.UTC(2026, 10, 23)));
    journal.close();
    const whole = readFileSync(fileIn(directory));
    const written = new Map(numberedEvents(0, 400).map((event) => [event.id, event]));

    for (let at = 0; at < whole.length; at += 487) {
      const flipped = Buffer.from(whole);
      flipped.fill(0xff, at, at + 8);
      writeFileSync(fileIn(directory), flipped);
      try {
        const opened = openJournal({ directory, kind: "real" });
        try {
          for (const chunk of opened.replay())
            for (const { event } of chunk) assert.deepEqual(event, written.get(event.id));
        } finally {
          opened.close();
        }
      } catch (error) {
        assert.ok(error instanceof JournalUnusable, `byte ${at}: ${String(error)}`);
      }
    }
  });

  it("refuses a data directory that is a file", (t) => {
    const directory = path.join(temporaryDirectory(t), "data");
    writeFileSync(directory, "");
    assertUnusable(directory, "unreachable");
  });

  it("refuses a journal whose name is taken by a directory", (t) => {
    const directory = temporaryDirectory(t);
    mkdirSync(fileIn(directory));
    assertUnusable(directory, "unreachable");
  });

  it("refuses a journal that is open already, here or in another process", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    assertUnusable(directory, "already-open");
    const script = `
      const { openJournal } = await import(${JSON.stringify(new URL("open-journal.ts", import.meta.url).href)});
      try {
        openJournal({ directory: ${JSON.stringify(directory)}, kind: "real" });
      } catch (error) {
        process.stdout.write(error.reason);
      }`;
    const other = () =>
      execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    assert.equal(other(), "already-open");
    journal.append(numberedEvents(0, 1), epochMs(0));
    assert.equal(other(), "already-open");
    journal.close();
    assert.equal(other(), "");
  });

  it("opens a journal whose process was killed", (t) => {
    const directory = temporaryDirectory(t);
    const script = `
      const { openJournal } = await import(${JSON.stringify(new URL("open-journal.ts", import.meta.url).href)});
      openJournal({ directory: ${JSON.stringify(directory)}, kind: "real" }).write("name", "value");
      process.kill(process.pid, "SIGKILL");`;
    const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
    assert.equal(signal, "SIGKILL");
    const journal = openJournal({ directory, kind: "real" });
    assert.equal(journal.read("name"), "value");
    journal.close();
  });
});
