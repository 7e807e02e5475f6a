import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { House } from "#wire/house.ts";
import type { Report } from "#wire/report.ts";

import { ReportLoader } from "../controllers/report-loader.ts";
import type { Desk } from "../desk/desk.ts";
import { placeAt, type PlaceElement } from "../desk/places.ts";
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
import { unseen } from "../styles/unseen.ts";
import { nameDocument } from "./name-document.ts";
import { reportHead } from "./report-head.ts";
import { figuresList } from "./figures-list.ts";
import { sectionTemplate } from "./report-section.ts";
import { exportTools } from "./report-tools.ts";
import "./ve-period-chooser.ts";

/** The report of a period: follows the address, owns what is loaded, and sets it in words. */
@customElement("ve-report")
export class VeReport extends LitElement implements PlaceElement {
  /** A report has a thousand cells, and what ticks on the desk is not among them. */
  @property({ attribute: false, hasChanged: (now?: Desk, before?: Desk) => now?.speech !== before?.speech })
  desk!: Desk;

  static override styles = [base, unseen, control, reportTable, reportChart, reportPage];

  readonly #loader = new ReportLoader(this, (period) =>
    history.replaceState(null, "", addressOf(period, this.desk.languageWish)),
  );
  #speech!: ReportSpeech;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#followAddress);
    this.#followAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#followAddress);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { house, languageWish } = this.desk;
    if (changed.has("desk")) this.#speech = reportSpeechFor(languageWish, house);
    const { state } = this.#loader;
    if (state.status !== "loaded") return;
    const { period, simulated } = state.report;
    const { words, pageWords, formats } = this.#speech;
    const title = words.documentTitle(house.name, formats.dates(period.from, period.to));
    nameDocument(title, { simulated }, { words: pageWords });
  }

  protected override render() {
    const { house } = this.desk;
    const { state, period, periods } = this.#loader;
    const speech = this.#speech;
    const report = state.status === "loaded" ? state.report : null;
    return html`<div class="head">
        ${reportHead({ house, period, report }, speech)}
        <div class="tools screen">
          <ve-period-chooser
            .periods=${periods}
            .period=${period}
            .speech=${speech}
            @ve-period-chosen=${this.#onChosen}
          ></ve-period-chooser>
          ${period && report ? html`<div class="row">${exportTools(period, speech)}</div>` : nothing}
        </div>
      </div>
      <div class="told" role="status">${this.#told()}</div>
      ${report ? this.#document(report, house) : nothing}`;
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
        ${figuresList(summaryOf(report, house, this.#speech), { level: "live" }, this.desk.speech)}
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

  /** The way back may lead to another place of the desk. */
  readonly #followAddress = (): void => {
    if (placeAt(location.pathname)?.id !== "report") return;
    void this.#loader.open(periodOfAddress(new URLSearchParams(location.search)));
  };

  readonly #onChosen = ({ detail }: CustomEvent<ChosenPeriod>): void => {
    history.pushState(null, "", addressOf(detail, this.desk.languageWish));
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

declare global {
  interface HTMLElementTagNameMap {
    "ve-report": VeReport;
  }
}
