import { type DurationMs, type EpochMs, epochMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** Timers longer than this overflow; a longer wait is made of several. */
const MAX_TIMER_MS = 2_000_000_000;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  after: (delay, task) => startTimer(delay, task),
};

/**
 * A clock that shows `from` now and runs `speed` times faster than life. It goes
 * by the monotonic clock, so a step of the machine's clock does not move it.
 */
export function simulatedClock(options: { readonly from: EpochMs; readonly speed: number }): Clock {
  const started = performance.now();
  return {
    now: () => epochMs(Math.floor(options.from + (performance.now() - started) * options.speed)),
    after: (delay, task) => startTimer(delay / options.speed, task),
  };
}

function startTimer(delay: DurationMs | number, task: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number): void => {
    timer = setTimeout(
      () => (left > MAX_TIMER_MS ? wait(left - MAX_TIMER_MS) : task()),
      Math.min(left, MAX_TIMER_MS),
    );
    timer.unref();
  };
  wait(Math.max(0, delay));
  return () => clearTimeout(timer);
}
