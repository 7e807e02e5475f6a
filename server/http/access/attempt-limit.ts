import { type DurationMs, elapsed, type EpochMs, minutes } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** Counts wrong attempts by key: an address, a name. Bounded: beyond 1,000 keys the oldest is forgotten. */
export interface AttemptLimit {
  /** Whether this key has used up its wrong attempts of the window. */
  isSpent(key: string): boolean;
  /** Counts a wrong attempt; true when it was the last one of the window. */
  failed(key: string): boolean;
  /** The attempt that was counted as wrong was right: for those that take a while, and are counted when they begin. */
  forgive(key: string): void;
}

const MAX_KEYS = 1_000;

export function createAttemptLimit(
  clock: Clock,
  { attempts = 10, window = minutes(1) }: { readonly attempts?: number; readonly window?: DurationMs } = {},
): AttemptLimit {
  const windows = new Map<string, { readonly since: EpochMs; failures: number }>();
  const current = (key: string) => {
    const known = windows.get(key);
    return known && elapsed(known.since, clock.now()) < window ? known : undefined;
  };
  return {
    isSpent: (key) => (current(key)?.failures ?? 0) >= attempts,
    failed(key) {
      const known = current(key);
      if (known) {
        known.failures += 1;
        return known.failures === attempts;
      }
      windows.delete(key);
      windows.set(key, { since: clock.now(), failures: 1 });
      const [oldest] = windows.keys();
      if (windows.size > MAX_KEYS && oldest !== undefined) windows.delete(oldest);
      return attempts === 1;
    },
    forgive(key) {
      const known = current(key);
      if (known && known.failures > 0) known.failures -= 1;
    },
  };
}
