/** What the entries of a calendar must know of one another and of the months. */
import { type Occurrence, dateOf, YEAR_LENGTH } from "#domain/known-days.ts";

import type { CalendarEntry } from "./calendar-schema.ts";
import type { ConfigFault } from "./fault.ts";
import type { ReadableEntry } from "./readable-entries.ts";

/** Days of each month, of February in a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Every contradiction, with its place. `locales`: the languages in which each entry needs a name. */
export function calendarFaults(
  knownDays: readonly ReadableEntry[],
  locales: readonly string[],
): ConfigFault[] {
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
export function occurrenceOf({
  month,
  day,
  date,
}: Pick<CalendarEntry, "month" | "day" | "date">): Occurrence | null {
  if (date !== undefined) return month === undefined && day === undefined ? { type: "once", date } : null;
  return month === undefined || day === undefined ? null : { type: "yearly", month, day };
}

function dateFaults({ when }: ReadableEntry): ConfigFault[] {
  if (when === null) return [];
  const on = occurrenceOf(when);
  if (on === null) return [{ path: [], message: "give month and day, or date alone" }];
  if (on.type === "yearly")
    return on.day <= (MONTH_DAYS[on.month - 1] ?? 0)
      ? []
      : [{ path: ["day"], message: `month ${on.month} has ${MONTH_DAYS[on.month - 1]} days` }];
  const time = Date.parse(`${on.date}T00:00:00Z`);
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(on.date);
  return isDate ? [] : [{ path: ["date"], message: `there is no ${on.date}` }];
}

function blockFaults({ blocks }: ReadableEntry): ConfigFault[] {
  return blocks.flatMap((block, index) => {
    const earlier = blocks
      .slice(0, index)
      .find((other) => block !== null && other !== null && block.from < other.to && other.from < block.to);
    if (block === null || earlier === undefined || earlier === null) return [];
    return [
      {
        path: ["blocks", index],
        message: `${hours(block)} overlaps ${hours(earlier)}`,
      },
    ];
  });
}

const labelFaults = ({ label }: ReadableEntry, locales: readonly string[]): ConfigFault[] =>
  locales
    .filter((locale) => label !== null && label[locale] === undefined)
    .map((locale) => ({ path: ["label"], message: `add the text for ${locale}` }));

function repeatedIds(entries: readonly ReadableEntry[]): ConfigFault[] {
  return entries.flatMap(({ id }, index) =>
    id === null || entries.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: ["knownDays", index, "id"], message: `${id} is there twice` }],
  );
}

/** A date of one year is the same as its day of every year. */
function repeatedDates(entries: readonly ReadableEntry[]): ConfigFault[] {
  const dates = entries.map(({ when }) => {
    const on = when === null ? null : occurrenceOf(when);
    return on === null ? null : dateOf(on);
  });
  return dates.flatMap((date, index) => {
    const first = date === null ? -1 : dates.findIndex((other) => other !== null && isSameDay(date, other));
    const id = entries[first]?.id ?? `entry ${first + 1}`;
    return first < 0 || first === index
      ? []
      : [{ path: ["knownDays", index], message: `${id} has the same date, ${date}` }];
  });
}

const isSameDay = (one: string, other: string): boolean =>
  one.length === other.length ? one === other : one.slice(-YEAR_LENGTH) === other.slice(-YEAR_LENGTH);

const hours = ({ from, to }: { readonly from: number; readonly to: number }): string => `${from}-${to} h`;
