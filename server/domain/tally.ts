import { type DecisionTarget, tallySize } from "./decisions.ts";
import type { DurationMs } from "./time.ts";
import { WAIT_BINS, waitBinOf } from "./wait-histogram.ts";

/**
 * Sums of decisions over some set of contacts: a bucket, a window, a day. All
 * parts add and subtract exactly (whole numbers), so the order of events never matters.
 */
export class Tally implements DecisionTarget {
  readonly metrics: Float64Array;
  /** Made when the first wait comes: most 10-second buckets of a helpline see none. */
  answeredWaits: Int32Array | null = null;
  abandonedWaits: Int32Array | null = null;

  constructor(thresholds: number) {
    this.metrics = new Float64Array(tallySize(thresholds));
  }

  /** Itself: what a tally is made of is decided by whoever counts into it. */
  tallyAt(): Tally {
    return this;
  }

  add(metric: number, amount: number): void {
    this.metrics[metric] = (this.metrics[metric] ?? 0) + amount;
  }

  /** A wait that ended in an answer, or in an abandonment. `amount` is +1 or -1 contact. */
  addWait(kind: "answered" | "abandoned", wait: DurationMs, amount: number): void {
    const histogram =
      kind === "answered" ? (this.answeredWaits ??= bins()) : (this.abandonedWaits ??= bins());
    const bin = waitBinOf(wait);
    histogram[bin] = (histogram[bin] ?? 0) + amount;
  }

  /** Adds another tally of the same size into this one. */
  include(other: Tally): void {
    addInto(this.metrics, other.metrics);
    if (other.answeredWaits !== null) addInto((this.answeredWaits ??= bins()), other.answeredWaits);
    if (other.abandonedWaits !== null) addInto((this.abandonedWaits ??= bins()), other.abandonedWaits);
  }

  clear(): void {
    this.metrics.fill(0);
    this.answeredWaits = null;
    this.abandonedWaits = null;
  }

  metric(index: number): number {
    return this.metrics[index] ?? 0;
  }
}

const bins = (): Int32Array => new Int32Array(WAIT_BINS);

function addInto<Numbers extends Float64Array | Int32Array>(sum: Numbers, part: Numbers): void {
  for (let i = 0; i < part.length; i += 1) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0);
}
