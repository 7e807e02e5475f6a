import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ExplainedFigure } from "../desk/desk-figure.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import { type Freshness, isShowing } from "../format/freshness.ts";
import { base } from "../styles/shared.ts";
import { standingText } from "../view/standing-text.ts";
import { askToExplain } from "./ask-to-explain.ts";
import { attentionIcon, oldIcon } from "./icons.ts";

/**
 * A figure with its name and what stands beside it, as a button that asks for its
 * explanation. Old data look old: dimmed with a mark, then the time of the last word
 * instead of the figure.
 *
 * @fires ve-explain - an `ExplainEvent`, which leaves the element and bubbles
 * @csspart value - the figure itself
 */
@customElement("ve-desk-figure")
export class VeDeskFigure extends LitElement {
  /** The figure in words, and which of all readings it is. */
  @property({ attribute: false }) figure!: ExplainedFigure;
  /** How the desk speaks. */
  @property({ attribute: false }) speech!: DeskSpeech;
  /** How far it may be trusted. */
  @property({ attribute: false }) state: Freshness = { level: "live" };
  /** `large`: the figures of the present. */
  @property({ reflect: true }) size: "large" | "plain" = "plain";

  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      button {
        display: grid;
        align-content: start;
        justify-items: start;
        inline-size: 100%;
        block-size: 100%;
        margin: 0;
        padding: 0.6rem 0.75rem 0.7rem;
        border: 0;
        border-radius: 0.35rem;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: var(--ve-shade);
      }
      button:focus-visible {
        outline: 3px solid var(--ve-accent);
        outline-offset: -1px;
      }
      strong {
        display: flex;
        align-items: baseline;
        gap: 0.18em;
        font-size: 2.25rem;
        font-weight: 700;
        line-height: 1.15;
        font-variant-numeric: tabular-nums;
      }
      /* Ten minutes and a mark have room in the narrowest column, with a distance to the next figure. */
      :host([size="large"]) strong {
        font-size: clamp(2.25rem, 28cqi, 3.25rem);
        line-height: 1.05;
      }
      strong svg {
        align-self: center;
        block-size: 0.5em;
        inline-size: 0.5em;
      }
      .label {
        text-decoration: underline dotted var(--ve-ink-soft) 1px;
        text-underline-offset: 0.3em;
      }
      .beside {
        color: var(--ve-ink-soft);
        font-size: var(--ve-type-small);
        text-wrap: balance;
      }
      .low {
        color: var(--ve-attention);
      }
      .late {
        color: var(--ve-ink-soft);
      }
      strong.stands,
      :host([size="large"]) strong.stands {
        padding-block: 0.35rem;
        color: var(--ve-ink-soft);
        font-size: 1.125rem;
        font-weight: 600;
        line-height: 1.3;
      }
      @media print {
        button {
          padding: 0;
        }
        .label {
          text-decoration: none;
        }
        strong,
        :host([size="large"]) strong {
          font-size: 1.75rem;
        }
      }
    `,
  ];

  protected override render() {
    const { value, label, beside, isLow } = this.figure;
    const { state } = this;
    const isOld = state.level === "late";
    const mood = isOld ? "late" : isLow === true ? "low" : "";
    return html`<button aria-haspopup="dialog" @click=${(event: Event) => askToExplain(event, this.figure)}>
      ${
        isShowing(state)
          ? html`<strong class=${mood} part="value"
              >${value} ${isOld ? oldIcon : isLow === true ? attentionIcon : nothing}</strong
            >`
          : html`<strong class="stands" part="value">${standingText(state, this.speech.page)}</strong>`
      }
      <span class="label">${label}</span>
      ${beside === "" || !isShowing(state) ? nothing : html`<span class="beside">${beside}</span>`}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-desk-figure": VeDeskFigure;
  }
}
