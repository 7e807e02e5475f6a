import { html } from "lit";

import type { ChosenPeriod } from "../report/period-choice.ts";
import type { ReportSpeech } from "../report/report-speech.ts";

/** Print, and the same figures as files. */
export function exportTools({ from, to }: ChosenPeriod, { words }: ReportSpeech) {
  const query = new URLSearchParams({ from, to }).toString();
  return html`<button class="primary" @click=${() => print()}>${words.print}</button>
    <a class="button" href="/api/v1/report.csv?${query}" download>${words.csv}</a>
    <a class="button" href="/api/v1/report.json?${query}" download>${words.json}</a>`;
}
