import { type DurationMs, ms } from "./time.ts";

const FINE_BINS = 900;
const FINE_WIDTH_MS = 1_000;
const COARSE_BINS = 420;
const COARSE_WIDTH_MS = 15_000;
const FINE_END_MS = FINE_BINS * FINE_WIDTH_MS;

/**
 * Waits counted by length: to the second up to 15 minutes, to 15 seconds up to
 * two hours, everything longer in the last bin. Counts add and subtract, so
 * histograms of buckets sum to the histogram of a window.
 */
export const WAIT_BINS = FINE_BINS + COARSE_BINS + 1;

export function waitBinOf(wait: DurationMs): number {
  if (wait < FINE_END_MS) return Math.min(FINE_BINS - 1, Math.round(wait / FINE_WIDTH_MS));
  return FINE_BINS + Math.min(COARSE_BINS, Math.floor((wait - FINE_END_MS) / COARSE_WIDTH_MS));
}

const waitOfBin = (bin: number): DurationMs =>
  ms(bin < FINE_BINS ? bin * FINE_WIDTH_MS : FINE_END_MS + (bin - FINE_BINS) * COARSE_WIDTH_MS);

/** The smallest wait that at least `share` of the contacts did not exceed; `share` 1 is the longest. `null` when empty. */
export function waitQuantile(histogram: Int32Array, n: number, share: number): DurationMs | null {
  if (n <= 0) return null;
  const rank = Math.max(1, Math.ceil(share * n));
  let seen = 0;
  for (let bin = 0; bin < histogram.length; bin += 1) {
    seen += histogram[bin] ?? 0;
    if (seen >= rank) return waitOfBin(bin);
  }
  return null;
}
