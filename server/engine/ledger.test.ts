import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { emptyCell } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { Ledger } from "./ledger.ts";
import { JournalUnavailable, type Logger } from "./ports.ts";

const rules = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };
const rome = createCalendar("Europe/Rome");

function answeredCall(key: string, at: EpochMs, waitSeconds = 10): HelplineEvent[] {
  const base = { source: "pbx", contact: key };
  return [
    { ...base, type: "contact.arrived", id: `${key}a`, at, channel: "phone", entry: "phone" },
    { ...base, type: "contact.queued", id: `${key}q`, at, language: "it", queue: "q_it" },
    { ...base, type: "contact.answered", id: `${key}n`, at: later(at, seconds(waitSeconds)) },
    { ...base, type: "contact.ended", id: `${key}e`, at: later(at, minutes(4)), outcome: "completed" },
  ];
}

/** A house whose journal begins with its first ledger; `again` opens the ledger once more on the same journal and store. */
function ledgerAt(now: EpochMs, store = new MemoryLedger(), calendar = rome) {
  const clock = manualClock(now);
  const board = new Board({ rules, calendar });
  const marks = new Map<string, string>();
  const journal = {
    identity: "this journal",
    lastSeq: 0,
    read: (name: string): string | null => marks.get(name) ?? null,
    write: (name: string, value: string): void => void marks.set(name, value),
  };
  const open = (): Ledger => new Ledger({ board, store, journal, clock, calendar, logger: silent });
  const house = {
    clock,
    board,
    store,
    journal,
    marks,
    ledger: open(),
    again: (): void => void (house.ledger = open()),
    apply(events: readonly HelplineEvent[]): void {
      for (const event of events) {
        board.apply(event);
        journal.lastSeq += 1;
        house.ledger.heard(event, clock.now());
      }
    },
    counts: (from: EpochMs, to: EpochMs) =>
      house.ledger.read({ from, to }, clock.now()).cells.map(({ outcome, count }) => [outcome, count]),
    /** One round of the housekeeper. */
    tidy(): void {
      house.ledger.writeHeard();
      house.ledger.closeHours(clock.now());
      const before = earlier(clock.now(), hours(48));
      house.ledger.letGoBefore(before);
      board.forget(before);
    },
  };
  return house;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const heartbeat = (at: EpochMs): HelplineEvent => ({
  type: "source.heartbeat",
  source: "pbx",
  id: `beat ${at}`,
  at,
  sequence: at,
});

const nine = rome.at(2026, 11, 25, 9, 0);

describe("the ledger", () => {
  it("tells the same of an hour while it is on the board, when it has closed, and when its contacts are gone", () => {
    const { clock, board, ledger, apply } = ledgerAt(nine);
    apply([...answeredCall("a", nine), ...answeredCall("b", later(nine, minutes(59)), 70)]);
    const range = { from: nine, to: later(nine, hours(1)) };
    clock.advance(hours(2));
    const { cells: open } = ledger.read(range, clock.now());
    assert.deepEqual([open[0]?.count, open[0]?.waitSum], [2, 80_000]);
    clock.advance(hours(24));
    ledger.closeHours(clock.now());
    assert.deepEqual(ledger.read(range, clock.now()).cells, open);
    clock.advance(hours(30));
    const before = earlier(clock.now(), hours(48));
    ledger.letGoBefore(before);
    board.forget(before);
    assert.equal([...board.stories()].length, 0);
    assert.deepEqual(ledger.read(range, clock.now()).cells, open);
  });

  it("corrects a closed hour while its contacts are still known", () => {
    const { clock, ledger, apply, counts } = ledgerAt(nine);
    const events = answeredCall("a", nine);
    apply(events.slice(0, 2));
    clock.advance(hours(25));
    ledger.closeHours(clock.now());
    apply(events.slice(2));
    ledger.closeHours(clock.now());
    clock.advance(hours(30));
    ledger.letGoBefore(earlier(clock.now(), hours(48)));
    assert.deepEqual(counts(nine, later(nine, hours(1))), [["answered", 1]]);
  });

  it("never writes hours that another journal has closed before this one began", () => {
    const store = new MemoryLedger();
    const lastYear = later(nine, hours(-24 * 365));
    const cell = {
      ...emptyCell({
        hour: lastYear,
        source: "pbx",
        channel: "phone",
        language: "it",
        entry: "phone",
        outcome: "answered",
      }),
      count: 5,
    };
    store.closeHours({ from: lastYear, to: later(lastYear, hours(1)) }, [cell], SOME_JOURNAL);
    const { clock, ledger, counts } = ledgerAt(nine, store);
    clock.advance(hours(100));
    ledger.closeHours(clock.now());
    assert.deepEqual(counts(lastYear, later(lastYear, hours(1))), [["answered", 5]]);
  });

  it("lets imported hours stand against the board and against its own closing", () => {
    const { clock, store, ledger, apply, counts } = ledgerAt(nine);
    apply(answeredCall("a", nine));
    const cell = {
      ...emptyCell({
        hour: nine,
        source: "pbx",
        channel: "phone",
        language: "it",
        entry: "phone",
        outcome: "abandoned",
      }),
      count: 9,
    };
    store.importHours("pbx", [nine], [cell]);
    assert.deepEqual(counts(nine, later(nine, hours(1))), [["abandoned", 9]]);
    clock.advance(hours(26));
    ledger.closeHours(clock.now());
    assert.deepEqual(counts(nine, later(nine, hours(1))), [["abandoned", 9]]);
  });

  it("goes on after a restart at any minute, also when half of an hour is gone from the board", () => {
    const house = ledgerAt(later(nine, minutes(37)));
    const range = { from: nine, to: later(nine, hours(1)) };
    house.apply([
      ...answeredCall("early", later(nine, minutes(5))),
      ...answeredCall("late", later(nine, minutes(36))),
    ]);
    house.clock.advance(ms(hours(48) - minutes(10)));
    house.tidy();
    // The call of 9:05 has been let go of, the one of 9:36 has not: the hour is the store's.
    assert.equal([...house.board.stories()].length, 1);
    assert.deepEqual(house.counts(range.from, range.to), [["answered", 2]]);
    house.again();
    assert.equal(house.ledger.finalBefore(house.clock.now()), later(nine, hours(1)));
    house.tidy();
    assert.deepEqual(house.counts(range.from, range.to), [["answered", 2]]);
  });

  it("closes an hour when its last event could no longer be taken, and not before", () => {
    const house = ledgerAt(nine);
    house.apply(answeredCall("a", nine));
    house.clock.advance(ms(hours(25) - 1));
    house.ledger.closeHours(house.clock.now());
    assert.deepEqual(house.store.readHours({ from: nine, to: later(nine, hours(1)) }).cells, []);
    house.clock.advance(ms(1));
    house.ledger.closeHours(house.clock.now());
    assert.equal(house.store.readHours({ from: nine, to: later(nine, hours(1)) }).cells[0]?.count, 1);
  });

  it("writes an hour again from its journal when its own file was lost", () => {
    const house = ledgerAt(nine);
    house.apply(answeredCall("a", nine));
    house.clock.advance(hours(26));
    house.tidy();
    const empty = new MemoryLedger();
    const { board, journal, clock } = house;
    const again = new Ledger({ board, store: empty, journal, clock, calendar: rome, logger: silent });
    again.closeHours(clock.now());
    assert.equal(empty.readHours({ from: nine, to: later(nine, hours(1)) }).cells[0]?.count, 1);
  });

  it("keeps what was closed when a journal is put back from a backup, or lost", () => {
    for (const kind of ["from a backup", "lost"]) {
      const house = ledgerAt(nine);
      house.apply(answeredCall("a", nine));
      const backup = { seq: house.journal.lastSeq, marks: new Map(house.marks) };
      house.clock.advance(hours(24));
      house.apply(answeredCall("b", later(nine, hours(24))));
      house.clock.advance(hours(26));
      house.tidy();
      const range = { from: nine, to: later(nine, hours(25)) };
      assert.deepEqual(house.counts(range.from, range.to), [
        ["answered", 1],
        ["answered", 1],
      ]);
      // The board that such a journal gives knows nothing of the second call, or of any.
      const old = ledgerAt(house.clock.now(), house.store);
      const journal =
        kind === "lost"
          ? { ...old.journal, identity: "a new journal" }
          : { ...house.journal, lastSeq: backup.seq, read: (name: string) => backup.marks.get(name) ?? null };
      const ledger = new Ledger({
        board: new Board({ rules, calendar: rome }),
        store: house.store,
        journal,
        clock: house.clock,
        calendar: rome,
        logger: silent,
      });
      ledger.closeHours(house.clock.now());
      const { cells } = ledger.read(range, house.clock.now());
      assert.deepEqual(
        cells.map(({ count }) => count),
        [1, 1],
        kind,
      );
    }
  });

  it("does not know hours whose counts went with a lost journal, though their source was heard in them", () => {
    const house = ledgerAt(nine);
    house.apply(answeredCall("a", nine));
    house.clock.advance(hours(26));
    house.tidy();
    house.ledger.heard(heartbeat(house.clock.now()), house.clock.now());
    house.ledger.writeHeard();
    const lost = { from: house.clock.now(), to: later(house.clock.now(), hours(1)) };
    assert.equal(house.store.knows(lost), true);
    const { store, clock, journal } = house;
    house.marks.clear();
    const board = new Board({ rules, calendar: rome });
    const next = { ...journal, identity: "a new journal", lastSeq: 0 };
    const ledger = new Ledger({ board, store, journal: next, clock, calendar: rome, logger: silent });
    assert.deepEqual(ledger.read(lost, clock.now()).hours, []);
    assert.equal(ledger.read({ from: nine, to: later(nine, hours(1)) }, clock.now()).hours.length, 1);
  });

  it("counts again after a clock that ran ten days ahead, and loses nothing that was closed to one that ran behind", () => {
    const house = ledgerAt(nine);
    house.apply(answeredCall("a", nine));
    house.clock.advance(hours(60));
    house.tidy();
    const ahead = manualClock(later(house.clock.now(), hours(240)));
    house.ledger.letGoBefore(earlier(ahead.now(), hours(48)));
    const at = later(house.clock.now(), minutes(1));
    house.clock.advance(minutes(10));
    house.apply(answeredCall("b", at));
    const now = house.clock.now();
    const hour = rome.hourOf(at);
    assert.deepEqual(house.counts(hour, later(hour, hours(1))), [["answered", 1]]);
    house.clock.advance(hours(26));
    house.ledger.closeHours(house.clock.now());
    assert.equal(house.store.readHours({ from: hour, to: later(hour, hours(1)) }).cells.length, 1);
    // Looked at with a clock a month behind, then closed with the right one.
    house.ledger.read({ from: nine, to: now }, earlier(now, hours(720)));
    house.ledger.closeHours(house.clock.now());
    assert.deepEqual(house.counts(nine, later(nine, hours(1))), [["answered", 1]]);
  });

  it("knows the hours in which a source was in touch, though nobody called", () => {
    const { clock, ledger, store } = ledgerAt(nine);
    ledger.heard(heartbeat(clock.now()), clock.now());
    const range = { from: nine, to: later(nine, hours(2)) };
    const heard = [{ hour: nine, source: "pbx", state: "heard" }];
    assert.deepEqual(ledger.read(range, clock.now()).hours, heard);
    assert.equal(ledger.knownFrom(), nine);
    assert.deepEqual(store.readHours(range).hours, heard);
  });

  it("knows the hours of late events, and none of a time that nobody may tell of any more", () => {
    const { clock, ledger } = ledgerAt(nine);
    const [arrived] = answeredCall("a", later(nine, hours(-3)));
    assert.ok(arrived);
    ledger.heard(arrived, clock.now());
    ledger.heard(heartbeat(epochMs(0)), clock.now());
    ledger.heard({ ...arrived, at: epochMs(0) }, clock.now());
    const { hours: known } = ledger.read({ from: epochMs(0), to: later(nine, hours(1)) }, clock.now());
    assert.deepEqual(
      known.map(({ hour }) => hour).toSorted((a, b) => a - b),
      [later(nine, hours(-3)), nine],
    );
  });

  it("tries a file that is held by somebody else once, and writes later what was heard meanwhile", () => {
    let tries = 0;
    let isLocked = true;
    const store = new (class extends MemoryLedger {
      override noteHeard(source: string, hour: EpochMs): void {
        tries += 1;
        if (isLocked) throw new JournalUnavailable("locked");
        super.noteHeard(source, hour);
      }
    })();
    const { clock, ledger } = ledgerAt(nine, store);
    for (let hour = 0; hour < 20; hour += 1) {
      ledger.heard(heartbeat(clock.now()), clock.now());
      clock.advance(hours(1));
    }
    assert.equal(tries, 1);
    const range = { from: nine, to: later(nine, hours(20)) };
    assert.equal(ledger.read(range, clock.now()).hours.length, 20);
    assert.throws(() => ledger.writeHeard(), JournalUnavailable);
    isLocked = false;
    ledger.writeHeard();
    assert.equal(store.readHours(range).hours.length, 20);
  });

  it("puts the contacts of a zone of half hours into hours that its days begin with", () => {
    const kolkata = createCalendar("Asia/Kolkata");
    const midnight = kolkata.at(2026, 11, 25, 0, 0);
    const { apply, ledger, clock } = ledgerAt(midnight, new MemoryLedger(), kolkata);
    apply([...answeredCall("before", later(midnight, ms(-1))), ...answeredCall("after", midnight)]);
    const today = ledger.read({ from: midnight, to: later(midnight, hours(24)) }, clock.now());
    assert.deepEqual(
      today.cells.map(({ hour, count }) => [hour, count]),
      [[midnight, 1]],
    );
  });

  it("keeps the two local hours of the night of 25 October apart", () => {
    const first = rome.at(2026, 10, 25, 2, 30);
    const second = later(first, hours(1));
    const { apply, ledger } = ledgerAt(second);
    apply([...answeredCall("a", first), ...answeredCall("b", second)]);
    assert.deepEqual(
      ledger
        .read({ from: earlier(first, hours(1)), to: later(second, hours(1)) }, later(second, hours(1)))
        .cells.map(({ hour }) => hour),
      [earlier(first, minutes(30)), earlier(second, minutes(30))],
    );
  });
});
