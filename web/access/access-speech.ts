import { ACCESS_CATALOGUE, type AccessWords } from "../i18n/access-catalogue.ts";
import { REGION } from "../i18n/catalogue.ts";
import { type Speech, speechFor } from "../view/speech.ts";

/** How the place of screens speaks. */
export interface AccessSpeech {
  readonly page: Speech;
  readonly words: AccessWords;
  /** `24 nov, 15:20`. */
  readonly instant: (atMs: number) => string;
}

export function accessSpeechFor(
  wish: string | null,
  house: { readonly locales: readonly string[]; readonly timeZone: string },
): AccessSpeech {
  const page = speechFor(wish, house);
  const format = new Intl.DateTimeFormat(REGION[page.locale], {
    timeZone: house.timeZone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return { page, words: ACCESS_CATALOGUE[page.locale], instant: (atMs) => format.format(atMs) };
}
