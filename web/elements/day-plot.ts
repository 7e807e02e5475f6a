import uPlot from "uplot";

import { type HourTick, roundCeiling } from "../format/day-axis.ts";
import type { TrendLine } from "../format/trend-line.ts";

/** What a plot of one day shows. */
export interface DayPlotData {
  readonly line: TrendLine;
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  readonly ticks: readonly HourTick[];
}

/** Colours and sizes in CSS pixels, read from the tokens by whoever owns the plot. */
export interface DayPlotLook {
  readonly ink: string;
  readonly shade: string;
  readonly label: string;
  readonly rule: string;
  readonly ground: string;
  readonly typePx: number;
  readonly family: string;
}

/** Draws one day's cumulative line with uPlot, which sees a canvas and nothing else of ours. */
export class DayPlot {
  readonly #plot: uPlot;
  readonly #look: DayPlotLook;
  #data: DayPlotData;

  constructor(parent: HTMLElement, look: DayPlotLook, data: DayPlotData) {
    this.#look = look;
    this.#data = data;
    this.#plot = new uPlot(this.#options(parent), this.#aligned(), parent);
  }

  draw(data: DayPlotData): void {
    this.#data = data;
    this.#plot.setData(this.#aligned());
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #aligned(): uPlot.AlignedData {
    return [[...this.#data.line.atMs], [...this.#data.line.cumulative]];
  }

  #options(parent: HTMLElement): uPlot.Options {
    const { ink, shade, typePx } = this.#look;
    return {
      width: Math.max(1, parent.clientWidth),
      height: Math.max(1, parent.clientHeight),
      ms: 1,
      padding: [typePx * 0.4, 0, typePx * 1.55, 0],
      cursor: { show: false },
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: false, range: () => [this.#data.dayStartMs, this.#data.dayEndMs] },
        y: { range: () => [0, this.#ceiling()] },
      },
      series: [{}, { stroke: ink, fill: shade, width: typePx * 0.13, points: { show: false } }],
      hooks: { drawClear: [(plot) => this.#paintScale(plot)], draw: [(plot) => this.#paintNewest(plot)] },
    };
  }

  #ceiling(): number {
    return roundCeiling(this.#data.line.cumulative.at(-1) ?? 0);
  }

  /** A base line with the hours below it, and two faint rules that carry their own numbers. */
  #paintScale(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const { label, rule, typePx, family } = this.#look;
    const type = typePx * devicePixelRatio;
    ctx.save();
    ctx.font = `400 ${type}px ${family}`;
    ctx.fillStyle = label;
    ctx.strokeStyle = rule;
    ctx.lineWidth = Math.max(1, type * 0.05);
    ctx.textBaseline = "top";
    const ceiling = this.#ceiling();
    // Below its rule at the left, where no line is so early in the day; in the small hours at the right.
    const newestMs = this.#data.line.atMs.at(-1) ?? 0;
    const isEarly = plot.valToPos(newestMs, "x", true) - bbox.left < type * 4;
    const besideX = bbox.left + (isEarly ? bbox.width : 0);
    ctx.textAlign = isEarly ? "right" : "left";
    const isRoomy = bbox.height > type * 5;
    for (const value of isRoomy ? [0, ceiling / 2, ceiling] : [0, ceiling]) {
      const y = Math.round(plot.valToPos(value, "y", true)) + 0.5;
      ctx.beginPath();
      ctx.setLineDash(value === 0 ? [] : [type * 0.08, type * 0.3]);
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      if (value > 0 && bbox.height > type * 2.5) ctx.fillText(String(value), besideX, y + type * 0.1);
    }
    for (const { atMs, label: hour } of this.#data.ticks) {
      const isFirst = atMs === this.#data.dayStartMs;
      ctx.textAlign = isFirst ? "left" : atMs === this.#data.dayEndMs ? "right" : "center";
      ctx.fillText(hour, plot.valToPos(atMs, "x", true), bbox.top + bbox.height + type * 0.42);
    }
    ctx.restore();
  }

  /** The newest point: where today stands. */
  #paintNewest(plot: uPlot): void {
    const { line } = this.#data;
    const { ctx } = plot;
    const { ink, ground, typePx } = this.#look;
    const y = plot.valToPos(line.cumulative.at(-1) ?? 0, "y", true);
    const radius = typePx * devicePixelRatio * 0.26;
    const { left, width } = plot.bbox;
    const wanted = plot.valToPos(line.atMs.at(-1) ?? 0, "x", true);
    const x = Math.min(Math.max(wanted, left + radius), left + width - radius);
    ctx.save();
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = ink;
    ctx.strokeStyle = ground;
    ctx.lineWidth = radius * 0.5;
    ctx.stroke();
    ctx.fill();
    ctx.restore();
  }
}
