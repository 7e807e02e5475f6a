import type { Speech } from "./speech.ts";

/** Six days: of a longer time the weekday alone would be read as the last one of its name. */
const WEEKDAYS_MS = 6 * 24 * 3_600_000;

/** A time of the past: `10:15` of today, `10:15 di martedì` of another day, with its date when it is long ago. */
export function momentText(atMs: number, nowMs: number, { words, formats }: Speech): string {
  const time = formats.clock(atMs);
  if (formats.date(atMs) === formats.date(nowMs)) return time;
  return words.timeOf(time, nowMs - atMs < WEEKDAYS_MS ? formats.weekday(atMs) : formats.date(atMs));
}
