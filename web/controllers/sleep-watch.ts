import type { ReactiveController } from "lit";

const LOOK_MS = 1_000;
/** Clocks that are set right by a time server are not farther off. */
const LEAST_SLEEP_MS = 3_000;

/**
 * Notices that the machine was asleep. Many monotonic clocks stand still meanwhile, so that
 * figures from before would look young; the clock of the day has gone on.
 */
export class SleepWatch implements ReactiveController {
  readonly #onWoken: (sleptMs: number) => void;
  #aheadMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `onWoken` gets the milliseconds that the monotonic clock has missed. */
  constructor(onWoken: (sleptMs: number) => void) {
    this.#onWoken = onWoken;
  }

  hostConnected(): void {
    this.#aheadMs = aheadMs();
    this.#timer = setInterval(() => {
      const sleptMs = aheadMs() - this.#aheadMs;
      this.#aheadMs += sleptMs;
      if (sleptMs >= LEAST_SLEEP_MS) this.#onWoken(sleptMs);
    }, LOOK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}

/** How far the clock of the day is ahead of the monotonic one. */
const aheadMs = (): number => Date.now() - performance.now();
