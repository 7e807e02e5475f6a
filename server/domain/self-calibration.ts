import { HeldLevel } from "./held-level.ts";
import type { SurgeThresholds } from "./surge.ts";

/** Days of a stream's own that thresholds are measured on: 13 weeks. */
const MEASURED_DAYS = 91;
/** A day of which less could be judged is not measured on. */
const LEAST_JUDGED = 0.5;
/** Thresholds go by twentieths: a difference that can be said and seen. */
const PER_UNIT = 20;
const ELEVATED = { least: 1.2, most: 1.6, alerts: 12 };
const SURGE = { least: 1.4, most: 2.4, alerts: 3, above: 0.15 };
const EXTREME_OVER_SURGE = 1.25;

/**
 * The thresholds that would have raised few enough alerts on the stream's own last 13 weeks:
 * `elevated` the smallest from 1.2 to 1.6 with at most 12, `surge` the smallest from 1.4 to 2.4
 * with at most 3 and 0.15 or more above it, `extreme` 1.25 times `surge`. Where none is small
 * enough, the greatest. In the days' bounds `NaN` is a step that could not be judged.
 */
export class SelfCalibration {
  #days: Float64Array[] = [];

  /**
   * The lower bounds of the ratio to the usual in each step of a day that is over. Ascending
   * days; one of which less than half could be judged says nothing, as if it had not been.
   */
  add(bounds: Float64Array): void {
    if (
      bounds.reduce((judged, bound) => judged + (Number.isNaN(bound) ? 0 : 1), 0) <
      LEAST_JUDGED * bounds.length
    )
      return;
    this.#days.push(bounds);
    if (this.#days.length > MEASURED_DAYS) this.#days.shift();
  }

  /** `null` until 13 weeks are there. */
  thresholds(): SurgeThresholds | null {
    if (this.#days.length < MEASURED_DAYS) return null;
    const elevated = this.#smallest(ELEVATED.least, ELEVATED.most, ELEVATED.alerts);
    const surge = this.#smallest(Math.max(SURGE.least, elevated + SURGE.above), SURGE.most, SURGE.alerts);
    return { elevated, surge, extreme: EXTREME_OVER_SURGE * surge };
  }

  #smallest(least: number, most: number, alerts: number): number {
    // Counted in whole twentieths: sums of 0.05 would drift.
    for (let parts = Math.round(least * PER_UNIT); parts < Math.round(most * PER_UNIT); parts += 1)
      if (alertsAbove(parts / PER_UNIT, this.#days, alerts) <= alerts) return parts / PER_UNIT;
    return most;
  }
}

/** How often a level that begins at `threshold` would have been reached; counting ends above `limit`. */
export function alertsAbove(threshold: number, days: readonly Float64Array[], limit = Infinity): number {
  const held = new HeldLevel([threshold]);
  let alerts = 0;
  for (const bounds of days)
    for (let step = 0; step < bounds.length; step += 1) {
      const bound = bounds[step] ?? NaN;
      // What could not be judged leaves everything as it is.
      if (Number.isNaN(bound)) continue;
      const before = held.level;
      held.step(bound);
      if (held.level <= before) continue;
      alerts += 1;
      if (alerts > limit) return alerts;
    }
  return alerts;
}
