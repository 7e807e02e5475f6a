import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { DASH } from "../format/formats.ts";
import { type Freshness, isShowing } from "../format/freshness.ts";
import { base, digits, fading } from "../styles/shared.ts";
import type { HeadlineFigure } from "../view/headline-figures.ts";
import type { Speech } from "../view/speech.ts";
import { attentionIcon, oldIcon } from "./icons.ts";
import "./ve-target-bar.ts";

/**
 * A headline figure: its name, the figure, what it is to be held against, and a
 * bar where there is a target.
 *
 * @csspart value - the figure
 * @csspart beside - today's value or the target
 * @csspart estimated - how much of it is a guess
 */
@customElement("ve-figure")
export class VeFigure extends LitElement {
  /** The figure in words. */
  @property({ attribute: false }) figure!: HeadlineFigure;
  /** How far it may be trusted. */
  @property({ attribute: false }) state: Freshness = { level: "live" };
  /** How the page speaks. */
  @property({ attribute: false }) speech!: Speech;
  /** Set by the element itself, for its style: the level of `state`. */
  @property({ reflect: true }) freshness: Freshness["level"] = "live";

  static override styles = [
    base,
    digits,
    fading,
    css`
      div {
        display: grid;
        gap: calc(var(--ve-row-gap) + 0.1rem);
        align-content: start;
        block-size: 100%;
      }
      #label {
        color: var(--ve-ink-soft);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.3rem 0.8rem;
        min-block-size: 1.25rem;
      }
      [part="value"] {
        font-size: var(--ve-number-medium);
        color: var(--ve-ink);
      }
      .unit {
        font-size: max(1rem, 0.5em);
        font-weight: 600;
        margin-inline-start: 0.08em;
      }
      [part="beside"],
      [part="estimated"] {
        color: var(--ve-ink-faint);
        white-space: nowrap;
      }
      .below [part="beside"] {
        color: var(--ve-attention);
        font-weight: 600;
      }
      .standing {
        font-weight: 600;
        color: var(--ve-ink);
      }
      .short,
      .dash {
        display: none;
      }
      @container (height < 28rem) or (width < 30rem) or ((orientation: landscape) and (width < 46rem)) {
        .full,
        .rate [part="beside"] span,
        [part="estimated"] {
          display: none;
        }
        .short {
          display: inline;
        }
        .line {
          min-block-size: 1.36rem;
        }
      }
      /* Its mark of age takes the room of a word. */
      @container (width < 64rem) {
        :host([freshness="late"]) .full {
          display: none;
        }
        :host([freshness="late"]) .short {
          display: inline;
        }
      }
      @container (height < 18.5rem) or (width < 22rem) or ((orientation: landscape) and (width < 28rem)) {
        [part="beside"] span,
        ve-target-bar {
          display: none;
        }
      }
      @container (width < 22rem) {
        .standing {
          display: none;
        }
        .dash {
          display: inline;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    this.freshness = this.state.level;
  }

  protected override render() {
    const { figure, state } = this;
    const isOld = state.level === "late";
    const below = figure.target?.isBelow === true;
    return html`<div
      role="group"
      aria-labelledby="label"
      class="${figure.target ? "rate" : ""} ${below ? "below" : ""}"
    >
      <span id="label"
        >${isOld ? oldIcon : nothing} <span class="full">${figure.label}</span
        ><span class="short" aria-hidden="true">${figure.shortLabel}</span></span
      >
      ${isShowing(state) ? this.#value(below) : this.#standing(state)}
    </div>`;
  }

  #standing(state: Freshness) {
    const { words, formats } = this.speech;
    if (!("sinceMs" in state))
      return html`<span class="line"><b part="value" class="digits">${DASH}</b></span>`;
    return html`<span class="standing">${words.standsSince(formats.clockSeconds(state.sinceMs))}</span
      ><span class="line dash" aria-hidden="true"><b part="value" class="digits">${DASH}</b></span>`;
  }

  #value(below: boolean) {
    const { value, unit, beside, estimated, target } = this.figure;
    return html`<span class="line">
        <b part="value" class="digits">${value}${unit ? html`<span class="unit">${unit}</span>` : nothing}</b>
        <span part="beside">${below ? attentionIcon : nothing} <span>${beside}</span></span>
        ${estimated ? html`<span part="estimated">${estimated}</span>` : nothing}
      </span>
      ${
        target
          ? html`<ve-target-bar
              .ratio=${target.ratio}
              .target=${target.target}
              .below=${target.isBelow}
            ></ve-target-bar>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-figure": VeFigure;
  }
}
