import { type DurationMs, type EpochMs, epochMs, later } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** A clock that a test moves by hand. Timers fire in order while it is moved over them. */
export interface ManualClock extends Clock {
  readonly advance: (by: DurationMs) => void;
  /** How many timers wait. */
  readonly pending: () => number;
}

/** Starts at nine o'clock in Rome on an ordinary Wednesday, or at `start`. */
export function manualClock(start = epochMs(Date.UTC(2026, 10, 25, 8))): ManualClock {
  const timers = new Set<{ readonly at: EpochMs; readonly task: () => void }>();
  let now = start;
  return {
    now: () => now,
    after(delay, task) {
      const timer = { at: later(now, delay), task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(by) {
      const end = later(now, by);
      for (;;) {
        const [next] = [...timers].toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > end) break;
        timers.delete(next);
        now = next.at;
        next.task();
      }
      now = end;
    },
    pending: () => timers.size,
  };
}
