import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { DayHistory } from "#wire/history.ts";
import type { House } from "#wire/house.ts";

import { DayCharts, type Parts } from "../controllers/day-charts.ts";
import { PolledAnswer } from "../controllers/polled-answer.ts";
import { TrendHistory } from "../controllers/trend-history.ts";
import type { Desk } from "../desk/desk.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import { dayPlot } from "../desk/day-plot.ts";
import { lastYearLine } from "../desk/history-plot.ts";
import { hoursOfDay } from "../desk/hours-of-day.ts";
import { KeptPlots } from "../desk/kept-plots.ts";
import type { PlaceElement } from "../desk/places.ts";
import { factsOf, staffedOf } from "../desk/stream-facts.ts";
import { figuresOf } from "../desk/stream-figures.ts";
import { fanPointsOf } from "../format/fan-points.ts";
import { type Freshness, isShowing, worstOf } from "../format/freshness.ts";
import { control } from "../styles/control.ts";
import { deskPage } from "../styles/desk-page.ts";
import { historyPage } from "../styles/history-page.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportChart } from "../styles/report-chart.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { announcementView } from "../view/announcement-view.ts";
import { freshnessOfChannel, type Present } from "../view/present.ts";
import { standingText } from "../view/standing-text.ts";
import { trendView } from "../view/trend-view.ts";
import { type DeskSection, deskSection } from "./desk-section.ts";
import { chatIcon, informationIcon, phoneIcon } from "./icons.ts";
import { plotFigure } from "./plot-figure.ts";
import { todayPast } from "./today-past.ts";
import { nameDocument } from "./name-document.ts";

/** What became of the contacts of an hour is told often enough once a minute. */
const EVERY_MS = 60_000;

/** Today, for whoever is in charge: the wall's figures of the day with everything that is behind them. */
@customElement("ve-today")
export class VeToday extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;

  static override styles = [
    base,
    control,
    reportTable,
    reportChart,
    reportPage,
    historyPage,
    deskPage,
    placeHead,
  ];

  readonly #trend = new TrendHistory(this, "/api/v1/trend");
  readonly #charts = new DayCharts();
  readonly #plots = new KeptPlots();
  readonly #past = new PolledAnswer<DayHistory>(this, EVERY_MS, ({ today, lastYear }) => [today, lastYear]);
  #reconnections = 0;

  get #speech(): DeskSpeech {
    return this.desk.speech;
  }

  protected override willUpdate(): void {
    const { reconnections, received } = this.desk;
    this.#past.open("/api/v1/day");
    if (reconnections > this.#reconnections) {
      this.#trend.reload();
      void this.#past.reload();
    }
    this.#reconnections = reconnections;
    if (received.snapshot) this.#trend.follow(received.snapshot);
  }

  protected override render() {
    const { house, present, received } = this.desk;
    const { snapshot } = received;
    const { words, page } = this.#speech;
    const { formats } = page;
    const day = snapshot ? formats.date(snapshot.asOfMs) : "";
    nameDocument(words.todayTitle(house.name, day), house, page);
    const announcement = announcementView(snapshot?.announcement ?? null, page);
    return html`<div class="head">
        <h1>${words.placeNames.today} ${day ? html`<span>${day}</span>` : nothing}</h1>
        ${
          snapshot
            ? html`<p class="meta">
                ${words.updated(formats.clock(snapshot.asOfMs))} · ${words.zone(house.timeZone)}
              </p>`
            : nothing
        }
        <div class="row screen"><button @click=${() => print()}>${words.print}</button></div>
      </div>
      ${announcement ? html`<p class="announcement">${informationIcon} ${announcement.text}</p>` : nothing}
      ${snapshot ? this.#sections(snapshot, house, present).map((section) => deskSection(section, this.#speech)) : nothing}`;
  }

  #sections(snapshot: BoardSnapshot, house: House, present: Present): readonly DeskSection[] {
    const states = snapshot.channels.map(({ channel }) => freshnessOfChannel(present, house, channel));
    const channels = snapshot.channels.map((one, at) =>
      this.#channel(one, states[at] ?? { level: "unheard" }, snapshot),
    );
    return [...channels, ...this.#together(snapshot, worstOf(states))];
  }

  #channel(current: ChannelSnapshot, state: Freshness, snapshot: BoardSnapshot): DeskSection {
    const { words, page, count } = this.#speech;
    const { channel, outlook, gaps, now, today } = current;
    const [icon, what, within] =
      channel === "phone"
        ? [phoneIcon, words.calls, page.words.calls]
        : [chatIcon, words.chats, page.words.chats];
    const section = { id: channel, title: page.words[channel], icon, state };
    if (!isShowing(state))
      return { ...section, ...NOTHING, standing: standingText(state, this.#speech.page) };
    const series = this.#trend.series(channel);
    const line = this.#trend.line(channel, snapshot.asOfMs, gaps);
    const fan = outlook ? fanPointsOf(outlook) : [];
    const parts = series && line && { line, gaps, usual: series.usual, fan };
    const figures = outlook && {
      kind: channel,
      net: today.net,
      outlook,
      staffing: outlook.staffing,
      onLine: now.operators?.onLine ?? null,
      knownDay: snapshot.knownDay,
    };
    const past = this.#past.body;
    const about = { what: within, isKnownDay: snapshot.knownDay !== null };
    return {
      ...section,
      figures: figures
        ? figuresOf(figures, this.#speech)
        : [
            {
              key: { figure: "net", channel, window: "today" },
              value: count(today.net),
              label: channel === "phone" ? words.callsSoFar : words.chatsSoFar,
              beside: "",
            },
          ],
      facts: outlook
        ? factsOf(outlook, staffedOf(current), about, this.#speech)
        : [{ term: words.usual, sentences: [words.nothingUsual] }],
      chart: parts && this.#chart(current, state, snapshot, parts),
      table: series && hoursOfDay({ ...snapshot, ...series, gaps, fan }, what, this.#speech),
      tableKey: { figure: outlook ? "expected-so-far" : "arrived", channel, window: "today" },
      past: past ? todayPast(past, { channel, what, plots: this.#plots }, this.desk) : nothing,
      standing: null,
    };
  }

  #chart(current: ChannelSnapshot, state: Freshness, snapshot: BoardSnapshot, parts: Parts) {
    const { words, page } = this.#speech;
    const { channel, outlook } = current;
    const { timeZone } = this.desk.house;
    const data = this.#charts.dataOf(channel, snapshot, timeZone, parts);
    const past = this.#past.body;
    const plot = this.#plots.of(`day ${channel} ${past?.lastYear.day.date}`, data, () => {
      const line = past && lastYearLine(past.today, past.lastYear.day, channel, this.#speech);
      const label = past ? String(Number(past.lastYear.day.date.slice(0, 4))) : "";
      return dayPlot(data, line && { ...line, label }, words.placeNames.today.toLowerCase());
    });
    return plotFigure({
      title: words.chart(channel === "phone" ? words.calls : words.chats),
      note: outlook ? words.chartNote : "",
      data: plot,
      spoken: trendView(current, state, snapshot.asOfMs, page).spoken,
    });
  }

  /** Both channels as one, where there are two and it is known what is usual of them. */
  #together({ together, knownDay }: BoardSnapshot, state: Freshness): readonly DeskSection[] {
    if (together === null) return [];
    const { words, page } = this.#speech;
    const section = { id: "together", title: words.together, icon: nothing, state };
    if (!isShowing(state))
      return [{ ...section, ...NOTHING, standing: standingText(state, this.#speech.page) }];
    const figures = {
      kind: "together",
      net: null,
      outlook: together,
      staffing: null,
      onLine: null,
      knownDay,
    } as const;
    const about = { what: page.words.callsAndChats, isKnownDay: knownDay !== null };
    return [
      {
        ...section,
        ...NOTHING,
        figures: figuresOf(figures, this.#speech),
        facts: factsOf(together, null, about, this.#speech),
      },
    ];
  }
}

const NOTHING = {
  figures: [],
  facts: [],
  chart: null,
  table: null,
  tableKey: null,
  past: nothing,
  standing: null,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    "ve-today": VeToday;
  }
}
