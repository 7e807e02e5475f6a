import type { OutlookSnapshot } from "#wire/outlook.ts";

import type { FanPoint } from "./day-plot-data.ts";

const HOUR_MS = 3_600_000;

/** What a projection says of the day, ascending; empty when nobody foresees anything. */
export function fanPointsOf({ asOfMs, projection: { fan } }: OutlookSnapshot): readonly FanPoint[] {
  if (fan === null) return [];
  const { present, fromMs, toMs, total, low, high } = fan;
  const ahead = total.map((value, index) => ({
    atMs: Math.min(fromMs + index * HOUR_MS, toMs),
    total: value,
    low: low[index] ?? value,
    high: high[index] ?? value,
  }));
  return present === null ? ahead : [{ ...present, atMs: asOfMs }, ...ahead];
}
