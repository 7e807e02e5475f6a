import type { Trend } from "#wire/trend.ts";

/** One channel's line of today: instants and cumulative arrivals, ready to draw. */
export interface TrendLine {
  readonly atMs: readonly number[];
  /** `null`: not seen. */
  readonly cumulative: readonly (number | null)[];
  /** The newest point that was seen. */
  readonly newest: { readonly atMs: number; readonly cumulative: number };
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

/** Steps nobody saw, from one up to, not including, another. */
export type Gap = readonly [from: number, to: number];

/**
 * The line from midnight to `untilMs`. A point counts the arrivals up to the end of
 * its step; the running step ends at the present, never in the future, and a quiet
 * spell goes on level. Over a gap there is no line: `null` in place of its points.
 */
export function lineOf(
  day: Omit<Trend, "channels">,
  cumulative: readonly number[],
  untilMs: number,
  gaps: readonly Gap[] = [],
): TrendLine {
  const endMs = Math.min(Math.max(untilMs, day.dayStartMs), day.dayEndMs);
  const ends = cumulative.map((_, index) => Math.min(day.dayStartMs + (index + 1) * day.stepMs, endMs));
  const isLevel = (ends.at(-1) ?? day.dayStartMs) < endMs;
  const rest = isLevel ? [endMs] : [];
  const atMs: number[] = [];
  const values: (number | null)[] = [];
  const counts = [0, ...cumulative, ...rest.map(() => cumulative.at(-1) ?? 0)];
  const instants = [day.dayStartMs, ...ends, ...rest];
  let newest = { atMs: day.dayStartMs, cumulative: 0 };
  for (const [point, instant] of instants.entries()) {
    const count = counts[point] ?? 0;
    const gap = gaps.find(([from, to]) => point > from && point <= to);
    // The end of a gap is where the line goes on, unless the gap goes on.
    const isSeen = gap === undefined || (point === gap[1] && point < instants.length - 1);
    if (gap !== undefined && point === gap[0] + 1 && isSeen) {
      atMs.push((instant + (instants[point - 1] ?? instant)) / 2);
      values.push(null);
    }
    atMs.push(instant);
    values.push(isSeen ? count : null);
    if (isSeen) newest = { atMs: instant, cumulative: count };
  }
  return { atMs, cumulative: values, newest };
}
