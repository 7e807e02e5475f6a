/** Arrivals by the clock of the house: weekday, hour, band of hours. */
import type { Calendar } from "./calendar.ts";
import { isFate } from "./ledger-tally.ts";
import type { LedgerCell } from "./ledger-cell.ts";

export const WEEKDAYS = 7;
const HOURS = 24;

/** Arrivals by weekday (Monday first) and hour of the local clock. */
export type WeekTable = readonly (readonly number[])[];

/** Hours from `fromHour` up to, not including, `toHour`; past midnight where `toHour` is not greater. */
export interface HourBand {
  readonly fromHour: number;
  readonly toHour: number;
}

/**
 * All contacts of the cells, blacklisted ones too, by the local hour in which they
 * arrived. An hour that the clock repeats counts twice in its row, one that it skips
 * not at all.
 */
export function weekTableOf(cells: Iterable<LedgerCell>, calendar: Calendar): WeekTable {
  const table = Array.from({ length: WEEKDAYS }, () => Array.from({ length: HOURS }, () => 0));
  const locals = new Map<number, readonly [weekday: number, hour: number]>();
  for (const { hour, outcome, count } of cells) {
    if (!isFate(outcome)) continue;
    let place = locals.get(hour);
    if (place === undefined) {
      const local = calendar.local(hour);
      locals.set(hour, (place = [local.weekday - 1, local.hour]));
    }
    const row = table[place[0]];
    if (row !== undefined) row[place[1]] = (row[place[1]] ?? 0) + count;
  }
  return table;
}

/**
 * The bands that begin at these hours, around the clock: 6, 12, 18, 0 are 6-12, 12-18,
 * 18-24 and 0-6. An end at midnight is told as 24.
 */
export const bandsStartingAt = (starts: readonly number[]): readonly HourBand[] =>
  starts.map((fromHour, index) => {
    const next = starts[(index + 1) % starts.length] ?? fromHour;
    return { fromHour, toHour: next === 0 ? HOURS : next };
  });

/** Arrivals of one band for each weekday. A band that goes past midnight takes both its ends from the same weekday. */
export const bandRow = (table: WeekTable, band: HourBand): readonly number[] =>
  table.map((hours) => hours.reduce((sum, count, hour) => sum + (isInBand(hour, band) ? count : 0), 0));

function isInBand(hour: number, { fromHour, toHour }: HourBand): boolean {
  if (fromHour < toHour) return hour >= fromHour && hour < toHour;
  return hour >= fromHour || hour < toHour;
}
