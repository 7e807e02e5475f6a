import type { DecisionTarget } from "./decisions.ts";
import { Tally } from "./tally.ts";
import type { DurationMs, EpochMs } from "./time.ts";

export const BUCKET_WIDTH_MS = 10_000;
/** An hour, the open bucket, and the two minutes by which a source's clock may run ahead. */
const BUCKETS = 360 + 1 + 12;

/** The number of the 10-second bucket an instant falls into. */
export const bucketOf = (at: EpochMs): number => Math.floor(at / BUCKET_WIDTH_MS);

/**
 * Decisions of the last hour in a ring of 10-second buckets by event time,
 * constant memory. A window's sum is exact at bucket borders and at most one
 * bucket too wide in between. Decisions may come out of order; one older than
 * the ring is left out, never folded into the present. No clock inside.
 */
export class SlidingWindow implements DecisionTarget {
  readonly #thresholds: number;
  /** Made when the first decision falls into them. */
  readonly #buckets: (Tally | undefined)[] = [];
  /** Which bucket number each slot holds now, so that stale slots are seen as empty. */
  readonly #owners = new Float64Array(BUCKETS).fill(-1);

  constructor(thresholds: number) {
    this.#thresholds = thresholds;
  }

  /** The bucket of an instant; `null` when that is older than the ring. */
  tallyAt(at: EpochMs): Tally | null {
    const number = bucketOf(at);
    const slot = number % BUCKETS;
    const owner = this.#owners[slot] ?? -1;
    if (owner > number) return null;
    const bucket = (this.#buckets[slot] ??= new Tally(this.#thresholds));
    if (owner < number) {
      bucket.clear();
      this.#owners[slot] = number;
    }
    return bucket;
  }

  /** Sums of the last `length` before `now`, the open bucket included. */
  sum(now: EpochMs, length: DurationMs): Tally {
    const total = new Tally(this.#thresholds);
    const last = bucketOf(now);
    for (let number = firstBucketOf(now, length); number <= last; number += 1) {
      const slot = number % BUCKETS;
      const bucket = this.#buckets[slot];
      if (bucket !== undefined && this.#owners[slot] === number) total.include(bucket);
    }
    return total;
  }
}

/** The first bucket that a window of `length` ending at `now` still touches. */
export const firstBucketOf = (now: EpochMs, length: DurationMs): number =>
  Math.floor((now - length) / BUCKET_WIDTH_MS);
