import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";

const percent = (ratio: number): string => `${(Math.min(1, Math.max(0, ratio)) * 100).toFixed(1)}%`;

/**
 * A rate as a bar, with a mark where it should reach. Decoration beside a figure
 * that says the same in digits, hence hidden from those who cannot see it.
 *
 * @csspart bar - the track
 * @csspart fill - as long as the rate
 * @csspart mark - the target
 */
@customElement("ve-target-bar")
export class VeTargetBar extends LitElement {
  /** 0..1; `null` leaves the track empty. */
  @property({ attribute: false }) ratio: number | null = null;
  /** 0..1: where the mark stands. */
  @property({ attribute: false }) target = 0;
  /** The rate lies clearly below its target. */
  @property({ type: Boolean, reflect: true }) below = false;

  // Geometry by SVG attributes: a style attribute would be refused by the content security policy.
  static override styles = css`
    svg {
      display: block;
      inline-size: 100%;
      block-size: 0.78rem;
      overflow: visible;
    }
    [part="bar"],
    [part="fill"] {
      y: 0.22rem;
      height: 0.34rem;
      rx: 0.17rem;
      fill: var(--ve-track);
    }
    [part="fill"] {
      fill: var(--ve-ink-soft);
    }
    :host([below]) [part="fill"] {
      fill: var(--ve-attention);
    }
    [part="mark"] {
      width: 0.13rem;
      height: 0.78rem;
      fill: var(--ve-ink);
      stroke: var(--ve-ground);
      stroke-width: 0.2rem;
      paint-order: stroke;
      translate: -0.065rem 0;
    }
  `;

  protected override render() {
    return html`<svg aria-hidden="true">
      <rect part="bar" width="100%"></rect>
      <rect part="fill" width=${percent(this.ratio ?? 0)}></rect>
      <rect part="mark" x=${percent(this.target)}></rect>
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-target-bar": VeTargetBar;
  }
}
