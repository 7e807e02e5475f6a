/** When to connect again: exponential back-off with full jitter, so that many walls do not come back in step. */
import { type DurationMs, ms } from "#domain/time.ts";

import type { AmiTiming } from "./ami-timing.ts";

/**
 * The wait before attempt `failures + 1`: anything from zero to a limit that
 * doubles with each failure in a row. `random` gives a number from 0 up to 1.
 */
export function retryDelay(failures: number, timing: AmiTiming, random: () => number): DurationMs {
  const limit = Math.min(timing.longestRetry, timing.firstRetry * 2 ** Math.max(0, failures - 1));
  return ms(random() * limit);
}
