import type { KnownDay } from "#domain/known-days.ts";

import { calendarFaults, occurrenceOf } from "./calendar-checks.ts";
import { type CalendarEntry, calendarSchema } from "./calendar-schema.ts";
import { readableEntries } from "./readable-entries.ts";
import { readDataFile } from "./read-data-file.ts";

/** The house's calendar as it was written down. Which dates are public holidays it does not say. */
export interface HouseCalendar {
  readonly knownDays: readonly KnownDay[];
  /** Standard deviation / mean of a public holiday. */
  readonly holidaySpread: number;
}

/** Reads the calendar of a house. Throws `ConfigError` with every fault. */
export function loadCalendar(file: string, locales: readonly string[]): HouseCalendar {
  const { knownDays, publicHolidays } = readDataFile(file, calendarSchema, (raw) =>
    calendarFaults(readableEntries(raw), locales),
  );
  return { knownDays: knownDays.flatMap(knownDayOf), holidaySpread: publicHolidays.spread };
}

function knownDayOf(entry: CalendarEntry): readonly KnownDay[] {
  const on = occurrenceOf(entry);
  if (on === null) return [];
  const { id, label, spread } = entry;
  return [{ id, label, on, spread, blocks: entry.blocks }];
}
