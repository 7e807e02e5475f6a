import { html, nothing } from "lit";

import type { House } from "#wire/house.ts";

import { isLocale } from "../i18n/catalogue.ts";
import { addressOf, type ChosenPeriod } from "../report/period-choice.ts";
import type { ReportSpeech } from "../report/report-speech.ts";

/** Print, and the same figures as files. */
export function exportTools({ from, to }: ChosenPeriod, { words }: ReportSpeech) {
  const query = new URLSearchParams({ from, to }).toString();
  return html`<button class="primary" @click=${() => print()}>${words.print}</button>
    <a class="button" href="/api/v1/report.csv?${query}" download>${words.csv}</a>
    <a class="button" href="/api/v1/report?${query}" download="report-${from}-${to}.json">${words.json}</a>`;
}

/** The page in the other languages of the house that it speaks; nothing when there is only one. */
export function languageLinks(house: House, period: ChosenPeriod, { words, locale }: ReportSpeech) {
  const offered = house.locales.filter(isLocale);
  if (offered.length < 2) return nothing;
  return html`<nav aria-label=${words.language}>
    ${offered.map(
      (tag) =>
        html`<a
          href=${addressOf(period, tag)}
          lang=${tag}
          hreflang=${tag}
          aria-current=${tag === locale ? "true" : nothing}
          >${new Intl.DisplayNames(tag, { type: "language" }).of(tag)}</a
        >`,
    )}
  </nav>`;
}
