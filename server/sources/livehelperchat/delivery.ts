/**
 * Hands events to the engine in order and in batches, and again with the same ids as long as the
 * journal cannot write. Bounded: when too many wait all are let go, and once the journal writes
 * again everything is told anew, which the ids make harmless.
 */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";
import { type Clock, type EventSink, JournalUnavailable } from "#engine/ports.ts";

/** A busy helpline makes about 10,000 events of chats a day. */
const MAX_PENDING = 20_000;
const BATCH = 500;
const RETRY_AFTER = seconds(1);

export interface DeliveryOptions {
  readonly sink: EventSink;
  readonly clock: Clock;
  /** Events were let go, and now the journal writes again. */
  readonly onGap: () => void;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  #pending: HelplineEvent[] = [];
  #running = false;
  #hasGap = false;
  #closed = false;
  #cancelRetry: () => void = () => undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** False while something waits to be committed; what is only worth its newest value should wait. */
  get idle(): boolean {
    return this.#pending.length === 0;
  }

  push(events: readonly HelplineEvent[]): void {
    if (this.#closed || events.length === 0) return;
    if (this.#pending.length + events.length > MAX_PENDING) {
      this.#pending = [];
      this.#hasGap = true;
      return;
    }
    this.#pending.push(...events);
    if (!this.#running) void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#pending = [];
    this.#cancelRetry();
  }

  /** A failure that is not the journal's is a bug: it is not caught, and ends the process. */
  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#pending.length > 0) {
        const batch = this.#pending.slice(0, BATCH);
        await this.#options.sink.accept(batch);
        // What was let go meanwhile must not come back.
        if (this.#pending[0] === batch[0]) this.#pending.splice(0, batch.length);
      }
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      if (!this.#closed) this.#cancelRetry = this.#options.clock.after(RETRY_AFTER, () => void this.#run());
      return;
    }
    this.#running = false;
    if (!this.#hasGap || this.#closed) return;
    this.#hasGap = false;
    this.#options.onGap();
  }
}
