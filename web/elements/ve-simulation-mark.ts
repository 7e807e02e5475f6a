import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base } from "../styles/shared.ts";
import { informationIcon } from "./icons.ts";

/**
 * Says that the figures are invented, in words and shape, for as long as the
 * page is open.
 *
 * @csspart mark - the framed word
 */
@customElement("ve-simulation-mark")
export class VeSimulationMark extends LitElement {
  /** The word that is framed. */
  @property() word = "";
  /** The longer explanation, for those who point at it or cannot see it. */
  @property() meaning = "";
  /** How many times faster than life. */
  @property({ type: Number }) speed = 1;

  static override styles = [
    base,
    css`
      [part="mark"] {
        display: flex;
        align-items: center;
        gap: 0.45rem;
        padding: 0.12rem 0.7rem 0.16rem;
        border: 0.1rem dashed var(--ve-information);
        border-radius: 0.35rem;
        color: var(--ve-information);
        font-weight: 600;
        letter-spacing: 0.02em;
        white-space: nowrap;
      }
      @container (width < 22rem) {
        [part="mark"] {
          padding-inline: 0.35rem;
        }
      }
    `,
  ];

  protected override render() {
    const speed = this.speed === 1 ? nothing : html`<span>×${this.speed}</span>`;
    return html`<p part="mark" title=${this.meaning}>${informationIcon}<span>${this.word}</span>${speed}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-simulation-mark": VeSimulationMark;
  }
}
