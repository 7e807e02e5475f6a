import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { DayPlotData } from "../format/day-plot-data.ts";
import type { Freshness } from "../format/freshness.ts";
import { base, fading } from "../styles/shared.ts";
import type { TrendView } from "../view/trend-view.ts";
import { dayPicture } from "./day-picture.ts";
import type { Picture } from "./plot-picture.ts";
import "./ve-plot.ts";
import "./ve-trend-caption.ts";

/**
 * Today's cumulative line of one channel over what is usual, and what is still to come,
 * in words above.
 *
 * @csspart note - how well the usual is known
 */
@customElement("ve-trend")
export class VeTrend extends LitElement {
  /** The words around the line. */
  @property({ attribute: false }) view!: TrendView;
  /** `null`: no history yet, the frame stays empty. */
  @property({ attribute: false }) data: DayPlotData | null = null;
  /** How far the line may be trusted. */
  @property({ reflect: true }) freshness: Freshness["level"] = "live";
  /** Writes a count as the page's readers do. */
  @property({ attribute: false }) count: (value: number) => string = String;
  /** The page has its colours of the night. */
  @property({ type: Boolean }) night = false;

  #picture: Picture | null = null;

  static override styles = [
    base,
    fading,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
      }
      .frame {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        position: relative;
        min-block-size: 0;
        min-inline-size: 0;
      }
      ve-plot {
        block-size: 100%;
      }
      /* Above the line, where no cumulative line is before the day is far gone. */
      [part="note"] {
        position: absolute;
        inset: 0.28rem 0 auto 3.4rem;
        color: var(--ve-ink-faint);
        text-wrap: balance;
      }
      @container (height < 22rem) or (width < 22rem) {
        .frame {
          display: none;
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("data") || changed.has("count"))
      this.#picture = this.data && dayPicture(this.data, this.count);
  }

  protected override render() {
    const { wordings, spoken, note } = this.view;
    return html`
      <ve-trend-caption .wordings=${wordings}></ve-trend-caption>
      <div class="frame">
        <ve-plot
          .picture=${this.#picture}
          label=${spoken}
          palette="${this.freshness} ${this.night ? "night" : "day"}"
        ></ve-plot>
        ${note ? html`<p part="note">${note}</p>` : nothing}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-trend": VeTrend;
  }
}
