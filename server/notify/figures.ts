import { toldCount, toldShare } from "./small-counts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Numbers as people read them in one language and time zone. Small counts are hidden here, so no sentence can tell them. */
export interface Figures {
  /** A count of contacts, such as `24` or `<3`. */
  count(count: number): string;
  /** A number that counts no caller: a ratio, a mean, messages, operators. One decimal at most. */
  number(value: number): string;
  percent(share: number): string;
  /** `null` where the share of so few must not be told, or nothing is known. */
  share(share: number | null, of: number): string | null;
  /** `45 s`, `12 min`, `4 h`, `1 h 5 min`. */
  duration(lengthMs: number): string;
  /** `14:05`; with the day when that is not the day of the message. */
  time(atMs: number): string;
}

export function figuresOf(options: {
  readonly locale: string;
  readonly timeZone: string;
  readonly nowMs: number;
}): Figures {
  const { number, percent, time, dayAndTime, day } = formattersOf(options.locale, options.timeZone);
  const today = day.format(options.nowMs);
  const toPercent = (share: number): string => percent.format(share).replace(/\s/, " ");
  return {
    count: (count) => {
      const told = toldCount(count);
      return typeof told === "string" ? told : number.format(told);
    },
    number: (value) => number.format(value),
    percent: toPercent,
    share(share, of) {
      const told = toldShare(share, of);
      return told === null ? null : toPercent(told);
    },
    duration: durationText,
    time: (atMs) => (day.format(atMs) === today ? time : dayAndTime).format(atMs),
  };
}

type Formatters = ReturnType<typeof makeFormatters>;
/** Making them takes a hundred times as long as using them; there is one set per language and house. */
const made = new Map<string, Formatters>();

function formattersOf(locale: string, timeZone: string): Formatters {
  const name = `${locale} ${timeZone}`;
  const formatters = made.get(name) ?? makeFormatters(locale, timeZone);
  made.set(name, formatters);
  return formatters;
}

function makeFormatters(locale: string, timeZone: string) {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return {
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    percent: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
    time: new Intl.DateTimeFormat(locale, clock),
    dayAndTime: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...clock }),
    day: new Intl.DateTimeFormat("en-CA", { timeZone }),
  };
}

function durationText(lengthMs: number): string {
  if (lengthMs < 2 * MINUTE_MS) return `${Math.round(lengthMs / 1_000)} s`;
  const minutes = Math.round(lengthMs / MINUTE_MS);
  if (lengthMs < HOUR_MS) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
