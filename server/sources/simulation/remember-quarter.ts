import type { Calendar } from "#domain/calendar.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { History } from "#domain/history.ts";
import { type EpochMs, epochMs, hours, later } from "#domain/time.ts";
import type { LedgerStore } from "#engine/ports.ts";

import type { Quarter } from "./quarter/plan-quarter.ts";

/**
 * What a simulated house remembers: the days of the quarter before `today`, the local
 * midnight at which its live days begin. They enter the ledger as imported history does.
 */
export function rememberQuarter(options: {
  readonly source: SourceId;
  readonly quarter: Quarter;
  readonly calendar: Calendar;
  readonly today: EpochMs;
  readonly store: LedgerStore;
}): void {
  const { source, calendar, today, store } = options;
  const { from, to, eventsOf } = options.quarter;
  const end = epochMs(Math.min(to, today));
  const covered: EpochMs[] = [];
  for (let hour = from; hour < end; hour = later(hour, hours(1))) covered.push(hour);
  if (covered.length === 0) return;
  const history = new History({ source, calendar, until: later(to, hours(48)) });
  for (let day = calendar.dayOf(from); day.start < end; day = calendar.dayOf(day.end))
    for (const event of eventsOf(day)) history.add(event);
  const told = history.finish();
  const cells = told?.cells.filter(({ hour }) => hour < end) ?? [];
  store.importHours({ source, hours: covered, cells });
}
