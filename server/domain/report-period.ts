/** Periods of whole local days, and the ones that have names. */
import type { Calendar } from "./calendar.ts";
import type { EpochMs } from "./time.ts";

/** Whole local days; both dates belong to it. */
export interface Period {
  /** `2025-09-01`. */
  readonly from: string;
  readonly to: string;
  readonly start: EpochMs;
  /** The first instant after it. */
  readonly end: EpochMs;
  readonly days: number;
}

/** A year and some weeks. What is longer would keep everybody else waiting while it is counted. */
const MOST_DAYS = 400;

export type PeriodFault = "unknown-date" | "from-after-to" | "too-long";

/** Reads two dates as `YYYY-MM-DD`. */
export function decodePeriod(
  from: string,
  to: string,
  calendar: Calendar,
): { readonly ok: true; readonly period: Period } | { readonly ok: false; readonly reason: PeriodFault } {
  const first = calendar.dayCalled(from);
  const last = calendar.dayCalled(to);
  if (first === null || last === null) return { ok: false, reason: "unknown-date" };
  if (first.start > last.start) return { ok: false, reason: "from-after-to" };
  const days = calendar.daysBetween(first.start, last.end);
  if (days > MOST_DAYS) return { ok: false, reason: "too-long" };
  return { ok: true, period: { from, to, start: first.start, end: last.end, days } };
}

/**
 * The period before: of as many whole months when this one is of whole months, so that
 * September to November follow June to August; of as many days otherwise.
 */
export function periodBefore(period: Period, calendar: Calendar): Period {
  const months = wholeMonths(period, calendar);
  const start =
    months === null
      ? calendar.daysLater(period.start, -period.days)
      : calendar.monthsLater(period.start, -months);
  return periodBetween(start, period.start, calendar);
}

/** How many months the period is exactly; `null`: it is not of whole months. */
function wholeMonths({ start, end }: Period, calendar: Calendar): number | null {
  if (calendar.monthStart(start) !== start || calendar.monthStart(end) !== end) return null;
  let months = 0;
  while (calendar.monthsLater(start, months) < end) months += 1;
  return months;
}

export const periodBetween = (start: EpochMs, end: EpochMs, calendar: Calendar): Period => ({
  from: calendar.dayOf(start).key,
  to: calendar.dayOf(calendar.daysLater(end, -1)).key,
  start,
  end,
  days: calendar.daysBetween(start, end),
});

export interface NamedPeriod extends Period {
  readonly kind: "contract-quarter" | "calendar-quarter" | "month";
}

const LENGTHS = { "contract-quarter": 3, "calendar-quarter": 3, month: 1 } as const;
const KINDS = ["contract-quarter", "calendar-quarter", "month"] as const;
const MONTHS_A_QUARTER = 3;

/**
 * Quarters of the contract (those whose first months are `contractMonth` and every third
 * from it), quarters of the calendar and months that overlap the range, newest first.
 * Where both quarters are the same, only those of the calendar.
 */
export function namedPeriods(options: {
  readonly knownFrom: EpochMs;
  readonly now: EpochMs;
  readonly contractMonth: number;
  readonly calendar: Calendar;
}): NamedPeriod[] {
  const { knownFrom, now, contractMonth, calendar } = options;
  const offset = (contractMonth - 1) % MONTHS_A_QUARTER;
  return KINDS.flatMap((kind) => {
    if (kind === "contract-quarter" && offset === 0) return [];
    const found: NamedPeriod[] = [];
    let start = calendar.monthStart(now);
    if (kind !== "month") {
      const phase = kind === "contract-quarter" ? offset : 0;
      while ((calendar.local(start).month - 1) % MONTHS_A_QUARTER !== phase)
        start = calendar.monthsLater(start, -1);
    }
    for (;;) {
      const end = calendar.monthsLater(start, LENGTHS[kind]);
      if (end <= knownFrom) return found;
      found.push({ kind, ...periodBetween(start, end, calendar) });
      start = calendar.monthsLater(start, -LENGTHS[kind]);
    }
  });
}
