/** Paints the layers of a plot. Sizes in device pixels. */
import type { PlotArea, PlotColumns, PlotData, PlotInk, PlotLine } from "../format/plot-data.ts";
import type { Picture, PlotCanvas, PlotLook } from "./plot-picture.ts";

/** How much of a faint area is its own colour. */
const FAINT = 0.24;
/** Of a column's width, the space to the next one. */
const GAP = 0.22;

const pictures = new WeakMap<PlotData, Picture>();

/** The layers as a picture, the same one for the same layers: they are drawn once. */
export function layersPicture(data: PlotData): Picture {
  const known = pictures.get(data);
  if (known) return known;
  const { fromMs, toMs, ceiling } = data;
  const picture: Picture = {
    fromMs,
    toMs,
    ceiling,
    // At the left room for the numbers of the scale, where nothing lies behind them.
    margins: { top: 0.4, bottom: 1.6, left: 0.6 * String(ceiling).length + 0.5 },
    line: null,
    paintBack: (canvas, look) => paintBack(canvas, look, data),
    paintFront: (canvas, look) => paintFront(canvas, look, data),
  };
  pictures.set(data, picture);
  return picture;
}

/** Areas and columns, with the scale over them. */
function paintBack(plot: PlotCanvas, look: PlotLook, data: PlotData): void {
  for (const layer of data.layers) {
    if (layer.kind === "area") paintArea(plot, look, layer);
    else if (layer.kind === "columns") paintColumns(plot, look, layer, data);
  }
  paintScale(plot, look, data);
}

/** Lines, and where they end. */
function paintFront(plot: PlotCanvas, look: PlotLook, data: PlotData): void {
  for (const layer of data.layers) if (layer.kind === "line") paintLine(plot, look, layer);
}

function paintArea(plot: PlotCanvas, { inks }: PlotLook, { atMs, low, high, ink, isFaint }: PlotArea): void {
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = inks[ink];
  ctx.globalAlpha = isFaint === true ? FAINT : 1;
  ctx.beginPath();
  for (const [index, instant] of atMs.entries()) ctx.lineTo(plot.xOf(instant), plot.yOf(high[index] ?? 0));
  for (const [index, instant] of [...atMs.entries()].toReversed())
    ctx.lineTo(plot.xOf(instant), plot.yOf(low[index] ?? 0));
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

function paintColumns(
  plot: PlotCanvas,
  look: PlotLook,
  { columns, inks }: PlotColumns,
  { ceiling }: PlotData,
): void {
  const { ctx } = plot;
  ctx.save();
  for (const { fromMs, toMs, parts } of columns) {
    const [left, right] = [plot.xOf(fromMs), plot.xOf(toMs)];
    const inset = ((right - left) * GAP) / 2;
    const [x, width] = [left + inset, Math.max(1, right - left - 2 * inset)];
    if (parts === null) {
      paintUnknown(plot, look, { x, width, ceiling });
      continue;
    }
    let sum = 0;
    for (const [index, part] of parts.entries()) {
      const [bottom, top] = [plot.yOf(sum), plot.yOf(sum + part)];
      sum += part;
      ctx.fillStyle = look.inks[inks[index] ?? "accent"];
      ctx.fillRect(x, top, width, bottom - top);
    }
  }
  ctx.restore();
}

/** A hatched foot: here nobody knows, and it is not zero. */
function paintUnknown(
  plot: PlotCanvas,
  look: PlotLook,
  { x, width, ceiling }: { readonly x: number; readonly width: number; readonly ceiling: number },
): void {
  const { ctx } = plot;
  const height = Math.min(look.typePx * devicePixelRatio * 0.6, plot.yOf(0) - plot.yOf(ceiling));
  const bottom = plot.yOf(0);
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, bottom - height, width, height);
  ctx.clip();
  ctx.strokeStyle = look.inks.soft;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  const step = 4 * devicePixelRatio;
  for (let at = x - height; at < x + width; at += step) {
    ctx.moveTo(at, bottom);
    ctx.lineTo(at + height, bottom - height);
  }
  ctx.stroke();
  ctx.restore();
}

function paintLine(plot: PlotCanvas, look: PlotLook, line: PlotLine): void {
  const { ctx, bbox } = plot;
  const type = look.typePx * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = look.inks[line.ink];
  ctx.lineWidth = type * (line.isStrong === true ? 0.16 : 0.1);
  ctx.lineJoin = "round";
  ctx.lineCap = line.isDashed === true ? "butt" : "round";
  ctx.setLineDash(line.isDashed === true ? [type * 0.4, type * 0.35] : []);
  ctx.beginPath();
  let isDrawing = false;
  let end: readonly [number, number] | null = null;
  for (const [index, instant] of line.atMs.entries()) {
    const value = line.values[index] ?? null;
    if (value !== null) {
      end = [plot.xOf(instant), plot.yOf(value)];
      if (isDrawing) ctx.lineTo(...end);
      else ctx.moveTo(...end);
    }
    isDrawing = value !== null;
  }
  ctx.stroke();
  ctx.setLineDash([]);
  if (end !== null && line.hasEnd === true) {
    const radius = type * 0.32;
    const x = Math.min(Math.max(end[0], bbox.left + radius), bbox.left + bbox.width - radius);
    ctx.beginPath();
    ctx.arc(x, end[1], radius, 0, 2 * Math.PI);
    ctx.fillStyle = look.inks[line.ink];
    ctx.strokeStyle = look.inks.ground;
    ctx.lineWidth = radius * 0.5;
    ctx.stroke();
    ctx.fill();
  }
  if (end !== null && line.label !== undefined)
    paintLabel(plot, look, { text: line.label, ink: line.ink, end });
  ctx.restore();
}

/** Beside the end of a line, above it and within the plot. */
function paintLabel(
  plot: PlotCanvas,
  look: PlotLook,
  {
    text,
    ink,
    end: [x, y],
  }: { readonly text: string; readonly ink: PlotInk; readonly end: readonly [number, number] },
): void {
  const { ctx, bbox } = plot;
  const type = look.typePx * devicePixelRatio;
  ctx.font = `600 ${type}px ${look.family}`;
  ctx.fillStyle = look.inks[ink];
  ctx.textBaseline = "bottom";
  const width = ctx.measureText(text).width;
  const left = Math.min(Math.max(x - width / 2, bbox.left), bbox.left + bbox.width - width);
  ctx.lineWidth = type * 0.3;
  ctx.strokeStyle = look.inks.ground;
  ctx.strokeText(text, left, Math.max(y - type * 0.4, bbox.top + type));
  ctx.fillText(text, left, Math.max(y - type * 0.4, bbox.top + type));
}

/** A base line with the times below it, and faint rules that carry their own numbers. */
function paintScale(plot: PlotCanvas, look: PlotLook, data: PlotData): void {
  const { ctx, bbox } = plot;
  const type = look.typePx * devicePixelRatio;
  ctx.save();
  ctx.font = `400 ${type}px ${look.family}`;
  ctx.lineWidth = Math.max(1, type * 0.06);
  ctx.textBaseline = "top";
  for (const value of [0, data.ceiling / 2, data.ceiling]) {
    const y = Math.round(plot.yOf(value)) + 0.5;
    ctx.strokeStyle = look.inks.line;
    ctx.beginPath();
    ctx.setLineDash(value === 0 ? [] : [type * 0.1, type * 0.3]);
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    if (value === 0) continue;
    ctx.textAlign = "right";
    ctx.fillStyle = look.inks.soft;
    ctx.fillText(String(value), bbox.left - type * 0.4, y - type * 0.1);
  }
  ctx.fillStyle = look.inks.soft;
  let freeFrom = -Infinity;
  for (const { atMs, label } of data.ticks) {
    const width = ctx.measureText(label).width;
    const share = atMs === data.fromMs ? 0 : atMs === data.toMs ? 1 : 0.5;
    const left = plot.xOf(atMs) - width * share;
    // Where labels would run into one another, every other one is left out.
    if (left < freeFrom || left + width > bbox.left + bbox.width + 1) continue;
    freeFrom = left + width + type * 0.6;
    ctx.textAlign = "left";
    ctx.fillText(label, left, bbox.top + bbox.height + type * 0.45);
  }
  ctx.restore();
}
