import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base, digits } from "../styles/shared.ts";
import { attentionIcon } from "./icons.ts";

/** Strings longer than this are set smaller, so that a wait of an hour fits where one of minutes stood. */
const FITS = { huge: 2, large: 5, medium: 5 } as const;

/**
 * One big number with its name below. Knows nothing of channels or streams.
 *
 * @csspart value - the number itself
 */
@customElement("ve-number")
export class VeNumber extends LitElement {
  /** What is counted. */
  @property() label = "";
  /** Where room is shortest; empty when the label is short enough. */
  @property({ attribute: false }) shortLabel = "";
  /** What it usually is, below the name; left away on a screen seen from afar. */
  @property({ attribute: false }) usual = "";
  /** Already formatted. */
  @property({ attribute: false }) value = "";
  /** How large, by the tokens `--ve-number-*`. */
  @property({ reflect: true }) size: "huge" | "large" | "medium" = "medium";
  /** Nothing to see: a zero, or nobody waiting. */
  @property({ type: Boolean, reflect: true }) quiet = false;

  /** Somebody should look. */
  @property({ type: Boolean, reflect: true }) attention = false;
  /** A mark before the name, for those who do not see the colour. */
  @property({ type: Boolean }) marked = false;
  /** Steps aside on a screen seen from afar: the label first, the number as small as it. */
  @property({ type: Boolean, reflect: true }) aside = false;

  static override styles = [
    base,
    digits,
    css`
      :host {
        display: block;
      }
      div {
        display: grid;
        gap: var(--ve-number-gap, 0.5rem);
      }
      [part="value"] {
        --size: var(--ve-number-medium);
        font-size: var(--size);
        color: var(--ve-ink);
      }
      :host([size="huge"]) [part="value"] {
        --size: var(--ve-number-huge);
      }
      :host([size="large"]) [part="value"] {
        --size: var(--ve-number-large);
      }
      [part="value"].long {
        font-size: calc(var(--size) * 0.66);
      }
      :host([quiet]) [part="value"] {
        color: var(--ve-ink-soft);
      }
      :host([attention]) [part="value"],
      #label svg {
        color: var(--ve-attention);
      }
      #label {
        color: var(--ve-ink-soft);
        white-space: nowrap;
      }
      #usual {
        margin-block-start: -0.5rem;
        line-height: 1.2;
        color: var(--ve-ink-faint);
        white-space: nowrap;
      }
      .short {
        display: none;
      }
      @container ((orientation: landscape) and ((height < 18.5rem) or (width < 34rem))) or (width < 18.5rem) {
        .full {
          display: none;
        }
        .short {
          display: inline;
        }
      }
      @container ((orientation: landscape) and ((height < 28rem) or (width < 46rem))) or (width < 30rem) {
        :host {
          --ve-number-gap: 0.3rem;
        }
        #usual {
          display: none;
        }
        :host([aside]) div {
          display: flex;
          flex-direction: row-reverse;
          align-items: baseline;
        }
        :host([aside]) [part="value"] {
          font-size: 1.2rem;
          text-box: normal;
        }
      }
    `,
  ];

  protected override render() {
    const isLong = this.value.length > FITS[this.size];
    return html`<div role="group" aria-labelledby="label" aria-describedby=${this.usual ? "usual" : nothing}>
      <span part="value" class="digits ${isLong ? "long" : ""}">${this.value}</span>
      <span id="label"
        >${this.marked ? html`${attentionIcon} ` : nothing}${
          this.shortLabel
            ? html`<span class="full">${this.label}</span
                ><span class="short" aria-hidden="true">${this.shortLabel}</span>`
            : this.label
        }</span
      >
      ${this.usual ? html`<span id="usual">${this.usual}</span>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-number": VeNumber;
  }
}
