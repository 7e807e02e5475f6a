import { CATALOGUE, chooseLocale, type Locale, REGION, type Words } from "../i18n/catalogue.ts";
import { REPORT_CATALOGUE, type ReportWords } from "../i18n/report-catalogue.ts";
import { createReportFormats, type ReportFormats } from "./report-formats.ts";

/** How the report speaks: its words, the page's, and numbers and dates as its readers write them. */
export interface ReportSpeech {
  readonly locale: Locale;
  readonly words: ReportWords;
  readonly pageWords: Words;
  readonly formats: ReportFormats;
}

/** The address's wish first, then the house's languages in their order. */
export function reportSpeechFor(
  wish: string | null,
  house: { readonly locales: readonly string[]; readonly timeZone: string },
): ReportSpeech {
  const locale = chooseLocale([wish, ...house.locales]);
  return {
    locale,
    words: REPORT_CATALOGUE[locale],
    pageWords: CATALOGUE[locale],
    formats: createReportFormats(REGION[locale], house.timeZone),
  };
}
