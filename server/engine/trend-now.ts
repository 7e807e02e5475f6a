import { STEP_MS } from "#domain/arrival-steps.ts";
import type { Board } from "#domain/board.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { Trend, TrendChannel } from "#wire/trend.ts";

/** Today's line of each channel up to `now`, beside what is usual. */
export function trendOf(
  board: Board,
  usualOf: (channel: Channel) => TrendChannel["usual"],
  now: EpochMs,
): Trend {
  const day = board.dayOf(now);
  const begun = Math.floor((now - day.start) / STEP_MS) + 1;
  const channels = [...board.channels()].map(([channel, own]) => {
    let sum = 0;
    const cumulative = [...own.dayTally(day).arrivals.subarray(0, begun)].map(
      (arrivals) => (sum += arrivals),
    );
    return { channel, cumulative, usual: usualOf(channel) };
  });
  return { dayStartMs: day.start, dayEndMs: day.end, stepMs: STEP_MS, channels };
}
