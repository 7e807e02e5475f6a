import { isIPv6 } from "node:net";

import { networkOf } from "#access/network.ts";
import { type DurationMs, elapsed, type EpochMs, minutes } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/**
 * Counts wrong attempts by key: a name, an address. Of IPv6 the first 64 bits are one key, and all that begin with the same
 * 48 bits have together ten times as much. Bounded: beyond `room` keys the oldest that is not spent is forgotten, beyond ten
 * times as many any.
 */
export interface AttemptLimit {
  /** Whether this key has used up its wrong attempts of the window. */
  isSpent(key: string): boolean;
  /** Whole seconds until a key that is spent has attempts again, at least one. */
  secondsLeft(key: string): number;
  /** Counts a wrong attempt; true when it was the last one of the window. */
  failed(key: string): boolean;
  /** The attempt that was counted as wrong was right: for those that take a while, and are counted when they begin. */
  forgive(key: string): void;
}

/** How many networks of 64 bits may be as wrong as one, of those that begin with the same 48. */
const LINES_OF_SITE = 10;
const SPENT_ROOM = 10;

interface Window {
  readonly since: EpochMs;
  readonly allowed: number;
  failures: number;
}

export function createAttemptLimit(
  clock: Clock,
  {
    attempts = 10,
    window = minutes(1),
    room = 1_000,
  }: { readonly attempts?: number; readonly window?: DurationMs; readonly room?: number } = {},
): AttemptLimit {
  const windows = new Map<string, Window>();
  const keysOf = (key: string): readonly { readonly key: string; readonly allowed: number }[] =>
    isIPv6(key)
      ? [
          { key: networkOf(key), allowed: attempts },
          { key: networkOf(key, 48), allowed: attempts * LINES_OF_SITE },
        ]
      : [{ key, allowed: attempts }];
  const current = (key: string): Window | undefined => {
    const known = windows.get(key);
    return known && elapsed(known.since, clock.now()) < window ? known : undefined;
  };
  const spent = (wanted: string): readonly Window[] =>
    keysOf(wanted).flatMap(({ key }) => {
      const known = current(key);
      return known && known.failures >= known.allowed ? [known] : [];
    });
  /** The oldest windows come first. */
  const makeRoom = (): void => {
    for (const [key, { since }] of windows) {
      if (elapsed(since, clock.now()) < window) break;
      windows.delete(key);
    }
    if (windows.size <= room) return;
    const open = windows.entries().find(([, { failures, allowed }]) => failures < allowed);
    const [oldest] = open ?? (windows.size > room * SPENT_ROOM ? [...windows.keys()] : []);
    if (oldest !== undefined) windows.delete(oldest);
  };
  const fail = (key: string, allowed: number): boolean => {
    const known = current(key);
    if (known) {
      known.failures += 1;
      return known.failures === allowed;
    }
    windows.delete(key);
    windows.set(key, { since: clock.now(), allowed, failures: 1 });
    makeRoom();
    return allowed === 1;
  };
  return {
    isSpent: (key) => spent(key).length > 0,
    secondsLeft(key) {
      const left = spent(key).map(({ since }) => window - elapsed(since, clock.now()));
      return Math.max(1, Math.ceil(Math.max(...left, 0) / 1_000));
    },
    failed: (wanted) =>
      keysOf(wanted)
        .map(({ key, allowed }) => fail(key, allowed))
        .includes(true),
    forgive(wanted) {
      for (const { key } of keysOf(wanted)) {
        const known = current(key);
        if (known === undefined) continue;
        known.failures -= 1;
        // Nothing is left of it, so it takes nobody's room.
        if (known.failures === 0) windows.delete(key);
      }
    },
  };
}
