import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Formula } from "#wire/figures.ts";
import { type History, HISTORY_WINDOWS, type HistoryChannel, type HistoryWindow } from "#wire/history.ts";

import { PolledAnswer } from "../controllers/polled-answer.ts";
import { cameText } from "../desk/came-text.ts";
import type { Desk } from "../desk/desk.ts";
import { daysOf, historyTicks, outcomePlot, totalOf } from "../desk/history-plot.ts";
import { explainTable } from "../desk/table-explanation.ts";
import { heatOf, hoursByDay, outcomeTable } from "../desk/history-tables.ts";
import type { PlaceElement } from "../desk/places.ts";
import { dayNames, hourName } from "../desk/stretch-words.ts";
import { KeptPlots } from "../desk/kept-plots.ts";
import type { TableView } from "../report/document.ts";
import { control } from "../styles/control.ts";
import { historyPage } from "../styles/history-page.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportChart } from "../styles/report-chart.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { chatIcon, phoneIcon } from "./icons.ts";
import { folded } from "./folded.ts";
import { nameDocument } from "./name-document.ts";
import { outcomeKey, plotFigure } from "./plot-figure.ts";
import { captionTemplate, reportTableTemplate } from "./report-table.ts";
import "./ve-heat-table.ts";

/** An hour that has just begun is soon another. */
const EVERY_MS = 60_000;

/** What came lately and what became of it: a day, a week or a quarter, with the week as it is on average. */
@customElement("ve-history")
export class VeHistory extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;

  static override styles = [base, control, reportTable, reportChart, reportPage, historyPage, placeHead];

  readonly #history = new PolledAnswer<History>(this, EVERY_MS, ({ channels }) => channels);
  readonly #plots = new KeptPlots();
  #reconnections = 0;

  protected override willUpdate(): void {
    this.#history.open(`/api/v1/history?window=${this.#window}`);
    if (this.desk.reconnections > this.#reconnections) void this.#history.reload();
    this.#reconnections = this.desk.reconnections;
  }

  /** The address's; a week unless it names another. */
  get #window(): HistoryWindow {
    const wanted = new URLSearchParams(location.search).get("window");
    return HISTORY_WINDOWS.find((window) => window === wanted) ?? "7d";
  }

  protected override render() {
    const { house, speech } = this.desk;
    const { words, page } = speech;
    const window = this.#window;
    nameDocument(words.historyTitle(house.name, words.windowNames[window]), house, page);
    return html`<div class="head">
        <h1>${words.placeNames.history} <span>${words.windowNames[window]}</span></h1>
        <nav class="windows screen" aria-label=${words.windows}>
          ${HISTORY_WINDOWS.map(
            (one) =>
              html`<a
                href=${this.#addressOf(one)}
                aria-current=${one === window ? "true" : nothing}
                @click=${(event: MouseEvent) => this.#open(event, one)}
                >${words.windowNames[one]}</a
              >`,
          )}
        </nav>
      </div>
      <div class="told" role="status">${this.#told()}</div>
      ${this.#history.body?.channels.map((channel) => this.#section(channel, this.#history.body)) ?? nothing}`;
  }

  #told() {
    const { words } = this.desk.speech;
    if (this.#history.hasFailed) return html`<p>${words.historyFailed}</p>`;
    return this.#history.body ? nothing : html`<p>${words.loading}</p>`;
  }

  #section(one: HistoryChannel, history: History | null) {
    if (!history) return nothing;
    const { house, speech } = this.desk;
    const { words, page } = speech;
    const { channel, stretches } = one;
    const [icon, what] = channel === "phone" ? [phoneIcon, words.calls] : [chatIcon, words.chats];
    const isKnown = stretches.some(({ counts }) => counts !== null);
    const summary = this.#summary(one);
    const explained = explainTable(
      {
        caption: `${what}, ${words.windowNames[history.window]}`,
        channel,
        stretches,
        formula: history.formulas.counts,
        asOfMs: history.asOfMs,
      },
      this.desk,
    );
    const plot = this.#plots.of(`${channel} ${history.window} ${page.locale}`, history, () =>
      outcomePlot(stretches, historyTicks(history.window, stretches, house.timeZone, speech), history.asOfMs),
    );
    return html`<section aria-labelledby=${channel}>
      <h2 id=${channel}>${icon} ${page.words[channel]}</h2>
      <p class="explained">${captionTemplate(summary, isKnown ? explained : null)}</p>
      ${
        isKnown
          ? html`${plotFigure(
              {
                title: history.window === "13w" ? words.byDay(what) : words.byHour(what),
                note: words.unknownNote,
                data: plot,
                spoken: `${what}. ${summary}`,
              },
              outcomeKey(speech),
            )}
            ${this.#tables(one, history, what)}`
          : nothing
      }
    </section>`;
  }

  #tables(one: HistoryChannel, history: History, what: string) {
    const { house, speech } = this.desk;
    const { words, page } = speech;
    const { channel, stretches } = one;
    const { window, asOfMs } = history;
    const dayOf = dayNames(house.timeZone, speech);
    const note = history.formulas.counts[page.locale];
    const days = window === "7d" ? daysOf(stretches, dayOf) : stretches;
    const explain = (caption: string, formula: Formula = history.formulas.counts) =>
      explainTable({ caption, channel, stretches, formula, asOfMs }, this.desk);
    const main = outcomeTable(
      days,
      {
        caption: window === "24h" ? words.hourTable(what) : words.dayTable(what),
        head: window === "24h" ? words.columns.hour : words.columns.day,
        nameOf: ({ fromMs }) => (window === "24h" ? hourName(fromMs, speech) : dayOf(fromMs)),
        note,
        asOfMs,
      },
      speech,
    );
    const mainTable = reportTableTemplate(main, `${channel}-table`, explain(main.caption));
    if (window === "24h") return mainTable;
    const second: TableView | null =
      window === "7d"
        ? hoursByDay(stretches, { caption: words.hourTable(what), dayOf, note: "" }, speech)
        : null;
    return html`${window === "7d" ? mainTable : folded(main, mainTable)}
    ${second ? reportTableTemplate(second, `${channel}-hours`, explain(second.caption)) : nothing}
    ${
      window === "13w"
        ? html`<ve-heat-table
            .view=${heatOf(one, what.toLowerCase(), speech)}
            caption=${words.heat.caption(what)}
            head=${words.columns.hour}
            .explained=${explain(words.heat.caption(what), history.formulas.week)}
            note=${history.formulas.week[page.locale]}
          ></ve-heat-table>`
        : nothing
    }`;
  }

  /** How much came and was answered, and how much of the time nobody knows. */
  #summary({ channel, stretches }: HistoryChannel): string {
    const { words, count } = this.desk.speech;
    const total = totalOf(stretches);
    if (total === null) return words.nothingKnown;
    const nowMs = this.desk.present.nowMs ?? this.desk.received.snapshot?.asOfMs ?? 0;
    const unknown = stretches
      .filter(({ toMs }) => toMs <= nowMs)
      .reduce((sum, { hours, knownHours }) => sum + hours - knownHours, 0);
    const came = cameText(channel, total, this.desk.speech);
    return unknown === 0 ? came : `${came} ${words.hoursUnknown(count(unknown))}`;
  }

  #addressOf(window: HistoryWindow): string {
    const query = new URLSearchParams(location.search);
    query.set("window", window);
    return `${location.pathname}?${query.toString()}`;
  }

  #open(event: MouseEvent, window: HistoryWindow): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", this.#addressOf(window));
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-history": VeHistory;
  }
}
