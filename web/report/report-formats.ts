/**
 * Numbers, shares, dates and lengths of time as the report prints them. `null` is a
 * dash, never a zero. Dates are the house's own (`2025-11-25`), so no zone shifts them.
 */
import { DASH } from "../format/formats.ts";

export interface ReportFormats {
  readonly integer: (value: number) => string;
  /** A mean with one decimal. */
  readonly decimal: (value: number | null) => string;
  /** A ratio 0..1 with one decimal, `16,6%`; a whole is `100%`. */
  readonly percent: (ratio: number | null) => string;
  /** A relative change with its sign, `+5,3%`. */
  readonly change: (ratio: number | null) => string;
  /** `martedì 25 novembre 2025`. */
  readonly fullDate: (date: string) => string;
  /** `1 settembre – 30 novembre 2025`. */
  readonly dates: (from: string, to: string) => string;
  /** The same without the year. */
  readonly shortDates: (from: string, to: string) => string;
  /** `settembre–novembre 2025`, for periods of whole months. */
  readonly months: (from: string, to: string) => string;
  /** `2 dicembre 2025, 10:42`, in the house's zone. */
  readonly instant: (atMs: number) => string;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly weekdaysLong: readonly string[];
  /** `inglese`; the code itself when it has no name. */
  readonly language: (code: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** Any Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
/** As wide as a plus. */
const MINUS = "\u2212";

export function createReportFormats(locale: string, timeZone: string): ReportFormats {
  const integer = new Intl.NumberFormat(locale, { useGrouping: "always" });
  const decimal = new Intl.NumberFormat(locale, { useGrouping: "always", ...digits(1) });
  const percent = new Intl.NumberFormat(locale, { style: "percent", ...digits(1) });
  const whole = new Intl.NumberFormat(locale, { style: "percent" });
  const change = new Intl.NumberFormat(locale, {
    style: "percent",
    signDisplay: "exceptZero",
    ...digits(1),
  });
  const fullDate = dayFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const dates = dayFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  const shortDates = dayFormat(locale, { day: "numeric", month: "long" });
  const months = dayFormat(locale, { month: "long", year: "numeric" });
  const instant = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  const list = new Intl.ListFormat(locale);
  return {
    integer: (value) => integer.format(value),
    decimal: (value) => (value === null ? DASH : decimal.format(value)),
    percent: (ratio) => (ratio === null ? DASH : (ratio === 1 ? whole : percent).format(ratio)),
    change: (ratio) => (ratio === null ? DASH : change.format(ratio).replace("-", MINUS)),
    fullDate: (date) => fullDate.format(instantOf(date)),
    dates: (from, to) => rangeText(dates, from, to),
    shortDates: (from, to) => rangeText(shortDates, from, to),
    months: (from, to) => rangeText(months, from, to),
    instant: (atMs) => instant.format(atMs),
    weekdays: weekdayNames(locale, "short"),
    weekdaysLong: weekdayNames(locale, "long"),
    language: (code) => languages.of(code) ?? code,
    list: (items) => list.format(items),
  };
}

const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });

const dayFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });

const instantOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/**
 * Some engines write `01 settembre` in ranges: days lose their leading zero. What is no
 * date, or not in order, is shown as it was given: whether it may be is not decided here.
 */
function rangeText(format: Intl.DateTimeFormat, from: string, to: string): string {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (!(start <= end)) return `${from} – ${to}`;
  return format
    .formatRangeToParts(start, end)
    .map(({ type, value }) => (type === "day" ? String(Number(value)) : value))
    .join("");
}

function weekdayNames(locale: string, length: "short" | "long"): readonly string[] {
  const format = dayFormat(locale, { weekday: length });
  return Array.from({ length: 7 }, (_, day) => capitalised(format.format(MONDAY_MS + day * DAY_MS), locale));
}

const capitalised = (text: string, locale: string): string =>
  text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
