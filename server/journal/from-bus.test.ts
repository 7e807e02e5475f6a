import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, later, ms } from "#domain/time.ts";
import type { BusEvent } from "#engine/bus-ports.ts";
import { JournalUnavailable } from "#engine/ports.ts";

import { numberedEvent, numberedEvents } from "../../test/support/journal-events.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal, type OpenJournal } from "./open-journal.ts";

const received = epochMs(Date.UTC(2026, 10, 23, 10));
const fromBus = (events: readonly HelplineEvent[]): BusEvent[] =>
  events.map((event) => ({ event, received }));
const quiet = (): void => undefined;
const mark = (value: string) => ({ name: "bus.read", value });
const numbersOf = (
  journal: OpenJournal,
  seq: number,
  own: boolean,
): readonly (readonly [number, number, boolean])[] =>
  journal.batchesAfter(seq, 1_000, own).map(({ first, events, isOwn }) => [first, events.length, isOwn]);

const clampedAt = (at: EpochMs): HelplineEvent => ({ ...numberedEvent(0), at, clamped: "first" });

describe("events that came over the bus", () => {
  it("are told from those that were taken in here, after a restart too", (t) => {
    const directory = temporaryDirectory(t);
    const before = openJournal({ directory, kind: "real" });
    before.append(numberedEvents(0, 3), received);
    before.appendFromBus(fromBus(numberedEvents(3, 5)), received, mark("one"));
    before.append(numberedEvents(5, 6), received);
    before.close();
    const after = openJournal({ directory, kind: "real" });
    assert.deepEqual(numbersOf(after, 0, true), [
      [1, 3, true],
      [6, 1, true],
    ]);
    assert.deepEqual(numbersOf(after, 3, false), [
      [4, 2, false],
      [6, 1, true],
    ]);
    assert.deepEqual(after.append(numberedEvents(3, 7), received), [false, false, false, true]);
    assert.equal(after.read("bus.read"), "one");
    after.close();
  });

  it("and a damaged batch among them is left out, which the log tells once, and at every start until it has gone", async (t) => {
    const directory = temporaryDirectory(t);
    const before = openJournal({ directory, kind: "real" });
    for (const from of [0, 3, 6]) before.append(numberedEvents(from, from + 3), received);
    before.close();
    const file = new DatabaseSync(path.join(directory, "journal.sqlite"));
    file.exec("UPDATE batches SET crc = crc + 1 WHERE first = 4");
    file.close();
    const said: string[] = [];
    const error = (fields: object, text: string): void => void said.push(`${text} ${JSON.stringify(fields)}`);
    const after = openJournal({
      directory,
      kind: "real",
      logger: { debug: quiet, info: quiet, warn: quiet, error },
    });
    for (const own of [true, false, true])
      assert.deepEqual(numbersOf(after, 0, own), [
        [1, 3, true],
        [7, 3, true],
      ]);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /a batch of the journal is damaged: .*journal\.sqlite","first":4\}$/);
    after.close();
    const again = (): OpenJournal =>
      openJournal({ directory, kind: "real", logger: { debug: quiet, info: quiet, warn: quiet, error } });
    const next = again();
    assert.equal(said.length, 2);
    assert.equal(said[1], said[0]);
    next.batchesAfter(0, 100, true);
    await next.prune(later(received, ms(1)));
    next.close();
    said.length = 0;
    again().close();
    assert.deepEqual(said, []);
  });

  it("are known when they were taken in here, and the bookmark moves all the same", (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real" });
    journal.append(numberedEvents(0, 3), received);
    assert.deepEqual(journal.appendFromBus(fromBus(numberedEvents(1, 4)), received, mark("a")), [
      false,
      false,
      true,
    ]);
    assert.deepEqual(journal.appendFromBus(fromBus(numberedEvents(0, 4)), received, mark("b")), [
      false,
      false,
      false,
      false,
    ]);
    assert.deepEqual([journal.lastSeq, journal.read("bus.read")], [4, "b"]);
    journal.close();
  });

  it("are kept together with the bookmark or not at all", (t) => {
    const journal = openJournal({ directory: temporaryDirectory(t), kind: "real", maxBytes: 300_000 });
    let next = 0;
    const fill = (): void => {
      for (; ; next += 200)
        journal.appendFromBus(fromBus(numberedEvents(next, next + 200)), received, mark(String(next)));
    };
    assert.throws(fill, JournalUnavailable);
    assert.equal(journal.read("bus.read"), String(next - 200));
    assert.equal(journal.lastSeq, next);
    // What failed is new the next time.
    assert.throws(
      () => journal.appendFromBus(fromBus(numberedEvents(next, next + 200)), received, mark("x")),
      JournalUnavailable,
    );
    assert.equal(journal.lastSeq, next);
    journal.close();
  });

  it("are kept for both times when two nodes clamped them, once each, over restarts and prunings", async (t) => {
    const directory = temporaryDirectory(t);
    const [here, there] = [epochMs(received + 100), epochMs(received - 100)];
    const before = openJournal({ directory, kind: "real" });
    assert.deepEqual(before.append([clampedAt(here)], received), [true]);
    const again = [{ event: clampedAt(there), received: there }];
    assert.deepEqual(before.appendFromBus(again, received, mark("a")), [true]);
    assert.deepEqual(before.appendFromBus(again, received, mark("b")), [false]);
    before.close();

    const after = openJournal({ directory, kind: "real" });
    assert.deepEqual(after.appendFromBus(again, received, mark("c")), [false]);
    assert.deepEqual(
      [...after.replay()].flat().map(({ event }) => [event.at, event.clamped]),
      [
        [here, "first"],
        [there, "again"],
      ],
    );
    await after.prune(epochMs(received + 1));
    assert.deepEqual(after.append([clampedAt(here)], received), [true]);
    assert.deepEqual(after.appendFromBus(again, received, mark("d")), [true]);
    after.close();
  });
});
