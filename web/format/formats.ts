/** Numbers, dates and times as a locale writes them, in the house's time zone. `null` is a dash, never a zero. */
export interface Formats {
  readonly integer: (value: number) => string;
  /** How many times something is something else, to one digit: `2,1`. */
  readonly times: (value: number) => string;
  /** A ratio 0..1 as whole percent digits without the sign: `0.86` is `86`. */
  readonly percentDigits: (ratio: number | null) => string;
  /** The same with its sign, spaced as the locale does. */
  readonly percent: (ratio: number | null) => string;
  /** `10:42`. */
  readonly clock: (atMs: number) => string;
  /** `10:42:07`. */
  readonly clockSeconds: (atMs: number) => string;
  /** `mercoledì 25 novembre`. */
  readonly date: (atMs: number) => string;
  /** `mercoledì`. */
  readonly weekday: (atMs: number) => string;
  /** The hour of the day that has begun: `10`. */
  readonly hour: (atMs: number) => string;
  /** Minutes of the clock since midnight: 642 at `10:42`. */
  readonly minuteOfDay: (atMs: number) => number;
  readonly list: (items: readonly string[]) => string;
}

/** Shown where nothing is known. */
export const DASH = "—";

export function createFormats(locale: string, timeZone: string): Formats {
  const time = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const integer = new Intl.NumberFormat(locale);
  const times = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(locale, time);
  const clockSeconds = new Intl.DateTimeFormat(locale, { ...time, second: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { timeZone, weekday: "long", day: "numeric", month: "long" });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: "long" });
  const hour = new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
  const minuteOfDay = new Intl.DateTimeFormat("en", time);
  const list = new Intl.ListFormat(locale);
  return {
    integer: (value) => integer.format(value),
    times: (value) => times.format(value),
    percentDigits: (ratio) => (ratio === null ? DASH : integer.format(Math.round(ratio * 100))),
    percent: (ratio) => (ratio === null ? DASH : percent.format(ratio)),
    clock: (atMs) => clock.format(atMs),
    clockSeconds: (atMs) => clockSeconds.format(atMs),
    date: (atMs) => date.format(atMs),
    weekday: (atMs) => weekday.format(atMs),
    hour: (atMs) => String(Number(hour.format(atMs))),
    minuteOfDay: (atMs) => {
      const [hours = 0, minutes = 0] = minuteOfDay.format(atMs).split(":").map(Number);
      return hours * 60 + minutes;
    },
    list: (items) => list.format(items),
  };
}
