import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { emptyCell } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { Ledger } from "./ledger.ts";

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

function ledgerAt(now: EpochMs, store = new MemoryLedger(), calendar = rome) {
  const clock = manualClock(now);
  const board = new Board({ rules, calendar });
  const marks = new Map<string, string>();
  const bookmarks = {
    read: (name: string): string | null => marks.get(name) ?? null,
    write: (name: string, value: string): void => void marks.set(name, value),
  };
  const open = (): Ledger => new Ledger({ board, store, bookmarks, clock, calendar });
  const ledger = open();
  const apply = (events: readonly HelplineEvent[]): void => {
    for (const event of events) {
      board.apply(event);
      ledger.heard(event, clock.now());
    }
  };
  const counts = (from: EpochMs, to: EpochMs) =>
    ledger.read({ from, to }, clock.now()).cells.map(({ outcome, count }) => [outcome, count]);
  return { clock, board, store, ledger, apply, counts, open };
}

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
    store.closeHours({ from: lastYear, to: later(lastYear, hours(1)) }, [cell]);
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

  it("knows the hours in which a source was in touch, though nobody called", () => {
    const { clock, ledger } = ledgerAt(nine);
    ledger.heard(
      { type: "source.heartbeat", source: "pbx", id: "h", at: clock.now(), sequence: 1 },
      clock.now(),
    );
    const { hours: known } = ledger.read({ from: nine, to: later(nine, hours(2)) }, clock.now());
    assert.deepEqual(known, [{ hour: nine, source: "pbx", state: "heard" }]);
    assert.equal(ledger.knownFrom(), nine);
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
