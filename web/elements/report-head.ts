import { html, nothing } from "lit";

import type { House } from "#wire/house.ts";
import type { Report } from "#wire/report.ts";

import type { ChosenPeriod } from "../report/period-choice.ts";
import type { ReportSpeech } from "../report/report-speech.ts";
import { informationIcon } from "./icons.ts";

/** The title: whose report, of which days, of what age. Printed as it stands. */
export function reportHead(
  { house, period, report }: { house: House; period: ChosenPeriod | null; report: Report | null },
  speech: ReportSpeech,
) {
  const { words, pageWords, formats } = speech;
  return html`<h1>
      ${words.title} ${period ? html`<span>${formats.dates(period.from, period.to)}</span>` : nothing}
    </h1>
    ${report ? html`<p class="meta">${ageText(report, speech)}</p>` : nothing}
    ${
      // The desk says it of a house; a report may be of invented days in a real one.
      report?.simulated === true && !house.simulated
        ? html`<p class="simulated">
            ${informationIcon} ${pageWords.simulation} · ${pageWords.simulationMeans}
          </p>`
        : nothing
    }`;
}

function ageText({ period, asOfMs, timeZone }: Report, { words, formats }: ReportSpeech): string {
  const days = period.days === 1 ? words.dayOne : words.days(formats.integer(period.days));
  return [days, words.updated(formats.instant(asOfMs)), words.zone(timeZone)].join(" · ");
}
