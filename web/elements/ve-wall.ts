import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { BoardStream } from "../controllers/board-stream.ts";
import { reloadForBuild } from "../controllers/build-guard.ts";
import { DayCharts } from "../controllers/day-charts.ts";
import { HouseLoader } from "../controllers/house-loader.ts";
import { Kiosk } from "../controllers/kiosk.ts";
import { NightlyReload } from "../controllers/nightly-reload.ts";
import { announcePainted } from "../controllers/painted.ts";
import { SecondTicker } from "../controllers/second-ticker.ts";
import { SleepWatch } from "../controllers/sleep-watch.ts";
import { TrendHistory } from "../controllers/trend-history.ts";
import { fanPointsOf } from "../format/fan-points.ts";
import { type Freshness, isShowing } from "../format/freshness.ts";
import { isNight, type NightHours } from "../format/night-hours.ts";
import { base } from "../styles/shared.ts";
import { alertViews } from "../view/alert-views.ts";
import { announcementView } from "../view/announcement-view.ts";
import { channelView } from "../view/channel-view.ts";
import { type HeadlineFigure, headlineFigures } from "../view/headline-figures.ts";
import type { Sentence } from "../view/mood.ts";
import { freshnessOfChannel, type Present, presentOf } from "../view/present.ts";
import { sentenceOf } from "../view/sentence.ts";
import { sourceAges } from "../view/source-ages.ts";
import { type Speech, speechFor } from "../view/speech.ts";
import { trendView } from "../view/trend-view.ts";
import "./ve-channel.ts";
import "./ve-figure.ts";
import "./ve-trend.ts";
import "./ve-wall-footer.ts";
import "./ve-wall-header.ts";
import { wallStyles } from "./wall-styles.ts";

/** Until the house is known: the browser's languages, and a time zone that shows nowhere. */
const BEFORE_HOUSE = {
  locales: navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  timeZone: "UTC",
};

const connecting = ({ words }: Speech): Sentence => ({ text: words.connecting, mood: "old" });

/**
 * The wall: owns the link to the server and hands every element its part of the board, already in words.
 *
 * @fires ve-painted - a `CustomEvent<Painted>` for whoever measures: a snapshot is on the glass
 */
@customElement("ve-wall")
export class VeWall extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;
  /** When the screen is dimmed, by the house's clock; `null`: never. */
  @property({ attribute: false }) nightHours: NightHours | null = null;

  static override styles = [base, wallStyles];

  readonly #house = new HouseLoader(this, "/api/v1/house");
  readonly #trend = new TrendHistory(this, "/api/v1/trend");
  readonly #stream = new BoardStream(this, {
    url: "/api/v1/stream",
    onReconnected: () => {
      this.#house.reload();
      this.#trend.reload();
    },
    onHeartbeat: ({ build }) => reloadForBuild(build),
    onSentAway: () => void this.#showPairing(),
  });
  #speech = speechFor(null, BEFORE_HOUSE);
  #speechHouse: House | null = null;
  readonly #charts = new DayCharts();
  #paintedRevision = -1;
  #isDim = false;

  constructor() {
    super();
    this.addController(new Kiosk(this));
    this.addController(new SleepWatch((sleptMs) => this.#stream.woke(sleptMs)));
    this.addController(
      new NightlyReload({
        minuteOfDay: () => this.#minuteOfDay(),
        isHealthy: () => this.#present()?.link.level === "live",
        chance: Math.random(),
      }),
    );
    this.addController(new SecondTicker(this, () => this.#untilNextSecond()));
  }

  protected override willUpdate(): void {
    this.#speak();
    const minute = this.nightHours && this.#minuteOfDay();
    // Until somebody has told the time it is as it was.
    if (this.nightHours === null || minute === null) return;
    this.#isDim = isNight(this.nightHours, minute);
    document.documentElement.classList.toggle("night", this.#isDim);
  }

  /** The words of the house, as soon as it is known. */
  #speak(): void {
    const { house } = this.#house;
    if (house === this.#speechHouse && this.hasUpdated) return;
    this.#speechHouse = house;
    this.#speech = speechFor(this.languageWish, house ?? BEFORE_HOUSE);
    document.documentElement.lang = this.#speech.locale;
    document.title = house ? this.#speech.words.pageTitle(house.name) : "Vedetta";
  }

  protected override render() {
    const { house } = this.#house;
    const speech = this.#speech;
    if (!house) return html`<div class="wall">${this.#header(null, null, connecting(speech))}</div>`;
    const { snapshot } = this.#stream.received;
    const present = presentOf(this.#stream.received, house, performance.now());
    const figures = snapshot ? headlineFigures(snapshot, house, speech) : [];
    const sentence = sentenceOf(present, house, snapshot, speech);
    const alerts = snapshot ? alertViews(present, house, snapshot, sentence, speech) : [];
    if (snapshot) this.#trend.follow(snapshot);
    return html`<div class="wall ${alerts.length > 0 ? "alerted" : ""}">
      ${this.#header(house, present, sentence)}
      <main>
        <div class="row channels ruled">
          ${house.channels.map(({ channel }) => this.#channel(channel, snapshot, house, present))}
        </div>
        ${snapshot ? this.#rows(snapshot, figures, house, present) : nothing}
      </main>
      <ve-wall-footer
        class="strip"
        .alerts=${alerts}
        ?besides=${(sentence.alerts ?? []).length > 0}
        .announcement=${announcementView(snapshot?.announcement ?? null, speech)}
        .ages=${sourceAges(present, house, speech)}
        .speech=${speech}
      ></ve-wall-footer>
    </div>`;
  }

  #present(): Present | null {
    const { house } = this.#house;
    return house && presentOf(this.#stream.received, house, performance.now());
  }

  #minuteOfDay(): number | null {
    const nowMs = this.#present()?.nowMs ?? null;
    return nowMs === null ? null : this.#speech.formats.minuteOfDay(nowMs);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { snapshot, frameAtMs } = this.#stream.received;
    if (!snapshot || frameAtMs === null || snapshot.revision === this.#paintedRevision) return;
    this.#paintedRevision = snapshot.revision;
    announcePainted(this, { revision: snapshot.revision, asOfMs: snapshot.asOfMs, receivedMs: frameAtMs });
  }

  #header(house: House | null, present: Present | null, sentence: Sentence) {
    const speech = this.#speech;
    return html`<ve-wall-header
      .name=${house?.name ?? "Vedetta"}
      .sentence=${sentence}
      .nowMs=${present?.nowMs ?? null}
      .simulated=${house?.simulated ?? false}
      .speed=${present?.speed ?? 1}
      .speech=${speech}
    ></ve-wall-header>`;
  }

  #channel(
    channel: ChannelSnapshot["channel"],
    snapshot: BoardSnapshot | null,
    house: House,
    present: Present,
  ) {
    const current = snapshot?.channels.find((one) => one.channel === channel);
    const nowMs = present.nowMs ?? snapshot?.asOfMs ?? 0;
    return html`<ve-channel
      .channel=${channel}
      .wide=${house.channels.length === 1}
      .view=${current ? channelView(current, house, nowMs, this.#speech) : null}
      .state=${freshnessOfChannel(present, house, channel)}
      .speech=${this.#speech}
    ></ve-channel>`;
  }

  #rows(snapshot: BoardSnapshot, figures: readonly HeadlineFigure[], house: House, present: Present) {
    return html`
      <div class="row figures ruled">
        ${figures.map((figure) => this.#figure(figure, freshnessOfChannel(present, house, figure.channel)))}
      </div>
      <div class="row ruled trends">
        ${snapshot.channels.map((channel) => this.#chart(channel, snapshot, house, present))}
      </div>
    `;
  }

  #figure(figure: HeadlineFigure, state: Freshness) {
    return html`<ve-figure .figure=${figure} .state=${state} .speech=${this.#speech}></ve-figure>`;
  }

  #chart(current: ChannelSnapshot, snapshot: BoardSnapshot, house: House, present: Present) {
    const { channel, gaps, outlook } = current;
    const state = freshnessOfChannel(present, house, channel);
    const untilMs = "sinceMs" in state ? state.sinceMs : Math.max(present.nowMs ?? 0, snapshot.asOfMs);
    const isHeard = state.level !== "unheard" && state.level !== "unconnected";
    const line = isHeard ? this.#trend.line(channel, untilMs, gaps) : null;
    const parts = line && {
      line,
      gaps,
      usual: this.#trend.series(channel)?.usual ?? null,
      // Nobody foresees anything from figures that have stopped.
      fan: isShowing(state) && outlook ? fanPointsOf(outlook) : null,
    };
    return html`<ve-trend
      .view=${trendView(current, state, untilMs, this.#speech)}
      .data=${parts && this.#charts.dataOf(channel, snapshot, house.timeZone, parts)}
      .freshness=${state.level}
      .count=${this.#speech.formats.integer}
      ?night=${this.#isDim}
    ></ve-trend>`;
  }

  /** Nothing of the board stays on the screen. */
  async #showPairing(): Promise<void> {
    this.hidden = true;
    await import("./ve-pairing.ts");
    const pairing = document.createElement("ve-pairing");
    pairing.languageWish = this.languageWish;
    this.replaceWith(pairing);
  }

  #untilNextSecond(): number {
    const { heartbeat, heartbeatAtMs } = this.#stream.received;
    if (!heartbeat || heartbeat.speed !== 1) return 1_000;
    return 1_000 - ((heartbeat.nowMs + performance.now() - heartbeatAtMs) % 1_000);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-wall": VeWall;
  }
}
