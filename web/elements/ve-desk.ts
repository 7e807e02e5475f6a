import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { dayChart } from "../charts/day-chart.ts";
import { BoardStream } from "../controllers/board-stream.ts";
import { reloadForBuild } from "../controllers/build-guard.ts";
import { DayCharts } from "../controllers/day-charts.ts";
import { HouseLoader } from "../controllers/house-loader.ts";
import { SecondTicker } from "../controllers/second-ticker.ts";
import { TrendHistory } from "../controllers/trend-history.ts";
import { deskSpeechFor } from "../desk/desk-speech.ts";
import { hoursOfDay } from "../desk/hours-of-day.ts";
import { factsOf } from "../desk/stream-facts.ts";
import { figuresOf } from "../desk/stream-figures.ts";
import { fanPointsOf } from "../format/fan-points.ts";
import { type Freshness, isShowing, worstOf } from "../format/freshness.ts";
import { control } from "../styles/control.ts";
import { deskPage } from "../styles/desk-page.ts";
import { reportChart } from "../styles/report-chart.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { announcementView } from "../view/announcement-view.ts";
import { headlineFigures } from "../view/headline-figures.ts";
import { freshnessOfChannel, type Present, presentOf } from "../view/present.ts";
import { sentenceOf } from "../view/sentence.ts";
import { trendView } from "../view/trend-view.ts";
import { deskHead } from "./desk-head.ts";
import { type DeskSection, deskSection } from "./desk-section.ts";
import { chatIcon, informationIcon, moodIcon, phoneIcon } from "./icons.ts";

/** Until the house is known: the browser's languages, and a time zone that shows nowhere. */
const BEFORE_HOUSE = {
  locales: navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  timeZone: "UTC",
};
/** How often the page looks how old its figures are. */
const LOOK_EVERY_MS = 1_000;

/** Today, for whoever is in charge: the wall's figures of the day with everything that is behind them. */
@customElement("ve-desk")
export class VeDesk extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;

  static override styles = [base, control, reportTable, reportChart, reportPage, deskPage];

  readonly #house = new HouseLoader(this, "/api/v1/house");
  readonly #trend = new TrendHistory(this, "/api/v1/trend");
  readonly #stream = new BoardStream(this, {
    url: "/api/v1/stream",
    onReconnected: () => {
      this.#house.reload();
      this.#trend.reload();
    },
    onHeartbeat: ({ build }) => reloadForBuild(build),
  });
  readonly #charts = new DayCharts();
  #speech = deskSpeechFor(null, BEFORE_HOUSE);
  #speechHouse: House | null = null;

  constructor() {
    super();
    this.addController(new SecondTicker(this, () => LOOK_EVERY_MS));
  }

  protected override willUpdate(): void {
    const { house } = this.#house;
    if (house === this.#speechHouse && this.hasUpdated) return;
    this.#speechHouse = house;
    this.#speech = deskSpeechFor(this.languageWish, house ?? BEFORE_HOUSE);
    document.documentElement.lang = this.#speech.page.locale;
  }

  protected override render() {
    const { house } = this.#house;
    const { snapshot } = this.#stream.received;
    const { page } = this.#speech;
    if (snapshot) this.#trend.follow(snapshot);
    const present = house && presentOf(this.#stream.received, house, performance.now());
    const sentence =
      house && present
        ? sentenceOf(present, house, snapshot, snapshot ? headlineFigures(snapshot, house, page) : [], page)
        : ({ text: page.words.connecting, mood: "old" } as const);
    const announcement = announcementView(snapshot?.announcement ?? null, page);
    const { languageWish } = this;
    return html`<header>${deskHead({ house, snapshot, languageWish }, this.#speech)}</header>
      <main>
        <div class="sentence ${sentence.mood}">
          ${moodIcon(sentence.mood)}
          <span role="status">${sentence.text}</span>
        </div>
        ${announcement ? html`<p class="announcement">${informationIcon} ${announcement.text}</p>` : nothing}
        ${house && present && snapshot ? this.#sections(snapshot, house, present).map(deskSection) : nothing}
      </main>`;
  }

  #sections(snapshot: BoardSnapshot, house: House, present: Present): readonly DeskSection[] {
    const states = snapshot.channels.map(({ channel }) => freshnessOfChannel(present, house, channel));
    const channels = snapshot.channels.map((one, at) =>
      this.#channel(one, states[at] ?? { level: "unheard" }, snapshot, house),
    );
    return [...channels, ...this.#together(snapshot, worstOf(states))];
  }

  #channel(current: ChannelSnapshot, state: Freshness, snapshot: BoardSnapshot, house: House): DeskSection {
    const { words, page, count } = this.#speech;
    const { channel, outlook, gaps, now, trend } = current;
    const [icon, what, within] =
      channel === "phone"
        ? [phoneIcon, words.calls, page.words.calls]
        : [chatIcon, words.chats, page.words.chats];
    const section = { id: channel, title: page.words[channel], icon };
    if (!isShowing(state)) return { ...section, ...NOTHING, standing: this.#standing(state) };
    const series = this.#trend.series(channel);
    const line = this.#trend.line(channel, snapshot.asOfMs, gaps);
    const fan = outlook ? fanPointsOf(outlook) : [];
    const parts = series && line && { line, gaps, usual: series.usual, fan };
    const figures = outlook && {
      kind: channel,
      outlook,
      staffing: outlook.staffing,
      onLine: now.operators?.onLine ?? null,
      knownDay: snapshot.knownDay,
    };
    const about = { what: within, isKnownDay: snapshot.knownDay !== null };
    return {
      ...section,
      figures: figures
        ? figuresOf(figures, this.#speech)
        : [
            {
              value: count(trend.cumulative),
              label: channel === "phone" ? words.callsSoFar : words.chatsSoFar,
              beside: "",
            },
          ],
      facts: outlook
        ? factsOf(outlook, outlook.staffing, about, this.#speech)
        : [{ term: words.usual, sentences: [words.nothingUsual] }],
      chart:
        parts &&
        dayChart(this.#charts.dataOf(channel, snapshot, house.timeZone, parts), {
          title: words.chart(what),
          note: outlook ? words.chartNote : "",
          spoken: trendView(current, state, snapshot.asOfMs, page).spoken,
        }),
      table: series && hoursOfDay({ ...snapshot, ...series, gaps, fan }, what, this.#speech),
      standing: null,
    };
  }

  /** Both channels as one, where there are two and it is known what is usual of them. */
  #together({ together, knownDay }: BoardSnapshot, state: Freshness): readonly DeskSection[] {
    if (together === null) return [];
    const { words, page } = this.#speech;
    const section = { id: "together", title: words.together, icon: nothing };
    if (!isShowing(state)) return [{ ...section, ...NOTHING, standing: this.#standing(state) }];
    const figures = { kind: "together", outlook: together, staffing: null, onLine: null, knownDay } as const;
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

  #standing(state: Freshness): string {
    const { words, formats } = this.#speech.page;
    if ("sinceMs" in state) return words.standsSince(formats.clockSeconds(state.sinceMs));
    return state.level === "unconnected" ? words.notConnected : words.noData;
  }
}

const NOTHING = { figures: [], facts: [], chart: null, table: null, standing: null } as const;

declare global {
  interface HTMLElementTagNameMap {
    "ve-desk": VeDesk;
  }
}
