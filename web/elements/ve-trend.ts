import { css, html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import plotStyles from "uplot/dist/uPlot.min.css?inline";

import type { DayPlotData } from "../format/day-plot-data.ts";
import type { Freshness } from "../format/freshness.ts";
import { base, fading } from "../styles/shared.ts";
import type { TrendView } from "../view/trend-view.ts";
import { DayPlot } from "./day-plot.ts";
import "./ve-trend-caption.ts";

/** Painting a chart costs more than all the figures together; under a stream of changes once a second is enough. */
const REDRAW_PAUSE_MS = 1_000;
/** Of the type size: with less there is no room for the hours below a line. */
const LEAST_HEIGHT = 3.5;

/**
 * Today's cumulative line of one channel over what is usual, and what is still to come,
 * in words above. Redraws only when `data` changes, and at most once a second.
 *
 * @csspart plot - the canvas' frame
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

  @query("[part='plot']") private frame!: HTMLElement;
  #plot: DayPlot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#restart());

  static override styles = [
    unsafeCSS(plotStyles),
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
        position: relative;
        min-block-size: 0;
        min-inline-size: 0;
      }
      [part="plot"] {
        min-block-size: 0;
        min-inline-size: 0;
        overflow: hidden;
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

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#sizes.observe(this.frame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stop();
  }

  protected override render() {
    const { wordings, spoken, note } = this.view;
    return html`
      <ve-trend-caption .wordings=${wordings}></ve-trend-caption>
      <div class="frame">
        <div part="plot" role="img" aria-label=${spoken}></div>
        ${note ? html`<p part="note">${note}</p>` : nothing}
      </div>
    `;
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.frame);
    // Canvas text cannot be set in a face that has not arrived.
    void document.fonts.ready.then(() => this.#restart());
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("freshness") || changed.has("night") || changed.has("count")) this.#restart();
    else if (changed.has("data")) this.#drawSoon();
  }

  /** At once after a quiet moment, then once a second with whatever is newest. */
  #drawSoon(): void {
    if (this.#timer !== undefined) return;
    this.#draw();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#drawn !== this.data) this.#drawSoon();
    }, REDRAW_PAUSE_MS);
  }

  #drawn: DayPlotData | null = null;

  #draw(): void {
    this.#drawn = this.data;
    if (this.data === null) this.#stop();
    else if (this.#plot) this.#plot.draw(this.data);
    else this.#restart();
  }

  /** Size or colours have changed: a new plot costs less thought than a changed one, and it is rare. */
  #restart(): void {
    this.#stop();
    const tokens = getComputedStyle(this);
    const typePx = Number.parseFloat(tokens.fontSize);
    if (this.data === null || this.frame.clientHeight < LEAST_HEIGHT * typePx) return;
    this.#drawn = this.data;
    const colour = (name: string) => tokens.getPropertyValue(name).trim();
    const look = {
      ink: colour("--ve-ink"),
      shade: colour("--ve-shade"),
      usual: colour("--ve-usual"),
      projection: colour("--ve-information"),
      label: colour("--ve-ink-faint"),
      rule: colour("--ve-line"),
      ground: colour("--ve-ground"),
      typePx,
      family: tokens.fontFamily,
      count: this.count,
    };
    this.#plot = new DayPlot(this.frame, look, this.data);
  }

  #stop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-trend": VeTrend;
  }
}
