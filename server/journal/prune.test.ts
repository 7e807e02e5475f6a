import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, hours, later } from "#domain/time.ts";
import type { Journal } from "#engine/ports.ts";

import { numberedEvent, numberedEvents } from "../../test/support/journal-events.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal } from "./open-journal.ts";

const yesterday = epochMs(Date.UTC(2026, 10, 23, 10));
const today = later(yesterday, hours(24));
const replayed = (journal: Journal): HelplineEvent[] =>
  [...journal.replay()].flatMap((chunk) => chunk.map(({ event }) => event));

describe("pruning", () => {
  it("does not stop at a damaged batch: it goes by its age, and the log says so", async (t) => {
    const directory = temporaryDirectory(t);
    const errors: string[] = [];
    const logger = {
      debug() {},
      info() {},
      warn() {},
      error: (_fields: object, message: string) => errors.push(message),
    };
    const journal = openJournal({ directory, kind: "real" });
    for (let from = 0; from < 3_000; from += 1_000)
      journal.append(numberedEvents(from, from + 1_000), yesterday);
    journal.close();
    const database = new DatabaseSync(path.join(directory, "journal.sqlite"));
    database.exec(
      "UPDATE batches SET crc = crc + 1 WHERE first = (SELECT min(first) FROM batches WHERE first > 1)",
    );
    database.close();

    const again = openJournal({ directory, kind: "real", logger });
    assert.equal(await again.prune(today), 2_000);
    assert.deepEqual(replayed(again), []);
    assert.equal(errors.length, 1);
    again.close();
  });

  it("deletes what was committed before, and only that", async (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real" });
    for (let from = 0; from < 7_000; from += 700) journal.append(numberedEvents(from, from + 700), yesterday);
    journal.append(numberedEvents(7_000, 7_100), today);

    assert.equal(await journal.prune(yesterday), 0);
    assert.equal(await journal.prune(today), 7_000);
    assert.equal(await journal.prune(today), 0);
    assert.deepEqual(replayed(journal), numberedEvents(7_000, 7_100));
    journal.close();
  });

  it("keeps the beginning of a contact that is still open, and lets it go when it is over", async (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 12), yesterday);
    journal.append(numberedEvents(12, 14), today);
    const arrival = numberedEvent(10);
    assert.equal(arrival.type, "contact.arrived");
    const isOpen = (contact: string) => "contact" in arrival && contact === arrival.contact;

    assert.equal(await journal.prune(today, isOpen), 10);
    assert.deepEqual(replayed(journal), numberedEvents(10, 14));
    journal.close();

    const again = openJournal({ directory, kind: "real" });
    assert.deepEqual(replayed(again), numberedEvents(10, 14));
    assert.deepEqual(again.append(numberedEvents(10, 12), today), [false, false]);
    assert.equal(await again.prune(today), 2);
    assert.deepEqual(replayed(again), numberedEvents(12, 14));
    again.close();
  });

  it("forgets the ids of what is gone", async (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real" });
    journal.append(numberedEvents(0, 5), yesterday);
    await journal.prune(today);
    assert.deepEqual(journal.append(numberedEvents(0, 2), today), [true, true]);
    journal.close();
  });

  it("never gives a sequence number twice, also when everything is gone and after a restart", async (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 500), yesterday);
    await journal.prune(today);
    assert.equal(journal.lastSeq, 500);
    journal.close();

    const again = openJournal({ directory, kind: "real" });
    assert.equal(again.lastSeq, 500);
    again.append(numberedEvents(500, 510), today);
    assert.deepEqual([...again.replay(500)].flat().length, 10);
    again.close();
  });

  it("nor when the newest batch goes because it is damaged, of which the log tells the number", async (t) => {
    const directory = temporaryDirectory(t);
    const told: object[] = [];
    const logger = {
      debug() {},
      info() {},
      warn() {},
      error: (fields: object) => told.push(fields),
    };
    const journal = openJournal({ directory, kind: "real" });
    journal.append(numberedEvents(0, 3), yesterday);
    journal.close();
    const file = path.join(directory, "journal.sqlite");
    const database = new DatabaseSync(file);
    database.exec("UPDATE batches SET crc = crc + 1");
    database.close();

    const damaged = openJournal({ directory, kind: "real", logger });
    assert.equal(await damaged.prune(today), 0);
    assert.deepEqual(told, [{ file, first: 1 }]);
    damaged.close();
    const again = openJournal({ directory, kind: "real" });
    assert.equal(again.lastSeq, 3);
    again.close();
  });

  it("takes what is appended between two slices", async (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real" });
    for (let from = 0; from < 10_000; from += 1_000)
      journal.append(numberedEvents(from, from + 1_000), yesterday);
    const pruned = journal.prune(today);
    journal.append(numberedEvents(10_000, 10_010), today);
    assert.equal(await pruned, 10_000);
    assert.deepEqual(replayed(journal), numberedEvents(10_000, 10_010));
    journal.close();
  });

  it("ends when the journal is closed between two slices", async (t) => {
    const directory = temporaryDirectory(t);
    const journal = openJournal({ directory, kind: "real" });
    for (let from = 0; from < 10_000; from += 1_000)
      journal.append(numberedEvents(from, from + 1_000), yesterday);
    const pruned = journal.prune(today);
    journal.close();
    const removed = await pruned;
    assert.ok(removed > 0 && removed < 10_000);

    const again = openJournal({ directory, kind: "real" });
    assert.deepEqual(replayed(again), numberedEvents(removed, 10_000));
    again.close();
  });
});
