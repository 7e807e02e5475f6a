import { css, html, LitElement, type PropertyValues, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import uPlot from "uplot";
import plotStyles from "uplot/dist/uPlot.min.css?inline";

import { base } from "../styles/shared.ts";
import type { Picture, PlotCanvas, PlotLook } from "./plot-picture.ts";

/** Painting a chart costs more than all the figures together; under a stream of changes once a second is enough. */
const REDRAW_PAUSE_MS = 1_000;
/** Of the type size: with less there is no room for the times below a line. */
const LEAST_HEIGHT = 3.5;

/**
 * A plot over time, of the wall and of the desk: the one place that knows uPlot, which sees a canvas and nothing
 * else of ours. Redraws only when `picture` is another object, and then at most once a second, or when its size or
 * the colours of the page have changed. Whoever uses it has the same in words or in a table.
 *
 * @csspart frame - the box of the canvas; its height is the plot's
 */
@customElement("ve-plot")
export class VePlot extends LitElement {
  /** `null`: nothing to show yet, the frame stays empty. */
  @property({ attribute: false }) picture: Picture | null = null;
  /** What it shows, for those who cannot see it. */
  @property() label = "";
  /** Names the colours that surround it: with another name they have changed. */
  @property() palette = "";
  /** How often it was drawn: a number to assert. */
  drawings = 0;

  @query("[part='frame']") private frame!: HTMLElement;
  #plot: uPlot | undefined;
  #drawn: Picture | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
        font-size: var(--ve-type-small, 1em);
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
    clearTimeout(this.#timer);
    this.#timer = undefined;
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
    if (changed.has("palette")) this.#restart();
    else if (changed.has("picture")) this.#drawSoon();
  }

  /** At once after a quiet moment, then once a second with whatever is newest. */
  #drawSoon(): void {
    if (this.#timer !== undefined || this.#drawn === this.picture) return;
    this.#draw();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#drawSoon();
    }, REDRAW_PAUSE_MS);
  }

  #draw(): void {
    const { picture } = this;
    if (!this.#plot || !picture || !isAlike(picture, this.#drawn)) return this.#restart();
    this.#drawn = picture;
    this.#plot.setData(alignedOf(picture));
  }

  /** Size or colours have changed: a new plot costs less thought than a changed one, and it is rare. */
  readonly #restart = (): void => {
    this.#stop();
    const { picture, frame } = this;
    this.#drawn = picture;
    if (!picture || !this.isConnected || frame.clientHeight === 0) return;
    const look = lookOf(frame);
    if (frame.clientHeight < LEAST_HEIGHT * look.typePx) return;
    this.#plot = new uPlot(this.#options(look, picture), alignedOf(picture), frame);
  };

  #options(look: PlotLook, first: Picture): uPlot.Options {
    const { inks, typePx } = look;
    const { top, bottom, left } = first.margins;
    const picture = (): Picture => this.#drawn ?? first;
    return {
      width: Math.max(1, this.frame.clientWidth),
      height: this.frame.clientHeight,
      ms: 1,
      padding: [typePx * top, 0, typePx * bottom, typePx * left],
      cursor: { show: false },
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: false, range: () => [picture().fromMs, picture().toMs] },
        y: { range: () => [0, picture().ceiling] },
      },
      series: [
        {},
        {
          show: first.line !== null,
          stroke: inks.ink,
          fill: () => (picture().line?.isFilled === true ? inks.shade : "transparent"),
          width: typePx * (first.line?.width ?? 0),
          points: { show: false },
        },
      ],
      hooks: {
        drawClear: [
          (plot) => {
            this.drawings += 1;
            picture().paintBack(canvasOf(plot), look);
          },
        ],
        draw: [(plot) => picture().paintFront(canvasOf(plot), look)],
      },
    };
  }

  #stop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }
}

/** Whether a plot of one can show the other. */
const isAlike = ({ margins, line }: Picture, other: Picture | null): boolean =>
  margins.top === other?.margins.top &&
  margins.bottom === other.margins.bottom &&
  margins.left === other.margins.left &&
  line?.width === other.line?.width;

/** The scales are ours: without a line uPlot needs to know only how far they reach. */
const alignedOf = ({ fromMs, toMs, ceiling, line }: Picture): uPlot.AlignedData =>
  line
    ? [[...line.atMs], [...line.values]]
    : [
        [fromMs, toMs],
        [0, ceiling],
      ];

const canvasOf = (plot: uPlot): PlotCanvas => ({
  ctx: plot.ctx,
  bbox: plot.bbox,
  xOf: (atMs) => plot.valToPos(atMs, "x", true),
  yOf: (value) => plot.valToPos(value, "y", true),
});

/** Tokens as they are on this page at this moment; a probe resolves what `light-dark()` leaves open. */
function lookOf(frame: HTMLElement): PlotLook {
  const probe = document.createElement("span");
  frame.append(probe);
  const colourOf = (token: string): string => {
    probe.style.color = `var(--ve-${token})`;
    return getComputedStyle(probe).color;
  };
  const { fontSize, fontFamily } = getComputedStyle(frame);
  const inks = {
    ink: colourOf("ink"),
    soft: colourOf("ink-soft"),
    faint: colourOf("ink-faint"),
    accent: colourOf("accent"),
    usual: colourOf("usual"),
    information: colourOf("information"),
    attention: colourOf("attention"),
    line: colourOf("line"),
    shade: colourOf("shade"),
    ground: colourOf("ground"),
  };
  probe.remove();
  return { inks, typePx: Number.parseFloat(fontSize), family: fontFamily };
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-plot": VePlot;
  }
}
