import { REGION } from "../i18n/catalogue.ts";
import { DESK_CATALOGUE, type DeskWords } from "../i18n/desk-catalogue.ts";
import { type Speech, speechFor } from "../view/speech.ts";

/** How the desk speaks: like the wall, with words and exact numbers of its own. */
export interface DeskSpeech {
  readonly page: Speech;
  readonly words: DeskWords;
  /** How many times something is something else, with one decimal. */
  readonly times: (ratio: number) => string;
  /** A mean with one decimal at most. */
  readonly decimal: (value: number) => string;
  /** A mean as a whole number. */
  readonly count: (value: number) => string;
  /** A ratio 0..1 with one decimal at most, `8,7%`. */
  readonly share: (ratio: number) => string;
  /** `inglese`; the code itself when it has no name. */
  readonly languageName: (code: string) => string;
}

export function deskSpeechFor(
  wish: string | null,
  house: { readonly locales: readonly string[]; readonly timeZone: string },
): DeskSpeech {
  const page = speechFor(wish, house);
  const region = REGION[page.locale];
  const decimal = new Intl.NumberFormat(region, { maximumFractionDigits: 1 });
  const times = new Intl.NumberFormat(region, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(region, { style: "percent", maximumFractionDigits: 1 });
  const languages = new Intl.DisplayNames(region, { type: "language" });
  return {
    page,
    words: DESK_CATALOGUE[page.locale],
    times: (ratio) => times.format(ratio),
    decimal: (value) => decimal.format(value),
    count: (value) => page.formats.integer(Math.round(value)),
    share: (ratio) => share.format(ratio),
    languageName: (code) => languages.of(code) ?? code,
  };
}
