import type { DurationMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** Timers by name: setting one again replaces it, and all of them end together. */
export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(name: string): boolean {
    return this.#cancels.has(name);
  }

  after(name: string, delay: DurationMs, task: () => void): void {
    this.cancel(name);
    const cancel = this.#clock.after(delay, () => {
      this.#cancels.delete(name);
      task();
    });
    this.#cancels.set(name, cancel);
  }

  every(name: string, period: DurationMs, task: () => void): void {
    this.after(name, period, () => {
      this.every(name, period, task);
      task();
    });
  }

  cancel(name: string): void {
    this.#cancels.get(name)?.();
    this.#cancels.delete(name);
  }

  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
