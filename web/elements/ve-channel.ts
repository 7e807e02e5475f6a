import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Freshness } from "../format/freshness.ts";
import { base, fading } from "../styles/shared.ts";
import type { ChannelView } from "../view/channel-view.ts";
import type { Share } from "../view/language-shares.ts";
import type { Speech } from "../view/speech.ts";
import { channelStyles } from "./channel-styles.ts";
import { chatIcon, moodIcon, oldIcon, phoneIcon } from "./icons.ts";
import "./ve-number.ts";
import "./ve-operators.ts";

/**
 * One channel now: who waits and how long, who is in conversation, which desks
 * are open, who is on line. When its source has stopped, the time since which
 * nothing is known stands in place of the figures.
 *
 * @csspart numbers - the row of big numbers
 * @csspart shares - who waits, by language or entry, and how many of them may be gone
 */
@customElement("ve-channel")
export class VeChannel extends LitElement {
  /** Whose figures they are. */
  @property() channel: "phone" | "chat" = "phone";
  /** `null`: no figures have come yet. */
  @property({ attribute: false }) view: ChannelView | null = null;
  /** How far they may be trusted. */
  @property({ attribute: false }) state: Freshness = { level: "live" };
  /** How the page speaks. */
  @property({ attribute: false }) speech!: Speech;
  /** It is the house's only channel and has the whole width. */
  @property({ type: Boolean, reflect: true }) wide = false;
  /** Set by the element itself, for its style: what is usual stands below the numbers. */
  @property({ type: Boolean, reflect: true }) compared = false;
  /** Set by the element itself, for its style: the level of `state`. */
  @property({ reflect: true }) freshness: Freshness["level"] = "live";

  static override styles = [base, fading, channelStyles];

  protected override willUpdate(): void {
    this.freshness = this.state.level;
    this.compared = this.view !== null && this.view.usual !== null;
  }

  protected override render() {
    const { words } = this.speech;
    return html`<section aria-labelledby="title">
      <h2>
        ${this.channel === "phone" ? phoneIcon : chatIcon}
        <span id="title">${words[this.channel]}</span>
        ${this.#mark()}
      </h2>
      ${this.#body()}
    </section>`;
  }

  #mark() {
    if (this.state.level === "live") {
      const mark = this.view?.mark;
      if (!mark) return nothing;
      return html`<span class="mark ${mark.mood}">${moodIcon(mark.mood)}<span>${mark.text}</span></span>`;
    }
    if (this.state.level !== "late") return nothing;
    const text = this.speech.words.standSince(this.speech.formats.clockSeconds(this.state.sinceMs));
    return html`<span class="mark">${oldIcon}<span>${text}</span></span>`;
  }

  #body() {
    const { words, formats } = this.speech;
    if (this.state.level === "stopped")
      return this.#standing(words.standsSince(formats.clockSeconds(this.state.sinceMs)));
    if (this.state.level === "unconnected") return this.#standing(`— ${words.notConnected}`);
    if (this.state.level === "unheard" || this.view === null) return this.#standing(`— ${words.noData}`);
    const { view } = this;
    const isQuiet = !view.isSomebodyWaiting;
    const isLong = view.isWaitLong;
    return html`
      <div part="numbers">
        <ve-number
          size="huge"
          .value=${view.waiting}
          .label=${words.waiting}
          .usual=${view.usual?.waiting ?? ""}
          .attention=${isLong}
          .marked=${isLong}
        ></ve-number>
        <ve-number
          size="large"
          .value=${view.longestWait}
          .label=${words.longestWait}
          .usual=${view.usual?.longestWait ?? ""}
          .quiet=${isQuiet}
          .attention=${isLong}
        ></ve-number>
        <ve-number
          size="large"
          class="conversation"
          aside
          .value=${view.inConversation}
          .label=${words.inConversation}
          .usual=${view.usual?.inConversation ?? ""}
          .shortLabel=${words.inConversationShort}
        ></ve-number>
      </div>
      <div class="lines">
        ${this.#shares(view)}
        <ve-operators
          .view=${view.operators}
          .label=${words.operators}
          .unknown=${words.operatorsUnknown}
          ?accompanied=${view.unconfirmed !== null}
        ></ve-operators>
      </div>
    `;
  }

  #standing(text: string) {
    return html`<p class="standing">${oldIcon}<span>${text}</span></p>`;
  }

  #shares({ shares, shortShares, unconfirmed }: ChannelView) {
    if (shares.length === 0 && unconfirmed === null) return nothing;
    return html`${this.#line("full", shares, unconfirmed)}${this.#line("short", shortShares, unconfirmed)}`;
  }

  #line(length: "full" | "short", shares: readonly Share[], unconfirmed: ChannelView["unconfirmed"]) {
    const { words } = this.speech;
    const label = this.channel === "phone" ? words.waitingByLanguage : words.waitingByEntry;
    return html`<ul part="shares" class=${length} aria-label=${label}>
      ${shares.map(({ name, count, isActive }) => {
        const state = isActive ? "active" : count === null ? "closed" : "open";
        return html`<li class=${state}>${name}${count === null ? nothing : html` <b>${count}</b>`}</li>`;
      })}
      ${unconfirmed === null ? nothing : html`<li class="unconfirmed">${unconfirmed[length]}</li>`}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-channel": VeChannel;
  }
}
