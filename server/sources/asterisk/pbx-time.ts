import { elapsed, type EpochMs, later } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/**
 * The present by the clock of the PBX, which stamps the events: the newest stamp
 * seen and what has passed here since. Listings carry no time of their own, its
 * clock may differ from ours, and events may be long in coming: nothing is decided
 * by time that has passed here before they came.
 */
export class PbxTime {
  readonly #clock: Clock;
  #stamp: { readonly at: EpochMs; readonly seenAt: EpochMs } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether any stamp was seen. */
  get known(): boolean {
    return this.#stamp !== null;
  }

  observe(at: EpochMs): void {
    this.#stamp = { at, seenAt: this.#clock.now() };
  }

  now(): EpochMs {
    const here = this.#clock.now();
    return this.#stamp === null ? here : later(this.#stamp.at, elapsed(this.#stamp.seenAt, here));
  }
}
