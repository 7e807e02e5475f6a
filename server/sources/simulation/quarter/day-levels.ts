import type { PeakDay, QuarterDispersion, QuarterFigures } from "#config/quarter-schema.ts";

import type { Random } from "../random.ts";
import type { QuarterDay } from "./quarter-days.ts";

/** How many times the ordinary each day gets: an autoregressive level, and what the news around the peak day bring. */
export function dayLevels(
  days: readonly QuarterDay[],
  dispersion: QuarterDispersion,
  { halo }: PeakDay,
  random: Random,
): number[] {
  const { day: deviation, dayMemory: memory } = dispersion;
  let level = random.normal();
  return days.map(({ day }) => {
    level = memory * level + Math.sqrt(1 - memory * memory) * random.normal();
    return Math.exp(deviation * level) * (halo[day.key] ?? 1);
  });
}

/** How many times the usual number of blacklisted callers each day gets. They do not follow the news. */
export function nuisanceLevels(
  days: readonly QuarterDay[],
  { burstDayShare, burstTimes }: QuarterFigures["assumed"]["calls"]["nuisance"],
  random: Random,
): number[] {
  return days.map(() => (random.chance(burstDayShare) ? burstTimes : 1));
}
