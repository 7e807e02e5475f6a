import type { HourTick } from "./day-axis.ts";
import type { TrendLine } from "./trend-line.ts";

/** What a plot of one day shows. */
export interface DayPlotData {
  readonly line: TrendLine;
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  readonly ticks: readonly HourTick[];
  /** The usual range by the end of each step of the day, of what was seen of it; `null`: not known. */
  readonly usual: UsualRange | null;
  /** What is still to come, ascending; empty when nobody knows. */
  readonly fan: readonly FanPoint[];
}

export interface UsualRange {
  readonly stepMs: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface FanPoint {
  readonly atMs: number;
  readonly total: number;
  readonly low: number;
  readonly high: number;
}

/** The highest count that a plot of it has to show. */
export function peakOf({ line, usual, fan }: DayPlotData): number {
  return Math.max(line.newest.cumulative, usual?.high.at(-1) ?? 0, ...fan.map(({ high }) => high));
}

/** Borders of an area, ascending in time: the upper one and the lower one. */
export interface Area {
  readonly atMs: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Half an hour of steps: what is usual comes in whole contacts, which every five minutes would be a staircase. */
const USUAL_EVERY = 6;

export function usualArea({ usual, dayStartMs }: DayPlotData): Area | null {
  if (usual === null) return null;
  const steps = usual.low.map((_, index) => index + 1);
  const shown = steps.filter((step) => step % USUAL_EVERY === 0 || step === steps.length);
  return {
    atMs: [dayStartMs, ...shown.map((step) => dayStartMs + step * usual.stepMs)],
    low: [0, ...shown.map((step) => usual.low[step - 1] ?? 0)],
    high: [0, ...shown.map((step) => usual.high[step - 1] ?? 0)],
  };
}

/** The fan opens where the line ends, or, when it begins before that, where it says the line would end had all been seen. */
export function fanOf({
  fan,
  line: { newest },
}: DayPlotData): (Area & { readonly total: readonly number[] }) | null {
  if (fan.length === 0) return null;
  const { atMs, cumulative } = newest;
  const ahead = fan.filter((point) => point.atMs > atMs);
  if (ahead.length === 0) return null;
  const present = fan.findLast((point) => point.atMs <= atMs);
  const opening = (value = 0) => Math.max(cumulative, value);
  return {
    atMs: [atMs, ...ahead.map((point) => point.atMs)],
    low: [opening(present?.low), ...ahead.map((point) => point.low)],
    high: [opening(present?.high), ...ahead.map((point) => point.high)],
    total: [opening(present?.total), ...ahead.map((point) => point.total)],
  };
}
