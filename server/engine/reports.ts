import type { Calendar } from "#domain/calendar.ts";
import {
  decodePeriod,
  namedPeriods,
  type Period,
  periodBefore,
  type PeriodFault,
} from "#domain/report-period.ts";
import type { NamedPeriod } from "#wire/report.ts";

import type { Ledger } from "./ledger.ts";
import type { Clock, ReportAnswer, ReportReader } from "./ports.ts";
import { reportRulesOf, type ReportRulesOptions } from "./report-rules.ts";
import { reportOf, type ReportRules } from "./report.ts";

export interface ReportsOptions extends Omit<ReportRulesOptions, "bandStarts"> {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly report: {
    /** The month in which a quarter of the contract begins, 1 to 12. */
    readonly contractMonth: number;
    /** The hours at which the bands of each table begin. */
    readonly bandTables: readonly (readonly number[])[];
  };
}

const SENTENCES: Readonly<Record<PeriodFault, string>> = {
  "unknown-date": "from and to must be dates of the calendar, as in ?from=2025-09-01&to=2025-11-30",
  "from-after-to": "from lies after to: the first date must not be later than the last",
  "too-long": "the period is longer than 400 days: ask for a part of it",
};

/** Reports over any period of whole local days, from the ledger as it is at the moment. */
export class Reports implements ReportReader {
  readonly #options: ReportsOptions;
  readonly #rules: ReportRules;

  constructor(options: ReportsOptions) {
    this.#options = options;
    this.#rules = reportRulesOf({ ...options, bandStarts: options.report.bandTables });
  }

  report(from: string, to: string): ReportAnswer {
    const { ledger, clock, calendar } = this.#options;
    const decoded = decodePeriod(from, to, calendar);
    if (!decoded.ok) return { ok: false, slug: "invalid-period", detail: SENTENCES[decoded.reason] };
    const { period } = decoded;
    const beyond = this.#beyond(period);
    if (beyond !== null) return { ok: false, slug: "no-data", detail: beyond };
    const now = clock.now();
    const pageOf = ({ start, end }: Period) => ledger.read({ from: start, to: end }, now);
    const before = periodBefore(period, calendar);
    const report = reportOf({
      rules: this.#rules,
      period,
      page: pageOf(period),
      before: { period: before, page: pageOf(before) },
      knownFrom: ledger.knownFrom(),
      finalBefore: ledger.finalBefore(now),
      now,
      calendar,
    });
    return { ok: true, report };
  }

  periods(): readonly NamedPeriod[] {
    const { ledger, clock, calendar, report } = this.#options;
    const now = clock.now();
    const knownFrom = ledger.knownFrom() ?? now;
    return namedPeriods({ knownFrom, now, contractMonth: report.contractMonth, calendar })
      .filter(({ start, end }) => ledger.knows({ from: start, to: end }))
      .map(({ kind, from, to, end }) => ({ kind, from, to, isOver: end <= now }));
  }

  /** Why nothing can be known of the period; `null`: something may be. */
  #beyond({ start, end }: Period): string | null {
    const { ledger, clock, calendar } = this.#options;
    if (start > clock.now()) return "the period has not begun";
    const knownFrom = ledger.knownFrom();
    if (knownFrom === null)
      return "nothing is known yet: no source has been in touch and no history was imported";
    if (end <= knownFrom)
      return `the period ends before the first day of which anything is known, ${calendar.dayOf(knownFrom).key}; older history can be imported`;
    if (!ledger.knows({ from: start, to: end }))
      return "nothing is known of any hour of the period; history can be imported";
    return null;
  }
}
