import type { Calendar, LocalDay } from "./calendar.ts";
import { isFate } from "./ledger-tally.ts";
import type { LedgerCell } from "./ledger-cell.ts";
import { type EpochMs, epochMs } from "./time.ts";

const HOUR_MS = 3_600_000;

export type DayState = "ahead" | "open" | "provisional" | "closed";

export interface ReportDay {
  readonly date: string;
  /** `null`: nothing is known of any hour of it. */
  readonly arrived: number | null;
  readonly net: number | null;
  readonly hours: number;
  readonly knownHours: number;
  readonly state: DayState;
}

/**
 * Each day of a range of local days, with what arrived on it. `knownHours` are the
 * hours of which anything is known of the channel; from `finalBefore` on counts may
 * still change.
 */
export function reportDays(options: {
  readonly cells: Iterable<LedgerCell>;
  readonly knownHours: ReadonlySet<EpochMs>;
  readonly range: { readonly from: EpochMs; readonly to: EpochMs };
  readonly now: EpochMs;
  readonly finalBefore: EpochMs;
  readonly calendar: Calendar;
}): ReportDay[] {
  const { cells, knownHours, range, calendar } = options;
  const byHour = new Map<EpochMs, { arrived: number; net: number }>();
  for (const { hour, outcome, count } of cells) {
    if (!isFate(outcome)) continue;
    const sums = byHour.get(hour) ?? { arrived: 0, net: 0 };
    byHour.set(hour, sums);
    sums.arrived += count;
    if (outcome !== "blacklisted") sums.net += count;
  }
  const days: ReportDay[] = [];
  for (let at = range.from; at < range.to;) {
    const day = calendar.dayOf(at);
    let [arrived, net, hours, known] = [0, 0, 0, 0];
    for (let hour: number = day.start; hour < day.end; hour += HOUR_MS) {
      const sums = byHour.get(epochMs(hour));
      arrived += sums?.arrived ?? 0;
      net += sums?.net ?? 0;
      hours += 1;
      if (knownHours.has(epochMs(hour))) known += 1;
    }
    const counts = known === 0 ? { arrived: null, net: null } : { arrived, net };
    days.push({ date: day.key, ...counts, hours, knownHours: known, state: stateOf(day, options) });
    at = day.end;
  }
  return days;
}

function stateOf(
  { start, end }: LocalDay,
  { now, finalBefore }: { readonly now: EpochMs; readonly finalBefore: EpochMs },
): DayState {
  if (start > now) return "ahead";
  if (end > now) return "open";
  return end > finalBefore ? "provisional" : "closed";
}

/** Means over the days that are over and known whole: a day of which a part is missing would lower them. */
export function dailyMeanOf(days: readonly ReportDay[]): {
  readonly days: number;
  readonly arrived: number | null;
  readonly net: number | null;
} {
  const counted = days.filter(({ state, hours, knownHours }) => isOver(state) && knownHours === hours);
  const mean = (of: (day: ReportDay) => number | null): number | null =>
    counted.length === 0 ? null : counted.reduce((sum, day) => sum + (of(day) ?? 0), 0) / counted.length;
  return { days: counted.length, arrived: mean((day) => day.arrived), net: mean((day) => day.net) };
}

/** The day with the most net arrivals, the first of equals; `null`: none arrived. */
export function peakDayOf(
  days: readonly ReportDay[],
): { readonly date: string; readonly net: number } | null {
  let peak: { readonly date: string; readonly net: number } | null = null;
  for (const { date, net } of days) if (net !== null && net > (peak?.net ?? 0)) peak = { date, net };
  return peak;
}

const isOver = (state: DayState): boolean => state === "provisional" || state === "closed";
