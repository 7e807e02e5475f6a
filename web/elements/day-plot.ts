import uPlot from "uplot";

import type { DayPlotData } from "../format/day-plot-data.ts";
import { ceilingOf, type DayPlotLook, paintAreas, paintNewest, paintScale } from "./day-plot-paint.ts";

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
        y: { range: () => [0, ceilingOf(this.#data)] },
      },
      series: [
        {},
        {
          stroke: ink,
          // Beside the usual range a filled line would be a second area to read.
          fill: () => (this.#data.usual === null ? shade : "transparent"),
          width: typePx * 0.13,
          points: { show: false },
        },
      ],
      hooks: {
        drawClear: [
          (plot) => {
            paintAreas(plot, this.#look, this.#data);
            paintScale(plot, this.#look, this.#data);
          },
        ],
        draw: [(plot) => paintNewest(plot, this.#look, this.#data)],
      },
    };
  }
}
