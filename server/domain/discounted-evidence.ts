import { STEP_MS } from "./arrival-steps.ts";
import type { Evidence } from "./projection.ts";
import type { DurationMs } from "./time.ts";

/**
 * What came and what was expected, where a step that is `age` old weighs `e^(-age / memory)`.
 * After twelve times the memory a step weighs less than 0.00001 and is as good as forgotten.
 */
export class DiscountedEvidence {
  readonly #kept: number;
  #count = 0;
  #expected = 0;

  constructor(memory: DurationMs) {
    this.#kept = Math.exp(-STEP_MS / memory);
  }

  /** The newest step; `null` for one that is not known, by which the others only grow older. */
  step(seen: Evidence | null): void {
    this.#count = this.#count * this.#kept + (seen?.count ?? 0);
    this.#expected = this.#expected * this.#kept + (seen?.expected ?? 0);
  }

  get evidence(): Evidence {
    return { count: this.#count, expected: this.#expected };
  }
}
