import { type DurationMs, ms } from "#domain/time.ts";

export interface Standing<Value> {
  readonly value: Value;
  readonly since: DurationMs;
}

/**
 * For how long each of several values has stood as it is, in time as lived: a step of the
 * machine's clock makes nothing older. It counts from the first time a value is seen here, or
 * goes on from what was known before.
 */
export class StandingClocks<Key, Value> {
  #standing: ReadonlyMap<Key, Standing<Value>>;

  constructor(before: ReadonlyMap<Key, Standing<Value>> = new Map()) {
    this.#standing = before;
  }

  /** The values of the last step, and how long each has stood. */
  get standing(): ReadonlyMap<Key, Standing<Value>> {
    return this.#standing;
  }

  /** The values as they are now. Answers how long each has stood; those that are gone are forgotten. */
  step(values: ReadonlyMap<Key, Value>, lived: DurationMs): ReadonlyMap<Key, DurationMs> {
    this.#standing = new Map(
      [...values].map(([key, value]) => {
        const before = this.#standing.get(key);
        const since = before?.value === value ? ms(before.since + lived) : ms(0);
        return [key, { value, since }];
      }),
    );
    return new Map([...this.#standing].map(([key, { since }]) => [key, since]));
  }
}
