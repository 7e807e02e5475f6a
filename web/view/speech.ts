import { CATALOGUE, chooseLocale, type Locale, REGION, type Words } from "../i18n/catalogue.ts";
import { createFormats, type Formats } from "../format/formats.ts";

/** How the page speaks: its words, and numbers and times as its readers write them. */
export interface Speech {
  readonly locale: Locale;
  readonly words: Words;
  readonly formats: Formats;
}

/** The address's wish first, then the house's languages in their order. */
export function speechFor(
  wish: string | null,
  house: { readonly locales: readonly string[]; readonly timeZone: string },
): Speech {
  const locale = chooseLocale([wish, ...house.locales]);
  return { locale, words: CATALOGUE[locale], formats: createFormats(REGION[locale], house.timeZone) };
}
