import { isIPv6 } from "node:net";

import { networkOf } from "#access/network.ts";
import { type DurationMs, elapsed, type EpochMs, minutes } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/**
 * Counts wrong attempts by key: an address (of IPv6 the first 64 bits), a name. Bounded: beyond 1,000 keys the oldest
 * that is not spent is forgotten, so that nobody gets new attempts by making others; beyond 10,000 any.
 */
export interface AttemptLimit {
  /** Whether this key has used up its wrong attempts of the window. */
  isSpent(key: string): boolean;
  /** Whole seconds until it has attempts again, at least one. */
  secondsLeft(key: string): number;
  /** Counts a wrong attempt; true when it was the last one of the window. */
  failed(key: string): boolean;
  /** The attempt that was counted as wrong was right: for those that take a while, and are counted when they begin. */
  forgive(key: string): void;
}

const MAX_KEYS = 1_000;
const MAX_SPENT_KEYS = 10_000;

export function createAttemptLimit(
  clock: Clock,
  { attempts = 10, window = minutes(1) }: { readonly attempts?: number; readonly window?: DurationMs } = {},
): AttemptLimit {
  const windows = new Map<string, { readonly since: EpochMs; failures: number }>();
  const current = (wanted: string) => {
    const known = windows.get(keyOf(wanted));
    return known && elapsed(known.since, clock.now()) < window ? known : undefined;
  };
  /** The oldest windows come first. */
  const makeRoom = (): void => {
    for (const [key, { since }] of windows) {
      if (elapsed(since, clock.now()) < window) break;
      windows.delete(key);
    }
    if (windows.size <= MAX_KEYS) return;
    const open = [...windows].find(([, { failures }]) => failures < attempts);
    const [oldest] = open ?? (windows.size > MAX_SPENT_KEYS ? [...windows.keys()] : []);
    if (oldest !== undefined) windows.delete(oldest);
  };
  return {
    isSpent: (key) => (current(key)?.failures ?? 0) >= attempts,
    secondsLeft(key) {
      const known = current(key);
      const left = known ? window - elapsed(known.since, clock.now()) : 0;
      return Math.max(1, Math.ceil(left / 1_000));
    },
    failed(wanted) {
      const key = keyOf(wanted);
      const known = current(wanted);
      if (known) {
        known.failures += 1;
        return known.failures === attempts;
      }
      windows.delete(key);
      windows.set(key, { since: clock.now(), failures: 1 });
      makeRoom();
      return attempts === 1;
    },
    forgive(key) {
      const known = current(key);
      if (known && known.failures > 0) known.failures -= 1;
    },
  };
}

const keyOf = (key: string): string => (isIPv6(key) ? networkOf(key) : key);
