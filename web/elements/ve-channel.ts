import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Freshness } from "../format/freshness.ts";
import { base, fading } from "../styles/shared.ts";
import type { ChannelView } from "../view/channel-view.ts";
import type { Share } from "../view/language-shares.ts";
import type { Speech } from "../view/speech.ts";
import { chatIcon, oldIcon, phoneIcon } from "./icons.ts";
import "./ve-number.ts";
import "./ve-operators.ts";

/**
 * One channel now: who waits and how long, who is in conversation, which desks
 * are open, who is on line. When its source has stopped, the time since which
 * nothing is known stands in place of the figures.
 *
 * @csspart numbers - the row of big numbers
 * @csspart shares - who waits, by language or entry
 */
@customElement("ve-channel")
export class VeChannel extends LitElement {
  @property() channel: "phone" | "chat" = "phone";
  /** `null`: no figures have come yet. */
  @property({ attribute: false }) view: ChannelView | null = null;
  @property({ attribute: false }) state: Freshness = { level: "live" };
  @property({ attribute: false }) speech!: Speech;
  /** It is the house's only channel and has the whole width. */
  @property({ type: Boolean, reflect: true }) wide = false;
  @property({ reflect: true }) freshness: Freshness["level"] = "live";

  static override styles = [
    base,
    fading,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--ve-row-gap);
        align-content: start;
        block-size: 100%;
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        line-height: 1.15;
        font-size: var(--ve-type-title);
        font-weight: 600;
        color: var(--ve-ink-soft);
      }
      h2 .mark {
        margin-inline-start: auto;
        font-size: 1rem;
        font-weight: 400;
      }
      .mark {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        white-space: nowrap;
      }
      [part="numbers"] {
        display: grid;
        grid-template-columns: minmax(calc(var(--ve-number-huge) * 1.28), max-content) minmax(
            calc(var(--ve-number-large) * 2.7),
            max-content
          ) max-content;
        align-items: end;
        padding-block: 0.35rem 0.1rem;
      }
      [part="shares"] {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.1rem;
        color: var(--ve-ink-faint);
      }
      .short {
        display: none;
      }
      [part="shares"] .open {
        color: var(--ve-ink-soft);
      }
      [part="shares"] .active,
      [part="shares"] .active b {
        color: var(--ve-ink);
        font-weight: 600;
      }
      b {
        font-weight: 400;
      }
      .standing {
        display: flex;
        align-items: center;
        gap: 0.8rem;
        min-block-size: calc(var(--ve-number-huge) * 0.69 + 2 * var(--ve-row-gap) + 4.7rem);
        font-size: max(1rem, calc(var(--ve-number-medium) * 0.8));
        font-weight: 600;
        color: var(--ve-ink);
      }
      :host([wide]) {
        --ve-number-huge: clamp(3rem, 24 * var(--unit), 10rem);
        --ve-number-large: clamp(2rem, 14 * var(--unit), 6rem);
      }
      @container (orientation: landscape) {
        :host([wide]) section {
          grid-template-columns: max-content minmax(0, 1fr);
          column-gap: calc(var(--ve-gutter) * 2);
        }
        :host([wide]) h2,
        :host([wide]) .standing {
          grid-column: 1 / -1;
        }
        :host([wide]) [part="numbers"] {
          grid-row: 2 / span 2;
        }
        :host([wide]) [part="shares"] {
          align-self: end;
        }
        :host([wide]) ve-operators {
          grid-column: 2;
          align-self: end;
          padding-block-end: 0.1rem;
        }
      }
      @container ((height < 28rem) and (orientation: landscape)) or (width < 30rem) {
        .full {
          display: none;
        }
        .short {
          display: flex;
        }
        [part="shares"] {
          gap: 0 0.8rem;
        }
        [part="numbers"] {
          grid-template-columns: minmax(calc(var(--ve-number-huge) * 1.3), max-content) max-content;
          column-gap: 0.6rem;
          padding-block: 0.1rem 0;
        }
        section {
          position: relative;
        }
        h2 {
          font-size: 1.15rem;
        }
        .conversation {
          position: absolute;
          inset-block-start: 0;
          inset-inline-end: 0;
        }
        h2 .mark {
          margin-inline-start: 0;
        }
        h2 .mark span {
          display: none;
        }
        .standing {
          min-block-size: calc(var(--ve-number-huge) * 0.69 + 2 * var(--ve-row-gap) + 4.2rem);
        }
      }
      @container ((height < 18.5rem) and (orientation: landscape)) or (width < 18.5rem) {
        h2 > svg,
        [part="shares"] {
          display: none;
        }
        .standing {
          min-block-size: calc(var(--ve-number-huge) * 0.69 + var(--ve-row-gap) + 2.9rem);
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    this.freshness = this.state.level;
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
          .attention=${isLong}
          .marked=${isLong}
        ></ve-number>
        <ve-number
          size="large"
          .value=${view.longestWait}
          .label=${words.longestWait}
          .quiet=${isQuiet}
          .attention=${isLong}
        ></ve-number>
        <ve-number
          size="large"
          class="conversation"
          aside
          .value=${view.inConversation}
          .label=${words.inConversation}
          .shortLabel=${words.inConversationShort}
        ></ve-number>
      </div>
      ${this.#shares(view)}
      <ve-operators
        .view=${view.operators}
        .label=${words.operators}
        .unknown=${words.operatorsUnknown}
      ></ve-operators>
    `;
  }

  #standing(text: string) {
    return html`<p class="standing">${oldIcon}<span>${text}</span></p>`;
  }

  #shares({ shares, shortShares }: ChannelView) {
    if (shares.length === 0) return nothing;
    return html`${this.#line("full", shares)}${this.#line("short", shortShares)}`;
  }

  #line(length: "full" | "short", shares: readonly Share[]) {
    const { words } = this.speech;
    const label = this.channel === "phone" ? words.waitingByLanguage : words.waitingByEntry;
    return html`<ul part="shares" class=${length} aria-label=${label}>
      ${shares.map(({ name, count, isActive }) => {
        const state = isActive ? "active" : count === null ? "closed" : "open";
        return html`<li class=${state}>${name}${count === null ? nothing : html` <b>${count}</b>`}</li>`;
      })}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-channel": VeChannel;
  }
}
