import { type DurationMs, elapsed, type EpochMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

const MAX_KEYS = 1_000;

/** True for a key at most once in a window: what is asked for a hundred times is written down once. Of too many keys the oldest is forgotten. */
export function createOnceIn(clock: Clock, window: DurationMs): (key: string) => boolean {
  const since = new Map<string, EpochMs>();
  return (key) => {
    const now = clock.now();
    const known = since.get(key);
    if (known !== undefined && elapsed(known, now) < window) return false;
    since.delete(key);
    since.set(key, now);
    const [oldest] = since.keys();
    if (since.size > MAX_KEYS && oldest !== undefined) since.delete(oldest);
    return true;
  };
}
