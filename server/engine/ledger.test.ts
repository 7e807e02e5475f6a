import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "#domain/calendar.ts";
import { emptyCell } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs, hours, later, minutes, ms } from "#domain/time.ts";

import { answeredCall, heartbeat, ledgerAt, nine, rome } from "../../test/support/ledger-house.ts";
import { MemoryLedger, SOME_JOURNAL } from "../../test/support/memory-ledger.ts";
import { JournalUnavailable } from "./ports.ts";

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

  it("knows the quiet hours of a gap of which a source told everything afterwards, and none before its reach", () => {
    const house = ledgerAt(nine);
    house.clock.advance(hours(5));
    const { store, ledger, clock } = house;
    ledger.told("pbx", { from: later(nine, minutes(20)), to: later(nine, minutes(150)) }, clock.now());
    const known = () =>
      ledger.read({ from: earlier(nine, hours(48)), to: later(nine, hours(6)) }, clock.now()).hours;
    const places = [0, 1, 2].map((hour) => later(nine, hours(hour)));
    assert.deepEqual(
      known().map(({ hour }) => hour),
      places,
    );
    ledger.told("pbx", { from: earlier(nine, hours(48)), to: nine }, clock.now());
    assert.equal(known().length, places.length + 19);
    house.again();
    assert.equal(
      known().length,
      store.readHours({ from: epochMs(0), to: later(nine, hours(6)) }).hours.length,
    );
  });

  it("lets go of five-minute steps from which nothing is learned any more", () => {
    const { clock, store, ledger } = ledgerAt(nine);
    const today = rome.dayOf(clock.now()).start;
    const [counts, known] = [new Uint16Array(288), new Uint8Array(288)];
    const days = [-1_462, -1_461, -1].map((n) => rome.daysLater(today, n));
    for (const day of days) store.saveSteps({ day, channel: "phone", counts, known });
    ledger.forgetSteps(clock.now());
    const kept = store.readSteps({ from: epochMs(0), to: today });
    assert.deepEqual(
      kept.map(({ day }) => day),
      days.slice(1),
    );
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
    store.importHours({ source: "pbx", hours: [nine], cells: [cell] });
    assert.deepEqual(counts(nine, later(nine, hours(1))), [["abandoned", 9]]);
    clock.advance(hours(26));
    ledger.closeHours(clock.now());
    assert.deepEqual(counts(nine, later(nine, hours(1))), [["abandoned", 9]]);
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
