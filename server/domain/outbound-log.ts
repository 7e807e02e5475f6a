import type { SavedOutbound } from "./board-state.ts";
import type { EpochMs } from "./time.ts";

/** Calls made by operators, counted once each by source and event id. */
export class OutboundLog {
  readonly #calls = new Map<string, SavedOutbound>();

  add({ source, id, at, purpose }: SavedOutbound): void {
    const key = `${source} ${id}`;
    const known = this.#calls.get(key);
    if (known === undefined || at < known.at) this.#calls.set(key, { source, id, at, purpose });
  }

  /** How many ended from `from` up to, not including, `to`. */
  countBetween(from: EpochMs, to: EpochMs): number {
    let count = 0;
    for (const call of this.#calls.values()) if (call.at >= from && call.at < to) count += 1;
    return count;
  }

  save(): SavedOutbound[] {
    return [...this.#calls.values()];
  }

  forget(before: EpochMs): void {
    for (const [key, call] of this.#calls) if (call.at < before) this.#calls.delete(key);
  }
}
