/** What a wall is sent beside a board: how old its sources are. */
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { House } from "#wire/house.ts";

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
    bus: null,
    sources: house.sources.map(({ source }, at) => ({
      source,
      ageMs: source in ages ? (ages[source] ?? null) : 1_000 * (2 - at),
    })),
  };
}
