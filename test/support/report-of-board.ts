import type { Board, BoardRules } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { RateRules } from "#domain/metrics.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import { Ledger } from "#engine/ledger.ts";
import type { Clock } from "#engine/ports.ts";
import { Reports } from "#engine/reports.ts";
import { createLogger } from "#platform/logger.ts";
import type { Report } from "#wire/report.ts";

import { house1522 } from "./houses.ts";
import { MemoryLedger } from "./memory-ledger.ts";

/** Reports over all that a board holds, at any instant. */
export function reportsOfBoard(options: {
  readonly board: Board;
  readonly calendar: Calendar;
  readonly rules: BoardRules;
  readonly rates?: Readonly<Partial<Record<Channel, RateRules>>>;
  readonly store?: MemoryLedger;
}) {
  const { board, calendar } = options;
  let present = epochMs(0);
  const clock: Clock = { now: () => present, after: () => () => undefined };
  const store = options.store ?? new MemoryLedger();
  const journal = { identity: "a journal", lastSeq: 0, read: () => "0", write: () => undefined };
  const logger = createLogger("silent");
  const ledger = new Ledger({ board, store, journal, clock, calendar, logger });
  const reports = new Reports({
    ledger,
    clock,
    calendar,
    house: house1522,
    channels: options.rules,
    rates: options.rates ?? {},
    report: {
      contractMonth: 6,
      bandTables: [
        [0, 4, 8, 12, 16, 20],
        [6, 12, 18, 0],
      ],
    },
  });
  return {
    store,
    ledger,
    /** As `GET /api/v1/report` answers it at `now`. */
    answer(now: EpochMs, from: string, to: string) {
      present = now;
      return reports.report(from, to);
    },
    periods(now: EpochMs) {
      present = now;
      return reports.periods();
    },
    /** Throws where there is none. */
    report(now: EpochMs, from: string, to: string): Report {
      const answer = this.answer(now, from, to);
      if (!answer.ok) throw new Error(answer.detail);
      return answer.report;
    },
  };
}
