/** What the entries of a calendar must know of one another and of the months. */
import { type Occurrence, dateOf } from "#domain/known-days.ts";

import type { CalendarEntry, CalendarFile } from "./calendar-schema.ts";
import type { ConfigFault } from "./fault.ts";

/** Days of each month, of February in a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const YEAR_LENGTH = "2026-".length;

/** Every contradiction, with its place. `locales`: the languages in which each entry needs a name. */
export function calendarFaults({ knownDays }: CalendarFile, locales: readonly string[]): ConfigFault[] {
  const own = knownDays.flatMap((entry, index) =>
    [...dateFaults(entry), ...blockFaults(entry), ...labelFaults(entry, locales)].map(
      ({ path, message }) => ({
        path: ["knownDays", index, ...path],
        message,
      }),
    ),
  );
  return [...own, ...repeatedIds(knownDays), ...repeatedDates(knownDays)];
}

/** When an entry holds; `null`: it does not say, or says it twice. */
export function occurrenceOf({ month, day, date }: CalendarEntry): Occurrence | null {
  if (date !== undefined) return month === undefined && day === undefined ? { type: "once", date } : null;
  return month === undefined || day === undefined ? null : { type: "yearly", month, day };
}

function dateFaults(entry: CalendarEntry): ConfigFault[] {
  const on = occurrenceOf(entry);
  if (on === null) return [{ path: [], message: "give month and day, or date alone" }];
  if (on.type === "yearly")
    return on.day <= (MONTH_DAYS[on.month - 1] ?? 0)
      ? []
      : [{ path: ["day"], message: `month ${on.month} has ${MONTH_DAYS[on.month - 1]} days` }];
  const time = Date.parse(`${on.date}T00:00:00Z`);
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(on.date);
  return isDate ? [] : [{ path: ["date"], message: `there is no ${on.date}` }];
}

function blockFaults({ blocks }: CalendarEntry): ConfigFault[] {
  return blocks.flatMap((block, index) => {
    const earlier = blocks.slice(0, index).find(({ from, to }) => block.from < to && from < block.to);
    if (earlier === undefined) return [];
    return [
      {
        path: ["blocks", index],
        message: `${hours(block)} overlaps ${hours(earlier)}`,
      },
    ];
  });
}

const labelFaults = ({ label }: CalendarEntry, locales: readonly string[]): ConfigFault[] =>
  locales
    .filter((locale) => label[locale] === undefined)
    .map((locale) => ({ path: ["label"], message: `add the text for ${locale}` }));

function repeatedIds(entries: readonly CalendarEntry[]): ConfigFault[] {
  return entries.flatMap(({ id }, index) =>
    entries.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: ["knownDays", index, "id"], message: `${id} is there twice` }],
  );
}

/** A date of one year is the same as its day of every year. */
function repeatedDates(entries: readonly CalendarEntry[]): ConfigFault[] {
  const dates = entries.map((entry) => {
    const on = occurrenceOf(entry);
    return on === null ? null : dateOf(on);
  });
  return dates.flatMap((date, index) => {
    const first = date === null ? -1 : dates.findIndex((other) => other !== null && isSameDay(date, other));
    const { id } = entries[first] ?? {};
    return first < 0 || first === index
      ? []
      : [{ path: ["knownDays", index], message: `${id} has the same date, ${date}` }];
  });
}

const isSameDay = (one: string, other: string): boolean =>
  one.length === other.length ? one === other : one.slice(-YEAR_LENGTH) === other.slice(-YEAR_LENGTH);

const hours = ({ from, to }: { readonly from: number; readonly to: number }): string => `${from}-${to} h`;
