import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { earlier, hours, later, minutes, ms } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import {
  answeredCall,
  heartbeat,
  ledgerAt,
  nine,
  rome,
  rules,
  silent,
} from "../../test/support/ledger-house.ts";
import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { Ledger } from "./ledger.ts";

describe("a ledger after a restart, a loss or a wrong clock", () => {
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

  it("warns of a ledger that is new beside an older journal, and not of a house that is new", () => {
    const warned: string[] = [];
    const logger = { ...silent, warn: (_fields: object, message: string) => void warned.push(message) };
    const { board, journal, clock, store } = ledgerAt(nine);
    const open = (on: MemoryLedger) =>
      new Ledger({ board, store: on, journal, clock, calendar: rome, logger });
    open(store);
    assert.deepEqual(warned, []);
    const empty = new MemoryLedger();
    open(empty);
    open(empty);
    assert.equal(warned.length, 1);
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
});
