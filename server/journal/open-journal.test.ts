import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import { type Journal, JournalUnavailable } from "#engine/ports.ts";

import { numberedEvent, numberedEvents } from "../../test/support/journal-events.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal } from "./open-journal.ts";

const received = epochMs(Date.UTC(2026, 10, 23, 10));
const replayed = (journal: Journal, afterSeq?: number): HelplineEvent[] =>
  [...journal.replay(afterSeq)].flatMap((chunk) => chunk.map(({ event }) => event));

describe("the journal", () => {
  it("gives back after a restart what was appended, in order, with the time of receipt", (t) => {
    const directory = temporaryDirectory(t);
    const before = openJournal({ directory, kind: "real" });
    before.append(numberedEvents(0, 3), received);
    before.append(numberedEvents(3, 2_500), epochMs(received + 1));
    before.append([numberedEvent(2_500)], epochMs(received + 2));
    before.close();

    const after = openJournal({ directory, kind: "real" });
    const entries = [...after.replay()].flat();
    assert.deepEqual(
      entries.map(({ event }) => event),
      numberedEvents(0, 2_501),
    );
    assert.deepEqual(
      [0, 3, 2_500].map((index) => entries[index]?.received),
      [received, received + 1, received + 2],
    );
    after.close();
  });

  it("says how large it is, and when something was committed last", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    assert.equal(journal.size().lastCommit, null);
    journal.append(numberedEvents(0, 3), received);
    journal.append(numberedEvents(3, 2_500), epochMs(received + 1));
    const { bytes, lastCommit } = journal.size();
    assert.equal(lastCommit, received + 1);
    journal.close();
    assert.equal(bytes, statSync(path.join(directory, "journal.sqlite")).size);
  });

  it("says which events it knew, within a batch, between batches and after a restart", (t) => {
    const directory = temporaryDirectory(t);
    const before = openJournal({ directory, kind: "real" });
    assert.deepEqual(before.append(numberedEvents(0, 2), received), [true, true]);
    assert.deepEqual(before.append([...numberedEvents(1, 3), ...numberedEvents(2, 4)], received), [
      false,
      true,
      false,
      true,
    ]);
    before.close();

    const after = openJournal({ directory, kind: "real" });
    assert.deepEqual(after.append(numberedEvents(0, 5), received), [false, false, false, false, true]);
    assert.deepEqual(replayed(after), numberedEvents(0, 5));
    assert.deepEqual(after.append(numberedEvents(0, 1, "chat"), received), [true]);
    after.close();
  });

  it("replays in chunks of about a thousand, from any point it has stood at", (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real" });
    for (let number = 0; number < 2_400; number += 1) journal.append([numberedEvent(number)], received);
    const middle = journal.lastSeq;
    journal.append(numberedEvents(2_400, 2_500), received);

    assert.deepEqual(
      [...journal.replay()].map((chunk) => chunk.length),
      [1_000, 1_000, 500],
    );
    assert.deepEqual(replayed(journal, middle), numberedEvents(2_400, 2_500));
    assert.deepEqual(replayed(journal, journal.lastSeq), []);
    journal.close();
  });

  it("is for the owner alone", (t) => {
    const directory = path.join(temporaryDirectory(t), "data");
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 3), received);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    for (const name of readdirSync(directory))
      assert.equal(statSync(path.join(directory, name)).mode & 0o777, 0o600, name);
    journal.close();
  });

  it("remembers bookmarks", (t) => {
    const directory = temporaryDirectory(t);
    const before = openJournal({ directory, kind: "real" });
    assert.equal(before.read("queue_log"), null);
    before.write("queue_log", "1");
    before.write("queue_log", "2");
    before.close();
    const after = openJournal({ directory, kind: "real" });
    assert.equal(after.read("queue_log"), "2");
    after.close();
  });

  it("refuses the whole batch when the disk is full, and takes it when there is room again", async (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real", maxBytes: 400_000 });
    let accepted = 0;
    assert.throws(() => {
      for (;;) {
        journal.append(numberedEvents(accepted, accepted + 100), received);
        accepted += 100;
      }
    }, JournalUnavailable);
    assert.ok(accepted > 0);
    assert.throws(
      () => journal.append(numberedEvents(accepted, accepted + 100), received),
      JournalUnavailable,
    );
    assert.deepEqual(replayed(journal), numberedEvents(0, accepted));

    assert.equal(await journal.prune(epochMs(received + 1)), accepted);
    assert.deepEqual(
      journal.append(numberedEvents(accepted, accepted + 100), received),
      Array.from({ length: 100 }, () => true),
    );
    assert.equal(journal.probe(), true);
    assert.deepEqual(replayed(journal), numberedEvents(accepted, accepted + 100));
    journal.close();
  });

  it("finds a damaged batch when it is read", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 10), received);
    journal.close();
    const file = path.join(directory, "journal.sqlite");
    const bytes = readFileSync(file);
    const body = bytes.indexOf('"completed"');
    assert.ok(body > 0);
    bytes.write('"abandoned"', body);
    writeFileSync(file, bytes);

    const damaged = openJournal({ directory, kind: "real" });
    assert.throws(() => replayed(damaged), { name: "JournalUnusable", reason: "corrupt" });
    damaged.close();
  });

  it("begins anew when it is cleared, and numbers go on", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "simulated" });
    journal.append(numberedEvents(0, 10), received);
    journal.write("name", "value");
    journal.saveCheckpoint(journal.lastSeq, new Uint8Array(5));
    journal.clear();
    assert.deepEqual(replayed(journal), []);
    assert.equal(journal.read("name"), null);
    assert.equal(journal.loadCheckpoint(), null);
    assert.deepEqual(journal.append(numberedEvents(0, 1), received), [true]);
    journal.close();

    const again = openJournal({ directory, kind: "simulated" });
    assert.equal(again.lastSeq, 11);
    assert.deepEqual(replayed(again), numberedEvents(0, 1));
    again.close();
  });

  it("leaves a database that passes SQLite's own check", (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 1_000), received);
    journal.close();
    const database = new DatabaseSync(path.join(directory, "journal.sqlite"), { readOnly: true });
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
    database.close();
  });
});
