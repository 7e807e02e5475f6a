import type { Clock } from "#engine/ports.ts";
import { type EpochMs, elapsed, minutes } from "#domain/time.ts";

/** Counts wrong secrets by address. Bounded: beyond 1,000 addresses the oldest is forgotten. */
export interface AttemptLimit {
  /** Whether this address has used up its wrong attempts of the minute. */
  isSpent(address: string): boolean;
  /** Counts a wrong attempt. */
  failed(address: string): void;
}

const ATTEMPTS_PER_MINUTE = 10;
const MAX_ADDRESSES = 1_000;
const WINDOW = minutes(1);

export function createAttemptLimit(clock: Clock): AttemptLimit {
  const windows = new Map<string, { readonly since: EpochMs; failures: number }>();
  const current = (address: string) => {
    const window = windows.get(address);
    return window && elapsed(window.since, clock.now()) < WINDOW ? window : undefined;
  };
  return {
    isSpent: (address) => (current(address)?.failures ?? 0) >= ATTEMPTS_PER_MINUTE,
    failed(address) {
      const window = current(address);
      if (window) {
        window.failures += 1;
        return;
      }
      windows.delete(address);
      windows.set(address, { since: clock.now(), failures: 1 });
      const [oldest] = windows.keys();
      if (windows.size > MAX_ADDRESSES && oldest !== undefined) windows.delete(oldest);
    },
  };
}
