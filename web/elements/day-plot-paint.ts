/** What a plot of a day shows besides its line. Sizes in device pixels. */
import { roundCeiling } from "../format/day-axis.ts";
import { type Area, type DayPlotData, fanOf, peakOf, usualArea } from "../format/day-plot-data.ts";
import type { PlotCanvas, PlotLook } from "./plot-picture.ts";

/** How much of the ground a fan lets through. */
const FAN_ALPHA = 0.26;

/** The usual range of the day, and what is still to come of it. */
export function paintAreas(plot: PlotCanvas, look: PlotLook, data: DayPlotData): void {
  const { ctx } = plot;
  const usual = usualArea(data);
  const fan = fanOf(data);
  ctx.save();
  if (usual !== null) fillArea(plot, usual, look.inks.usual);
  if (fan !== null) {
    ctx.globalAlpha = FAN_ALPHA;
    fillArea(plot, fan, look.inks.information);
    ctx.globalAlpha = 1;
    const type = look.typePx * devicePixelRatio;
    ctx.strokeStyle = look.inks.information;
    ctx.lineWidth = type * 0.09;
    ctx.setLineDash([type * 0.22, type * 0.2]);
    ctx.beginPath();
    trace(plot, fan.atMs, fan.total);
    ctx.stroke();
  }
  ctx.restore();
}

function fillArea(plot: PlotCanvas, { atMs, low, high }: Area, colour: string): void {
  const { ctx } = plot;
  ctx.fillStyle = colour;
  ctx.beginPath();
  trace(plot, atMs, high);
  trace(plot, atMs.toReversed(), low.toReversed(), false);
  ctx.closePath();
  ctx.fill();
}

function trace(plot: PlotCanvas, atMs: readonly number[], values: readonly number[], isNew = true): void {
  for (const [index, instant] of atMs.entries()) {
    const x = plot.xOf(instant);
    const y = plot.yOf(values[index] ?? 0);
    if (index === 0 && isNew) plot.ctx.moveTo(x, y);
    else plot.ctx.lineTo(x, y);
  }
}

/** A base line with the hours below it, and faint rules that carry their own numbers. */
export function paintScale(
  plot: PlotCanvas,
  { inks, typePx, family }: PlotLook,
  data: DayPlotData,
  count: (value: number) => string,
): void {
  const { ctx, bbox } = plot;
  const type = typePx * devicePixelRatio;
  ctx.save();
  ctx.font = `400 ${type}px ${family}`;
  ctx.fillStyle = inks.faint;
  ctx.strokeStyle = inks.line;
  ctx.lineWidth = Math.max(1, type * 0.05);
  ctx.textBaseline = "top";
  const ceiling = ceilingOf(data);
  // Below its rule at the left, where no line is so early in the day; a day without a past or a future has room at the right.
  const isEarly = plot.xOf(data.line.newest.atMs) - bbox.left < type * 4;
  const isRight = isEarly && data.usual === null && data.fan.length === 0;
  const besideX = bbox.left + (isRight ? bbox.width : 0);
  ctx.textAlign = isRight ? "right" : "left";
  const isRoomy = bbox.height > type * 5;
  for (const value of isRoomy ? [0, ceiling / 2, ceiling] : [0, ceiling]) {
    const y = Math.round(plot.yOf(value)) + 0.5;
    ctx.beginPath();
    ctx.setLineDash(value === 0 ? [] : [type * 0.08, type * 0.3]);
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    if (value > 0 && bbox.height > type * 2.5) ctx.fillText(count(value), besideX, y + type * 0.1);
  }
  for (const { atMs, label: hour } of data.ticks) {
    const isFirst = atMs === data.dayStartMs;
    ctx.textAlign = isFirst ? "left" : atMs === data.dayEndMs ? "right" : "center";
    ctx.fillText(hour, plot.xOf(atMs), bbox.top + bbox.height + type * 0.42);
  }
  ctx.restore();
}

/** Where today stands. */
export function paintNewest(plot: PlotCanvas, look: PlotLook, { line: { newest } }: DayPlotData): void {
  const { ctx } = plot;
  const y = plot.yOf(newest.cumulative);
  const radius = look.typePx * devicePixelRatio * 0.26;
  const { left, width } = plot.bbox;
  const x = Math.min(Math.max(plot.xOf(newest.atMs), left + radius), left + width - radius);
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = look.inks.ink;
  ctx.strokeStyle = look.inks.ground;
  ctx.lineWidth = radius * 0.5;
  ctx.stroke();
  ctx.fill();
  ctx.restore();
}

/** The end of the scale. */
export const ceilingOf = (data: DayPlotData): number => roundCeiling(peakOf(data));
