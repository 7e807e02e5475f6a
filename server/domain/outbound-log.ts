import type { EventId, OutboundEnded, Purpose, SourceId } from "./contact-event.ts";
import type { EpochMs } from "./time.ts";

/** Calls made by operators, counted once each by source and event id. */
export class OutboundLog {
  readonly #calls = new Map<`${SourceId} ${EventId}`, { readonly at: EpochMs; readonly purpose: Purpose }>();

  add(event: OutboundEnded): void {
    const key = `${event.source} ${event.id}` as const;
    const known = this.#calls.get(key);
    if (known === undefined || event.at < known.at)
      this.#calls.set(key, { at: event.at, purpose: event.purpose });
  }

  /** How many ended from `from` up to, not including, `to`. */
  countBetween(from: EpochMs, to: EpochMs): number {
    let count = 0;
    for (const call of this.#calls.values()) if (call.at >= from && call.at < to) count += 1;
    return count;
  }

  forget(before: EpochMs): void {
    for (const [key, call] of this.#calls) if (call.at < before) this.#calls.delete(key);
  }
}
