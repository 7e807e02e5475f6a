import { type DurationMs, ms } from "#domain/time.ts";

/**
 * For how long each of several values has stood as it is, in time as lived: a step of the
 * machine's clock makes nothing older. It counts from the first time a value is seen here, so
 * that a restart begins anew.
 */
export class StandingClocks<Key, Value> {
  #standing: ReadonlyMap<Key, { readonly value: Value; readonly since: DurationMs }> = new Map();

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
