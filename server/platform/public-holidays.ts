import { createRequire } from "node:module";

import type Holidays from "date-holidays";

/** One local day that is a public holiday by law. */
export interface PublicHoliday {
  /** `2026-12-25`. */
  readonly day: string;
  /** By locale, such as `it`; the country's own name of it where a locale has none. */
  readonly names: Readonly<Record<string, string>>;
}

export interface PublicHolidays {
  /** In order of time. */
  of(year: number): readonly PublicHoliday[];
  /** Whether a local day (`2026-12-25`) is one. */
  isHoliday(day: string): boolean;
}

const NOON_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * The public holidays of a country, and of a region of it where one is named, as the package
 * `date-holidays` knows them; the configuration has checked that it knows both. Bank and
 * school holidays and other observances are left out. A holiday that begins in the evening
 * is the day after; half a day in the afternoon is none.
 */
export function openPublicHolidays(options: {
  /** ISO 3166-1, such as `IT`. Without it there are no holidays. */
  readonly country?: string | undefined;
  /** ISO 3166-2 without the country, such as `32` for South Tyrol. */
  readonly region?: string | undefined;
  readonly locales: readonly string[];
}): PublicHolidays {
  const { country, region, locales } = options;
  if (country === undefined) return { of: () => [], isHoliday: () => false };
  const book = bookOf(country, region);
  const years = new Map<number, readonly PublicHoliday[]>();
  const days = new Set<string>();
  // A year takes a few milliseconds to work out, and only a handful of them are ever asked for.
  const of = (year: number): readonly PublicHoliday[] => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const found = holidaysOf(book, year, locales);
    years.set(year, found);
    for (const { day } of found) days.add(day);
    return found;
  };
  return {
    of,
    isHoliday(day) {
      of(Number(day.slice(0, 4)));
      return days.has(day);
    },
  };
}

/** Loading the package takes 0.1 s and 30 MB, which a house without a country is spared. */
function bookOf(country: string, region: string | undefined): Holidays {
  const Book: typeof Holidays = createRequire(import.meta.url)("date-holidays");
  const options = { types: ["public" as const] };
  return region === undefined ? new Book(country, options) : new Book(country, region, options);
}

function holidaysOf(book: Holidays, year: number, locales: readonly string[]): PublicHoliday[] {
  const names = new Map<string, Record<string, string>>();
  for (const locale of locales)
    // One that begins in the last evening of a year is the first day of the next.
    for (const holiday of [...book.getHolidays(year - 1, locale), ...book.getHolidays(year, locale)])
      for (const day of daysOf(holiday))
        if (day.startsWith(`${year}-`)) names.set(day, { [locale]: holiday.name, ...names.get(day) });
  return [...names]
    .map(([day, byLocale]) => ({ day, names: byLocale }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The local days whose noon lies in a holiday. `date` is when it begins by the clock of the country. */
function daysOf({
  date,
  start,
  end,
}: {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
}): string[] {
  const from = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
  const to = from + (end.getTime() - start.getTime());
  const days: string[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day + NOON_MS < to; day += DAY_MS)
    if (day + NOON_MS >= from) days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
