/**
 * Whether a stream is silent for longer than chance explains: the line or the feed is down
 * though its source still speaks. Too slow for the small hours, when an hour without a
 * contact is usual: a heartbeat of the source must watch these.
 */
import { EXTRA_DISPERSION } from "./dispersion.ts";
import type { MeasuredStep } from "./surge.ts";
import type { EpochMs } from "./time.ts";

/** Squared coefficient of variation of quiet days; wider than the usual band's, so that a calm day is no fault. */
const VARIANCE = 0.35 ** 2;
/** Silence less likely than this is no chance. */
const LEAST_PROBABILITY = 1e-4;

export interface Silence {
  /** When the first of the silent steps began. */
  readonly since: EpochMs;
  /** Contacts that would have been usual since then. */
  readonly expected: number;
}

/**
 * The steps without a contact up to now. The chance of none where `M` are expected is
 * `(k / (k + M))^k` with `k = M / (0.3 + 0.35^2 M)`: a negative binomial count. A step that is
 * not known ends the silence: nobody knows whether something came in it.
 */
export class SilenceWatch {
  #since: EpochMs | null = null;
  #expected = 0;
  #weighted = 0;

  /** Five minutes are over. */
  step({ at, count, isKnown, expected, extraVariance }: MeasuredStep): void {
    if (count > 0 || !isKnown) {
      this.#since = null;
      this.#expected = 0;
      this.#weighted = 0;
      return;
    }
    this.#since ??= at;
    this.#expected += expected;
    this.#weighted += extraVariance * expected;
  }

  /** The silence, when it is too long to be chance; `null` otherwise. */
  tooQuiet(): Silence | null {
    const expected = this.#expected;
    if (this.#since === null || expected === 0) return null;
    const variance = VARIANCE + this.#weighted / expected;
    const size = expected / (EXTRA_DISPERSION + variance * expected);
    const probability = (size / (size + expected)) ** size;
    return probability < LEAST_PROBABILITY ? { since: this.#since, expected } : null;
  }
}
