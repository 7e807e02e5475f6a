/** What a wall is sent beside a board: how old its sources are, and the line of the day. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { House } from "#wire/house.ts";
import type { Trend } from "#wire/trend.ts";

const STEP_MS = 5 * 60_000;

/** A heartbeat in which every source was just heard, unless ages say otherwise. */
export function heartbeat(
  house: House,
  nowMs: number,
  ages: Record<string, number | null> = {},
): Omit<Heartbeat, "build"> {
  return {
    nowMs,
    speed: house.speed,
    revision: 1,
    sources: house.sources.map(({ source }, at) => ({
      source,
      ageMs: source in ages ? (ages[source] ?? null) : 1_000 * (2 - at),
    })),
  };
}

/** A day's line with the shape of a helpline's day, ending at the snapshot's newest point. */
export function trendOf(snapshot: BoardSnapshot): Trend {
  return {
    dayStartMs: snapshot.dayStartMs,
    dayEndMs: snapshot.dayEndMs,
    stepMs: STEP_MS,
    channels: snapshot.channels.map(({ channel: name, trend }, which) => {
      const share = Array.from({ length: trend.index + 1 }, (_, at) => {
        const hour = at / 12;
        return 0.3 + Math.exp(-(((hour - 13) / 5) ** 2)) + 0.25 * Math.sin(at * (0.31 + which * 0.2)) ** 2;
      });
      const sum = share.reduce((a, b) => a + b, 0);
      let soFar = 0;
      const cumulative = share.map((part) => Math.round(((soFar += part) / sum) * trend.cumulative));
      return { channel: name, cumulative, usual: null };
    }),
  };
}
