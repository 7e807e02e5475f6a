import { css, html, LitElement, type PropertyValues, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import uPlot from "uplot";
import plotStyles from "uplot/dist/uPlot.min.css?inline";

import type { PlotData } from "../format/plot-data.ts";
import { base } from "../styles/shared.ts";
import { paintBack, paintFront, type PlotLook } from "./plot-paint.ts";

/**
 * A plot of counts over time: lines, areas and stacked columns on one scale, drawn by uPlot on
 * a canvas, in the colours of the page. Redraws only when `data` is another object, its size has
 * changed, or the page turned dark, light, or to paper. Whoever uses it has the same in a table.
 *
 * @csspart frame - the box of the canvas; its height is the plot's
 */
@customElement("ve-plot")
export class VePlot extends LitElement {
  /** `null`: nothing to show yet, the frame stays empty. */
  @property({ attribute: false }) data: PlotData | null = null;
  /** What it shows, for those who cannot see it. */
  @property() label = "";
  /** How often it was drawn: a number to assert. */
  drawings = 0;

  @query("[part='frame']") private frame!: HTMLElement;
  #plot: uPlot | undefined;
  #drawn: PlotData | null = null;
  readonly #sizes = new ResizeObserver(() => this.#restart());
  readonly #schemes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];

  static override styles = [
    unsafeCSS(plotStyles),
    base,
    css`
      :host {
        display: block;
        block-size: 15rem;
      }
      [part="frame"] {
        block-size: 100%;
        overflow: hidden;
        font-size: var(--ve-type-small);
      }
      @media print {
        :host {
          block-size: 10rem;
        }
        [part="frame"] {
          print-color-adjust: exact;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    for (const scheme of this.#schemes) scheme.addEventListener("change", this.#restart);
    if (this.hasUpdated) this.#sizes.observe(this.frame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const scheme of this.#schemes) scheme.removeEventListener("change", this.#restart);
    this.#sizes.disconnect();
    this.#stop();
  }

  protected override render() {
    return html`<div part="frame" role="img" aria-label=${this.label}></div>`;
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.frame);
    // Canvas text cannot be set in a face that has not arrived.
    void document.fonts.ready.then(this.#restart);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("data") || this.data === this.#drawn) return;
    const isAlike = String(this.#drawn?.ceiling).length === String(this.data?.ceiling).length;
    if (this.#plot && this.data && isAlike) this.#plot.setData(alignedOf((this.#drawn = this.data)));
    else this.#restart();
  }

  /** Size or colours have changed: a new plot costs less thought than a changed one, and it is rare. */
  readonly #restart = (): void => {
    this.#stop();
    this.#drawn = this.data;
    if (!this.data || !this.isConnected || this.frame.clientHeight === 0) return;
    this.#plot = new uPlot(this.#options(lookOf(this.frame)), alignedOf(this.data), this.frame);
  };

  #options(look: PlotLook): uPlot.Options {
    const { typePx } = look;
    const data = (): PlotData | null => this.#drawn;
    // Room for the numbers of the scale beside the plot, where nothing lies behind them.
    const gutterPx = typePx * (0.6 * String(data()?.ceiling ?? 0).length + 0.5);
    return {
      width: Math.max(1, this.frame.clientWidth),
      height: this.frame.clientHeight,
      ms: 1,
      padding: [typePx * 0.4, 0, typePx * 1.6, gutterPx],
      cursor: { show: false },
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: false, range: () => [data()?.fromMs ?? 0, data()?.toMs ?? 1] },
        y: { range: () => [0, data()?.ceiling ?? 1] },
      },
      series: [{}, { show: false }],
      hooks: {
        drawClear: [(plot) => this.#paint(plot, look)],
      },
    };
  }

  #paint(plot: uPlot, look: PlotLook): void {
    const data = this.#drawn;
    if (!data) return;
    this.drawings += 1;
    paintBack(plot, look, data);
    paintFront(plot, look, data);
  }

  #stop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }
}

/** The scales are ours: uPlot needs to know only how far they reach. */
const alignedOf = ({ fromMs, toMs, ceiling }: PlotData): uPlot.AlignedData => [
  [fromMs, toMs],
  [0, ceiling],
];

/** Tokens as they are on this page at this moment; a probe resolves what `light-dark()` leaves open. */
function lookOf(frame: HTMLElement): PlotLook {
  const probe = document.createElement("span");
  frame.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--ve-${name})`;
    return getComputedStyle(probe).color;
  };
  const { fontSize, fontFamily } = getComputedStyle(frame);
  const look = {
    inks: {
      ink: colour("ink"),
      accent: colour("accent"),
      usual: colour("usual"),
      soft: colour("ink-soft"),
      attention: colour("attention"),
      line: colour("line"),
    },
    label: colour("ink-soft"),
    rule: colour("line"),
    ground: colour("ground"),
    typePx: Number.parseFloat(fontSize),
    family: fontFamily,
  };
  probe.remove();
  return look;
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-plot": VePlot;
  }
}
