import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { earlier, type EpochMs, hours, later, minutes, seconds } from "#domain/time.ts";
import { Ledger } from "#engine/ledger.ts";
import type { Logger } from "#engine/ports.ts";

import { manualClock } from "./manual-clock.ts";
import { MemoryLedger } from "./memory-ledger.ts";

export const rules = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };
export const rome = createCalendar("Europe/Rome");

export function answeredCall(key: string, at: EpochMs, waitSeconds = 10): HelplineEvent[] {
  const base = { source: "pbx", contact: key };
  return [
    { ...base, type: "contact.arrived", id: `${key}a`, at, channel: "phone", entry: "phone" },
    { ...base, type: "contact.queued", id: `${key}q`, at, language: "it", queue: "q_it" },
    { ...base, type: "contact.answered", id: `${key}n`, at: later(at, seconds(waitSeconds)) },
    { ...base, type: "contact.ended", id: `${key}e`, at: later(at, minutes(4)), outcome: "completed" },
  ];
}

/** A house whose journal begins with its first ledger; `again` opens the ledger once more on the same journal and store. */
export function ledgerAt(now: EpochMs, store = new MemoryLedger(), calendar = rome) {
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
    apply: (events: readonly HelplineEvent[]): void => {
      for (const event of events) {
        board.apply(event);
        journal.lastSeq += 1;
        house.ledger.heard(event, clock.now());
      }
    },
    counts: (from: EpochMs, to: EpochMs) =>
      house.ledger.read({ from, to }, clock.now()).cells.map(({ outcome, count }) => [outcome, count]),
    /** One round of the housekeeper. */
    tidy: (): void => {
      house.ledger.writeHeard();
      house.ledger.closeHours(clock.now());
      const before = earlier(clock.now(), hours(48));
      house.ledger.letGoBefore(before);
      board.forget(before);
    },
  };
  return house;
}

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
export const heartbeat = (at: EpochMs): HelplineEvent => ({
  type: "source.heartbeat",
  source: "pbx",
  id: `beat ${at}`,
  at,
  sequence: at,
});

export const nine = rome.at(2026, 11, 25, 9, 0);
