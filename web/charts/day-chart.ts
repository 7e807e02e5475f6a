import { html, nothing, svg } from "lit";

import { roundCeiling } from "../format/day-axis.ts";
import { type Area, type DayPlotData, fanOf, peakOf, usualArea } from "../format/day-plot-data.ts";

/** The inner drawing is a unit square a thousand times enlarged, stretched to its frame. */
const SIDE = 1_000;

/** Today's line over what is usual, and the fan of what is still to come, as a drawing that prints. `spoken` says the same. */
export function dayChart(
  data: DayPlotData,
  { title, note, spoken }: Readonly<Record<"title" | "note" | "spoken", string>>,
) {
  const ceiling = roundCeiling(peakOf(data));
  const scale = scaleOf(data, ceiling);
  const usual = usualArea(data);
  const fan = fanOf(data);
  const { newest } = data.line;
  return html`<figure class="day">
    <figcaption>${title} <span>${note}</span></figcaption>
    <svg class="frame" role="img" aria-label=${spoken}>
      <svg class="inner" viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" height="88%" width="100%">
        ${usual === null ? nothing : svg`<path class="usual" d=${areaPath(usual, scale)} />`}
        ${
          fan === null
            ? nothing
            : svg`<path class="fan" d=${areaPath(fan, scale)} /><path class="projected" d=${linePath(fan.atMs, fan.total, scale)} />`
        }
        ${[0, ceiling / 2, ceiling].map((value) => svg`<path class="rule" d="M0 ${scale.y(value)}H${SIDE}" />`)}
        <path class="today" d=${linePath(data.line.atMs, data.line.cumulative, scale)} />
      </svg>
      ${[ceiling / 2, ceiling].map(
        (value) =>
          svg`<text class="value" x="0" y=${percent((scale.y(value) / SIDE) * 0.88)} dy="1.1em">${value}</text>`,
      )}
      <circle
        class="newest"
        r="5"
        cx=${percent(scale.x(newest.atMs) / SIDE)}
        cy=${percent((scale.y(newest.cumulative) / SIDE) * 0.88)}
      />
      ${data.ticks.map(({ atMs, label }) => {
        const place = atMs === data.dayStartMs ? "start" : atMs === data.dayEndMs ? "end" : "middle";
        return svg`<text class="hour ${place}" x=${percent(scale.x(atMs) / SIDE)} y="100%" dy="-0.2em">${label}</text>`;
      })}
    </svg>
  </figure>`;
}

interface Scale {
  readonly x: (atMs: number) => number;
  readonly y: (value: number) => number;
}

function scaleOf({ dayStartMs, dayEndMs }: DayPlotData, ceiling: number): Scale {
  return {
    x: (atMs) => round(((atMs - dayStartMs) / (dayEndMs - dayStartMs)) * SIDE),
    y: (value) => round((1 - value / ceiling) * SIDE),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)}%`;

/** A broken line where values are `null`. */
function linePath(atMs: readonly number[], values: readonly (number | null)[], { x, y }: Scale): string {
  let isDrawing = false;
  let path = "";
  for (const [index, instant] of atMs.entries()) {
    const value = values[index] ?? null;
    if (value !== null) path += `${isDrawing ? "L" : "M"}${x(instant)} ${y(value)}`;
    isDrawing = value !== null;
  }
  return path;
}

function areaPath({ atMs, low, high }: Area, scale: Scale): string {
  const back = linePath(atMs.toReversed(), low.toReversed(), scale).replace("M", "L");
  return `${linePath(atMs, high, scale)}${back}Z`;
}
