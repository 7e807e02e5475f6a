import type { HelplineEvent } from "#domain/contact-event.ts";
import { type Acceptance, type EventSink, JournalUnavailable, type Pseudonyms } from "#engine/ports.ts";

/** A sink that keeps what it accepts and knows duplicates by id, as the engine does; heartbeats are only counted. */
export class MemorySink implements EventSink {
  readonly events: HelplineEvent[] = [];
  readonly batchSizes: number[] = [];
  readonly #ids = new Set<string>();
  heartbeats = 0;
  duplicates = 0;
  /** While false, the journal cannot write. */
  writable = true;

  accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]> {
    if (!this.writable) return Promise.reject(new JournalUnavailable("the disk is full"));
    this.batchSizes.push(events.length);
    return Promise.resolve(events.map((event) => this.#acceptOne(event)));
  }

  #acceptOne(event: HelplineEvent): Acceptance {
    if (event.type === "source.heartbeat") {
      this.heartbeats += 1;
      return "accepted";
    }
    if (this.#ids.has(event.id)) {
      this.duplicates += 1;
      return "duplicate";
    }
    this.#ids.add(event.id);
    this.events.push(event);
    return "accepted";
  }
}

/** Pseudonyms that a test can read: the local day, as `dayKey` tells it, and the native id. */
export const readablePseudonyms = (dayKey: (at: number) => string): Pseudonyms => ({
  contact: (source, nativeId, at) => `${dayKey(at)}|${source}|${nativeId}`,
  event: (source, nativeId, at) => `${dayKey(at)}|${source}|${nativeId}`,
});
