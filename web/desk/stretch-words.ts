/** Names of stretches of time, as the clock of the house has them. */
import type { StretchSnapshot } from "#wire/history.ts";

import { REGION } from "../i18n/catalogue.ts";
import type { DeskSpeech } from "./desk-speech.ts";

const HOUR_MS = 3_600_000;

/**
 * `9–10`; the hour that the clock repeats is told apart: `2–3 di nuovo`. An hour ends an hour
 * later by name, whatever the clock does then.
 */
export function hourName(fromMs: number, { words, page }: DeskSpeech): string {
  const hour = Number(page.formats.hour(fromMs));
  const name = words.hours(String(hour), String(hour + 1));
  return isRepeated(fromMs, page) ? words.again(name) : name;
}

/** Whether the clock showed this hour an hour ago too. */
export const isRepeated = (fromMs: number, { formats }: DeskSpeech["page"]): boolean =>
  formats.hour(fromMs) === formats.hour(fromMs - HOUR_MS);

/** Arrivals by the hour's name: by the clock, for two days may not be of one length. `null`: not known. */
export const netByClock = (
  stretches: readonly StretchSnapshot[],
  speech: DeskSpeech,
): ReadonlyMap<string, number | null> =>
  new Map(stretches.map(({ fromMs, counts }) => [hourName(fromMs, speech), counts?.net ?? null]));

/** `mar 24 nov`. */
export function dayNames(timeZone: string, { page }: DeskSpeech): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(REGION[page.locale], {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return (atMs) => format.format(atMs);
}

/** `martedì 25 novembre 2025`. */
export function fullDates(timeZone: string, { page }: DeskSpeech): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(REGION[page.locale], { timeZone, dateStyle: "full" });
  return (atMs) => format.format(atMs);
}
