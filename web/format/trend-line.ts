import type { Trend } from "#wire/trend.ts";

/** One channel's line of today: instants and cumulative arrivals, ready to draw. */
export interface TrendLine {
  readonly atMs: readonly number[];
  readonly cumulative: readonly number[];
}

export interface NewestPoint {
  readonly dayStartMs: number;
  readonly index: number;
  readonly cumulative: number;
  /** The instant the newest figure is of. */
  readonly asOfMs: number;
}

/**
 * Can the newest point be joined to the history: the same day, and no step left
 * out in between. When not, the history has to be fetched again.
 */
export function isContiguous(trend: Trend, channel: string, newest: NewestPoint): boolean {
  const known = trend.channels.find((one) => one.channel === channel)?.cumulative.length ?? 0;
  return trend.dayStartMs === newest.dayStartMs && newest.index <= known;
}

/** History with the newest point laid over it. A newest point inside the history replaces what followed it. */
export function withNewest(cumulative: readonly number[], newest: NewestPoint): readonly number[] {
  return [...cumulative.slice(0, newest.index), newest.cumulative];
}

/**
 * The line from midnight to `untilMs`. A point counts the arrivals up to the end of
 * its step; the running step ends at the present, never in the future, and a quiet
 * spell goes on level.
 */
export function lineOf(
  day: Omit<Trend, "channels">,
  cumulative: readonly number[],
  untilMs: number,
): TrendLine {
  const endMs = Math.min(Math.max(untilMs, day.dayStartMs), day.dayEndMs);
  const atMs = cumulative.map((_, index) => Math.min(day.dayStartMs + (index + 1) * day.stepMs, endMs));
  const isLevel = (atMs.at(-1) ?? day.dayStartMs) < endMs;
  const rest = isLevel ? [endMs] : [];
  return {
    atMs: [day.dayStartMs, ...atMs, ...rest],
    cumulative: [0, ...cumulative, ...rest.map(() => cumulative.at(-1) ?? 0)],
  };
}
