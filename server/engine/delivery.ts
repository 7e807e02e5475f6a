/**
 * Hands the events of one source to the engine in order and in batches, and again with the
 * same ids as long as the journal cannot write. Bounded: what does not fit is counted
 * and left out, and the source must get in step again.
 */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, ms, seconds } from "#domain/time.ts";

import { type Clock, type EventSink, JournalUnavailable } from "./ports.ts";

/** A busy helpline makes about 10,000 events a day. */
const MAX_PENDING = 50_000;
const BATCH = 500;
const FIRST_RETRY = ms(250);
const LONGEST_RETRY = seconds(5);

export interface DeliveryOptions {
  readonly sink: EventSink;
  readonly clock: Clock;
  /** Batches that are not full follow one another at least so far apart; the first after a quiet moment goes at once. 0 when left out. */
  readonly pace?: DurationMs;
  /** Events were left out, and now all others are committed: the source is to tell anew what it knows. */
  readonly onGap: () => void;
  /** So many events of a batch were too old to be taken. */
  readonly onTooLate: (events: number) => void;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  #pending: HelplineEvent[] = [];
  #running = false;
  #heldUp = false;
  #leftOut = 0;
  #closed = false;
  #wake: () => void = () => undefined;
  #handedAt: EpochMs | null = null;
  #idleWaiters: ((whole: boolean) => void)[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** False while something waits to be committed. */
  get idle(): boolean {
    return this.#pending.length === 0;
  }

  /** True while the journal cannot write: what is only worth its newest value should wait. */
  get isHeldUp(): boolean {
    return this.#heldUp;
  }

  push(events: readonly HelplineEvent[]): void {
    if (this.#closed || events.length === 0) return;
    if (this.#pending.length + events.length > MAX_PENDING) {
      this.#leftOut += events.length;
      return;
    }
    this.#pending.push(...events);
    if (!this.#running) void this.#run();
  }

  /**
   * Resolves when nothing waits any more of what was pushed so far: true when all of it is committed, false
   * when some was left out. Never after `close`.
   */
  async committed(): Promise<boolean> {
    if (this.idle) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#idleWaiters.push(resolve);
    return promise;
  }

  /** What is not committed yet is let go: the sources of the facts are asked again after a restart. */
  close(): void {
    this.#closed = true;
    this.#pending = [];
    this.#wake();
  }

  /** A failure that is not the journal's is a bug: it is not caught, and ends the process. */
  async #run(): Promise<void> {
    this.#running = true;
    let retry = FIRST_RETRY;
    while (this.#pending.length > 0) {
      const left = this.#paceLeft();
      if (left > 0) await this.#pause(left);
      if (this.#closed) break;
      const batch = this.#pending.slice(0, BATCH);
      try {
        this.#handedAt = this.#options.clock.now();
        const answers = await this.#options.sink.accept(batch);
        this.#pending.splice(0, batch.length);
        retry = FIRST_RETRY;
        this.#heldUp = false;
        const tooLate = answers.filter((answer) => answer === "too-late").length;
        if (tooLate > 0 && !this.#closed) this.#options.onTooLate(tooLate);
      } catch (error) {
        if (!(error instanceof JournalUnavailable)) throw error;
        this.#heldUp = true;
        if (this.#closed) break;
        await this.#pause(retry);
        retry = ms(Math.min(retry * 2, LONGEST_RETRY));
      }
    }
    this.#running = false;
    if (this.#closed) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve(this.#leftOut === 0);
    if (this.#leftOut === 0) return;
    this.#leftOut = 0;
    this.#options.onGap();
  }

  /** How long the next batch is to wait for more. */
  #paceLeft(): DurationMs {
    const { clock, pace = ms(0) } = this.#options;
    if (this.#handedAt === null || this.#pending.length >= BATCH) return ms(0);
    const left = pace - (clock.now() - this.#handedAt);
    // Our clock may have been set back.
    return ms(left > pace ? 0 : Math.max(0, left));
  }

  async #pause(length: DurationMs): Promise<void> {
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(length, resolve);
    this.#wake = () => {
      cancel();
      resolve();
    };
    await promise;
  }
}
