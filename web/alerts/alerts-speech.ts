import { ALERTS_CATALOGUE, type AlertsWords } from "../i18n/alerts-catalogue.ts";
import { REGION } from "../i18n/catalogue.ts";
import { shortLength } from "../view/lasting.ts";
import { type Speech, speechFor } from "../view/speech.ts";

/** How the page of alerts speaks: like the wall, with instants of other days too. */
export interface AlertsSpeech {
  readonly page: Speech;
  readonly words: AlertsWords;
  /** `15:20`, or of another day than today `24 nov, 15:20`. */
  readonly instant: (atMs: number, nowMs: number) => string;
  /** `alle 15:20`, `24 nov, 15:20`. */
  readonly at: (atMs: number, nowMs: number) => string;
  /** `dalle 15:20`, `dal 24 nov, 15:20`. */
  readonly from: (atMs: number, nowMs: number) => string;
  /** `12 min`, `1 h 5 min`. */
  readonly length: (lengthMs: number) => string;
}

export function alertsSpeechFor(
  wish: string | null,
  house: { readonly locales: readonly string[]; readonly timeZone: string },
): AlertsSpeech {
  const page = speechFor(wish, house);
  const words = ALERTS_CATALOGUE[page.locale];
  const { timeZone } = house;
  const day = new Intl.DateTimeFormat(REGION[page.locale], { timeZone, day: "numeric", month: "short" });
  const clock = (atMs: number): string => page.formats.clock(atMs);
  const onDay = (atMs: number): string => words.onDay(day.format(atMs), clock(atMs));
  const isToday = (atMs: number, nowMs: number): boolean =>
    Math.abs(nowMs - atMs) < 86_400_000 && day.format(atMs) === day.format(nowMs);
  return {
    page,
    words,
    instant: (atMs, nowMs) => (isToday(atMs, nowMs) ? clock(atMs) : onDay(atMs)),
    at: (atMs, nowMs) => (isToday(atMs, nowMs) ? words.at(clock(atMs)) : onDay(atMs)),
    from: (atMs, nowMs) => (isToday(atMs, nowMs) ? words.fromTime(clock(atMs)) : words.fromDay(onDay(atMs))),
    length: (lengthMs) => shortLength(lengthMs, page),
  };
}
