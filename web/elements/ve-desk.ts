import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { House } from "#wire/house.ts";

import { Announcer } from "../controllers/announcer.ts";
import { BoardStream } from "../controllers/board-stream.ts";
import { reloadForBuild } from "../controllers/build-guard.ts";
import { HouseLoader } from "../controllers/house-loader.ts";
import { PlaceOpener } from "../controllers/place-opener.ts";
import { goToLogin, SessionKeeper } from "../controllers/session-keeper.ts";
import { SecondTicker } from "../controllers/second-ticker.ts";
import type { Desk } from "../desk/desk.ts";
import { deskSentence } from "../desk/desk-sentence.ts";
import { deskSpeechFor } from "../desk/desk-speech.ts";
import type { Place } from "../desk/places.ts";
import { control } from "../styles/control.ts";
import { deskShell } from "../styles/desk-shell.ts";
import { base } from "../styles/shared.ts";
import { unseen } from "../styles/unseen.ts";
import { presentOf } from "../view/present.ts";
import { deskHead } from "./desk-head.ts";
import type { ExplainEvent } from "./ask-to-explain.ts";
import { moodIcon } from "./icons.ts";
import { sessionNotice } from "./session-notice.ts";
import type { VeExplanation } from "./ve-explanation.ts";
import "./ve-explanation.ts";

/** Until the house is known: the browser's languages, and a time zone that shows nowhere. */
const BEFORE_HOUSE = {
  locales: navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  timeZone: "UTC",
};
/** How often the page looks how old its figures are. */
const LOOK_EVERY_MS = 1_000;

/**
 * The supervisor's desk: one stream, one navigation, one sentence for all its places. What
 * the sentence says is announced only when its level changes.
 */
@customElement("ve-desk")
export class VeDesk extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;
  @state() private reconnections = 0;
  @query("ve-explanation") private explanation!: VeExplanation;

  static override styles = [base, unseen, control, deskShell];

  readonly #house = new HouseLoader(this, "/api/v1/house");
  readonly #stream = new BoardStream(this, {
    url: "/api/v1/stream",
    onReconnected: () => {
      this.#house.reload();
      this.reconnections += 1;
    },
    // What somebody is writing is worth more than the newest page.
    onHeartbeat: ({ build }) => {
      if (this.#places.element?.isBusy !== true) reloadForBuild(build);
    },
    onSentAway: goToLogin,
  });
  readonly #places = new PlaceOpener(this);
  readonly #keeper = new SessionKeeper(this);
  readonly #announcer = new Announcer();
  #speech = deskSpeechFor(null, BEFORE_HOUSE);
  #speechHouse: House | null = null;
  #explainedIn: Place | null = null;

  constructor() {
    super();
    this.addController(new SecondTicker(this, () => LOOK_EVERY_MS));
  }

  protected override willUpdate(): void {
    const { house } = this.#house;
    if (house !== this.#speechHouse || !this.hasUpdated) {
      this.#speechHouse = house;
      this.#speech = deskSpeechFor(this.languageWish, house ?? BEFORE_HOUSE);
      document.documentElement.lang = this.#speech.page.locale;
    }
    const desk = this.#desk();
    if (desk && this.#places.element) this.#places.element.desk = desk;
  }

  protected override updated(): void {
    const { place } = this.#places;
    if (place !== this.#explainedIn) this.explanation.close();
    this.#explainedIn = place;
  }

  protected override render() {
    const { words } = this.#speech;
    const { place, element, hasFailed } = this.#places;
    const desk = this.#desk();
    const sentence = desk
      ? deskSentence(desk)
      : ({ text: this.#speech.page.words.connecting, mood: "old" } as const);
    this.#announcer.tell(sentence);
    return html`<header>
        <a class="skip screen" href="#main" @click=${this.#skip}>${words.skip}</a>
        ${deskHead({ place, desk, session: this.#keeper.session, onOpen: (path) => void this.#places.open(path) }, this.#speech)}
        ${sessionNotice(this.#keeper, this.#speech)}
        <div class="sentence ${sentence.mood}">
          ${moodIcon(sentence.mood)}
          <p>${sentence.text}</p>
        </div>
        <div class="unseen" role="status" aria-label=${words.state}>${this.#announcer.text}</div>
      </header>
      <main
        id="main"
        tabindex="-1"
        @ve-explain=${this.#explain}
        aria-label=${place ? words.placeNames[place.id] : nothing}
      >
        ${hasFailed ? this.#failure() : desk && element ? element : nothing}
        ${place === null ? html`<p class="failure">${words.nothingHere}</p>` : nothing}
      </main>
      <ve-explanation .desk=${desk}></ve-explanation>`;
  }

  /** `null` until the house is known. */
  #desk(): Desk | null {
    const { house } = this.#house;
    if (!house) return null;
    const { received } = this.#stream;
    return {
      house,
      received,
      present: presentOf(received, house, performance.now()),
      speech: this.#speech,
      languageWish: this.languageWish,
      reconnections: this.reconnections,
      person: this.#keeper.session?.name ?? null,
    };
  }

  #failure() {
    const { placeFailed, tryAgain } = this.#speech.words;
    return html`<div class="failure">
      <p>${placeFailed}</p>
      <button @click=${() => location.reload()}>${tryAgain}</button>
    </div>`;
  }

  readonly #explain = ({ detail: { figure, opener } }: ExplainEvent): void =>
    void this.explanation.open(figure, opener);

  /** A fragment of the address does not reach into an element. */
  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>("main")?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-desk": VeDesk;
  }
}
