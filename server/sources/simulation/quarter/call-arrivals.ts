import type { QuarterFigures } from "#config/quarter-schema.ts";

import { createRandom } from "../random.ts";
import type { Arrival } from "./arrivals.ts";
import { type CallsBeforeQueue, callsBeforeQueue } from "./calls-before-queue.ts";
import { channelArrivals } from "./channel-arrivals.ts";
import { dayLevels, nuisanceLevels } from "./day-levels.ts";
import type { QuarterDay } from "./quarter-days.ts";

/**
 * Chance alone may lift an hour beside the busiest ones above one of them, in about
 * one quarter of 25. Such calls are drawn anew; figures that never agree are taken as they come.
 */
const MOST_ATTEMPTS = 20;

/** Every call of the quarter in order of arrival, and which of them reach no queue. */
export function callArrivals(
  seed: string,
  days: readonly QuarterDay[],
  figures: QuarterFigures,
): CallsBeforeQueue & { readonly calls: readonly Arrival[] } {
  const { peakDay, calls: assumed } = figures.assumed;
  const ordinary = dayLevels(days, assumed.dispersion, peakDay, createRandom(`${seed}|days`));
  const nuisance = nuisanceLevels(days, assumed.nuisance, createRandom(`${seed}|nuisance`));
  const blacklistedShare = figures.calls.blacklisted / figures.calls.total;
  const levels = ordinary.map(
    (level, day) => (1 - blacklistedShare) * level + blacklistedShare * (nuisance[day] ?? 1),
  );
  const drawn = (attempt: number) =>
    channelArrivals({
      seed: `${seed}|${attempt}`,
      days,
      table: figures.calls.table,
      peakDay,
      peakTotal: peakDay.netCalls + peakDay.blacklistedCalls,
      levels,
      dispersion: assumed.dispersion,
    });
  let calls = drawn(1);
  for (let attempt = 2; attempt <= MOST_ATTEMPTS && !hasBusiestHours(calls, figures); attempt += 1)
    calls = drawn(attempt);
  const before = callsBeforeQueue({
    calls,
    figures,
    peakDay: days.findIndex(({ day }) => day.key === peakDay.date),
    nuisanceOn: (day) => (nuisance[day] ?? 1) / (levels[day] ?? 1),
    random: createRandom(`${seed}|kinds`),
  });
  return { calls, ...before };
}

function hasBusiestHours(calls: readonly Arrival[], figures: QuarterFigures): boolean {
  const { busiestHours } = figures.calls;
  if (busiestHours === undefined) return true;
  const counts = Array.from({ length: 24 }, () => 0);
  for (const { local } of calls) counts[local.hour] = (counts[local.hour] ?? 0) + 1;
  const { from, to } = busiestHours;
  const busiest = counts.slice(from, to);
  const others = [...counts.slice(0, from), ...counts.slice(to)];
  return Math.min(...busiest) > Math.max(...others);
}
