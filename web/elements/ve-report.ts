import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { House } from "#wire/house.ts";
import type { Report } from "#wire/report.ts";

import { ReportLoader } from "../controllers/report-loader.ts";
import { notesOf } from "../report/notes.ts";
import { addressOf, type ChosenPeriod, periodOfAddress } from "../report/period-choice.ts";
import { reportDocument } from "../report/report-document.ts";
import { type ReportSpeech, reportSpeechFor } from "../report/report-speech.ts";
import { summaryOf } from "../report/summary.ts";
import { control } from "../styles/control.ts";
import { reportChart } from "../styles/report-chart.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { deskPlaces } from "./desk-places.ts";
import { reportHead } from "./report-head.ts";
import { figuresTemplate, sectionTemplate } from "./report-section.ts";
import { exportTools, languageLinks } from "./report-tools.ts";
import "./ve-period-chooser.ts";

/** Until the house is known: the browser's languages, and a time zone that shows nowhere. */
const BEFORE_HOUSE = {
  locales: navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  timeZone: "UTC",
};

/** The report of a period: follows the address, owns what is loaded, and sets it in words. */
@customElement("ve-report")
export class VeReport extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;

  static override styles = [base, control, reportTable, reportChart, reportPage];

  readonly #loader = new ReportLoader(this, (period) =>
    history.replaceState(null, "", addressOf(period, this.languageWish)),
  );
  #speech = reportSpeechFor(null, BEFORE_HOUSE);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#followAddress);
    this.#followAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#followAddress);
  }

  protected override willUpdate(): void {
    const { house, state } = this.#loader;
    this.#speech = reportSpeechFor(this.languageWish, house ?? BEFORE_HOUSE);
    document.documentElement.lang = this.#speech.locale;
    if (house && state.status === "loaded") nameDocument(house, state.report, this.#speech);
  }

  protected override render() {
    const { house, state, period, periods } = this.#loader;
    const speech = this.#speech;
    const report = state.status === "loaded" ? state.report : null;
    return html`<header>
        ${house ? reportHead({ house, period, report }, speech) : html`<h1>${speech.words.title}</h1>`}
        ${
          house
            ? html`<div class="tools screen">
                ${deskPlaces(
                  {
                    today: speech.words.today,
                    alerts: speech.words.alerts,
                    report: speech.words.title,
                    label: speech.words.places,
                    languageWish: this.languageWish,
                  },
                  "report",
                )}
                <ve-period-chooser
                  .periods=${periods}
                  .period=${period}
                  .speech=${speech}
                  @ve-period-chosen=${this.#onChosen}
                ></ve-period-chooser>
                ${
                  period
                    ? html`<div class="row">
                        ${report ? exportTools(period, speech) : nothing}
                        ${languageLinks(house, period, speech)}
                      </div>`
                    : nothing
                }
              </div>`
            : nothing
        }
      </header>
      <main>
        <div class="told" role="status">${this.#told()}</div>
        ${house && report ? this.#document(report, house) : nothing}
      </main>`;
  }

  #document(report: Report, house: House) {
    const { words } = this.#speech;
    const notes = notesOf(report, this.#speech);
    return html`${
        notes.length === 0
          ? nothing
          : html`<section class="notes" aria-labelledby="notes">
              <h2 id="notes">${words.notes}</h2>
              ${notes.map((note) => html`<p>${note}</p>`)}
            </section>`
      }
      <section class="summary" aria-labelledby="summary">
        <h2 id="summary" class="unseen">${words.summary}</h2>
        ${figuresTemplate(summaryOf(report, this.#speech))}
      </section>
      ${reportDocument(report, house, this.#speech).map(sectionTemplate)}`;
  }

  /** How the loading stands; a report that is there is told only to those who cannot see it. */
  #told() {
    const { state } = this.#loader;
    const { words, formats } = this.#speech;
    switch (state.status) {
      case "loading":
        return html`<p>${words.loading}</p>`;
      case "unchosen":
        return html`<p>${words.nothingToChoose}</p>`;
      case "unreachable":
        return html`<div class="refusal">
          <strong>${words.unreachable}</strong>
          <button @click=${this.#followAddress}>${words.tryAgain}</button>
        </div>`;
      case "refused":
        return html`<div class="refusal">
          <strong>${words.refused}</strong>
          <p class="detail">${refusalText(state.problem, words)}</p>
        </div>`;
      case "loaded": {
        const { from, to } = state.report.period;
        return html`<p class="unseen">${words.loaded(formats.dates(from, to))}</p>`;
      }
    }
  }

  readonly #followAddress = (): void =>
    void this.#loader.open(periodOfAddress(new URLSearchParams(location.search)));

  readonly #onChosen = ({ detail }: CustomEvent<ChosenPeriod>): void => {
    history.pushState(null, "", addressOf(detail, this.languageWish));
    this.#followAddress();
  };
}

/** Why a report cannot be shown, by the type of the problem that the server answers with. */
function refusalText(problem: string, words: ReportSpeech["words"]): string {
  switch (problem) {
    case "urn:vedetta:invalid-period":
      return words.refusedPeriod;
    case "urn:vedetta:no-data":
      return words.refusedUnknown;
    default:
      return words.refusedForNow;
  }
}

/** The document's title names a printed file; the page's margins on paper repeat what is read and whether it is invented. */
function nameDocument(house: House, report: Report, { words, pageWords, formats }: ReportSpeech): void {
  const title = words.documentTitle(house.name, formats.dates(report.period.from, report.period.to));
  document.title = title;
  const { style } = document.documentElement;
  style.setProperty("--ve-print-head", JSON.stringify(title));
  const mark = report.simulated ? `${pageWords.simulation} · ${pageWords.simulationMeans}` : "";
  style.setProperty("--ve-print-mark", JSON.stringify(mark));
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-report": VeReport;
  }
}
