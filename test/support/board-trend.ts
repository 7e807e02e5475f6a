/** The lines of today that belong to invented boards. */
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { ChannelOutlook } from "#wire/outlook.ts";
import type { Trend, TrendChannel } from "#wire/trend.ts";

import { rounded, seenBefore, SHAPE, spread, STEP_MS } from "./invented-day.ts";

/** A day's line with the shape of a helpline's day, ending at the snapshot's newest point; and what is usual of the whole day, if the board knows it. */
export function trendOf(snapshot: BoardSnapshot): Trend {
  return {
    dayStartMs: snapshot.dayStartMs,
    dayEndMs: snapshot.dayEndMs,
    stepMs: STEP_MS,
    channels: snapshot.channels.map((one, which) =>
      one.outlook ? usualChannel(snapshot, one, one.outlook) : plainChannel(one, which),
    ),
  };
}

function plainChannel({ channel, trend }: ChannelSnapshot, which: number): TrendChannel {
  const share = Array.from({ length: trend.index + 1 }, (_, at) => {
    const hour = at / 12;
    return 0.3 + Math.exp(-(((hour - 13) / 5) ** 2)) + 0.25 * Math.sin(at * (0.31 + which * 0.2)) ** 2;
  });
  const sum = share.reduce((a, b) => a + b, 0);
  let soFar = 0;
  const cumulative = share.map((part) => Math.round(((soFar += part) / sum) * trend.cumulative));
  return { channel, cumulative, usual: null };
}

function usualChannel(
  { asOfMs, dayStartMs }: BoardSnapshot,
  { channel, trend, gaps }: ChannelSnapshot,
  { soFar }: ChannelOutlook,
): TrendChannel {
  const part = seenBefore(Math.floor((asOfMs - dayStartMs) / STEP_MS), gaps);
  const expected = SHAPE.map((share) => rounded((share * soFar.ordinary) / part));
  const cumulative = Array.from({ length: trend.index + 1 }, (_, at) => {
    const seen = Math.min(1, seenBefore(at + 1, gaps) / part);
    const ripple = 1 + 0.05 * Math.sin(at * 0.31) * (1 - seen);
    return Math.round(seen * ripple * soFar.count);
  });
  return {
    channel,
    cumulative,
    usual: {
      expected,
      low: expected.map((value) => Math.max(0, Math.round(value - spread(value)))),
      high: expected.map((value) => Math.round(value + spread(value))),
    },
  };
}
