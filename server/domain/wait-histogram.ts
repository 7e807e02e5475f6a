import { type DurationMs, ms } from "./time.ts";

const FINE_WIDTH_MS = 1_000;
const FINE_END_MS = 900_000;
const COARSE_WIDTH_MS = 15_000;
const LAST_END_MS = 7_200_000;
/** Bin 0 holds the waits of no length at all, bin k those in (k - 1, k] seconds, up to 15 minutes. */
const FINE_BINS = FINE_END_MS / FINE_WIDTH_MS + 1;
/** From there to two hours. Each bin has its upper end and not its lower one, as the fine ones. */
const COARSE_BINS = (LAST_END_MS - FINE_END_MS) / COARSE_WIDTH_MS;

/**
 * Waits counted by length, rounded up: to the second up to 15 minutes, to 15
 * seconds up to two hours, everything longer in the last bin. A bin ends with its
 * upper end, so that "within 20 s" is a sum of whole bins and exact. Counts add and
 * subtract, so histograms of buckets sum to the histogram of a window.
 */
export const WAIT_BINS = FINE_BINS + COARSE_BINS + 1;

export function waitBinOf(wait: DurationMs): number {
  if (wait <= FINE_END_MS) return Math.max(0, Math.ceil(wait / FINE_WIDTH_MS));
  return FINE_BINS - 1 + Math.min(COARSE_BINS + 1, Math.ceil((wait - FINE_END_MS) / COARSE_WIDTH_MS));
}

/** Whether `countWithin` is exact at this length: whole seconds up to 15 minutes, multiples of 15 s up to two hours. */
export const isWaitBorder = (wait: DurationMs): boolean =>
  wait <= LAST_END_MS && wait % (wait <= FINE_END_MS ? FINE_WIDTH_MS : COARSE_WIDTH_MS) === 0;

/**
 * How many waits were no longer than `threshold`. Exact at borders of bins, which is
 * what the configuration admits; any other threshold is rounded down to the one before.
 */
export function countWithin(histogram: Int32Array, threshold: DurationMs): number {
  const own = waitBinOf(threshold);
  const end = isWaitBorder(threshold) ? own + 1 : own;
  let count = 0;
  for (let bin = 0; bin < end; bin += 1) count += histogram[bin] ?? 0;
  return count;
}

/**
 * The smallest wait that at least `share` of the contacts did not exceed, rounded up
 * as the bins are; `share` 1 is the longest. More than two hours are told as two
 * hours. `null` when empty.
 */
export function waitQuantile(histogram: Int32Array, n: number, share: number): DurationMs | null {
  if (n <= 0) return null;
  const rank = Math.max(1, Math.ceil(share * n));
  let seen = 0;
  for (let bin = 0; bin < histogram.length; bin += 1) {
    seen += histogram[bin] ?? 0;
    if (seen >= rank) return endOfBin(bin);
  }
  return null;
}

function endOfBin(bin: number): DurationMs {
  if (bin < FINE_BINS) return ms(bin * FINE_WIDTH_MS);
  return ms(Math.min(LAST_END_MS, FINE_END_MS + (bin - FINE_BINS + 1) * COARSE_WIDTH_MS));
}
