/**
 * Days that are known beforehand not to be like their weekday: the house's own calendar, such
 * as 25 November, and public holidays. How often an entry's contacts came is learned by
 * `known-day-times.ts`; here is what was written down.
 */
import type { Channel } from "./contact-event.ts";

/** Local hours `from` <= hour < `to`, and how many times the ordinary they bring. */
export interface KnownBlock {
  readonly from: number;
  readonly to: number;
  /** A channel that is not named is as ordinary. */
  readonly times: Readonly<Partial<Record<Channel, number>>>;
}

/** When an entry holds. 29 February comes in leap years only. */
export type Occurrence =
  | { readonly type: "yearly"; readonly month: number; readonly day: number }
  | { readonly type: "once"; readonly date: string };

/** An entry of the house's calendar. */
export interface KnownDay {
  readonly id: string;
  /** A name in each language of the page. */
  readonly label: Readonly<Record<string, string>>;
  readonly on: Occurrence;
  /** Hours in no block are ordinary. No two blocks overlap. */
  readonly blocks: readonly KnownBlock[];
  /** Standard deviation / mean of what comes in the blocks: how unsure the entry is. */
  readonly spread: number;
}

/** What a date is, if it is not an ordinary day. */
export type SpecialDay =
  | { readonly type: "known"; readonly entry: KnownDay }
  | { readonly type: "holiday"; readonly spread: number };

export interface KnownDays {
  readonly entries: readonly KnownDay[];
  /**
   * The date with this key (`2026-11-25`). A public holiday that the calendar names too is
   * what the calendar says. `null`: an ordinary day.
   */
  on(key: string): SpecialDay | null;
}

/** `isHoliday`: whether the local day with a key is a public holiday of the house's country. */
export function createKnownDays(options: {
  readonly entries: readonly KnownDay[];
  readonly holidaySpread: number;
  readonly isHoliday: (key: string) => boolean;
}): KnownDays {
  const { entries, holidaySpread, isHoliday } = options;
  const byDate = new Map(entries.map((entry) => [dateOf(entry.on), entry]));
  return {
    entries,
    on(key) {
      const entry = byDate.get(key) ?? byDate.get(key.slice(YEAR_LENGTH));
      if (entry !== undefined) return { type: "known", entry };
      return isHoliday(key) ? { type: "holiday", spread: holidaySpread } : null;
    },
  };
}

/** Of a key such as `2026-11-25`, as much as comes before the day of every year. */
export const YEAR_LENGTH = "2026-".length;

/** `11-25` for every year, `2026-11-25` for one. */
export const dateOf = (on: Occurrence): string =>
  on.type === "once" ? on.date : `${twoDigits(on.month)}-${twoDigits(on.day)}`;

/** The key of the last date before `key` on which an entry held; `null` for one that holds once. */
export function occurrenceBefore({ on }: KnownDay, key: string): string | null {
  if (on.type === "once") return null;
  const date = dateOf(on);
  const year = Number(key.slice(0, 4));
  let last = date < key.slice(YEAR_LENGTH) ? year : year - 1;
  while (on.month === 2 && on.day === 29 && !isLeapYear(last)) last -= 1;
  return `${String(last).padStart(4, "0")}-${date}`;
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const twoDigits = (value: number): string => String(value).padStart(2, "0");
