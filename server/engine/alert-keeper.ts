import { type DurationMs, ms } from "#domain/time.ts";

import type { AlertStore, OutboxEntry } from "./alert-ports.ts";
import type { Lease } from "./lease.ts";
import { JournalUnavailable, type Logger } from "./ports.ts";
import { type AlertMemory, fingerprintOf, loadMemory, savedOf } from "./saved-alerts.ts";

/** In real time: longer than a lease lasts after its holder is gone, and than another node needs to notice. */
const WITHHELD_MS = 60_000;

export interface AlertKeeperOptions {
  readonly store: AlertStore;
  readonly lease: Lease;
  /** Messages have been put into the outbox. */
  readonly saved: () => void;
  readonly speed: number;
  readonly logger: Logger;
}

/**
 * What alerts remember, on disk as in memory. Messages go into the outbox in the transaction
 * that writes the state they come from. While another node tells, they are put aside for a
 * minute: if that one is gone by then, this one tells them, with the same ids.
 */
export class AlertKeeper {
  readonly #options: AlertKeeperOptions;
  #memory: AlertMemory;
  #savedAs: string;
  /** Messages that could not be written yet. */
  #unsaved: readonly OutboxEntry[] = [];

  constructor(options: AlertKeeperOptions) {
    this.#options = options;
    this.#memory = loadMemory(options.store, options.logger);
    this.#savedAs = fingerprintOf(this.#memory);
  }

  get memory(): AlertMemory {
    return this.#memory;
  }

  /** After a look. What cannot be written now is written after the next one. */
  keep(memory: AlertMemory, messages: readonly OutboxEntry[], lived: DurationMs): void {
    const { lease, speed } = this.#options;
    const withheld = [
      ...memory.withheld.map(({ entry, age }) => ({ entry, age: ms(age + lived) })),
      ...messages.map((entry) => ({ entry, age: ms(0) })),
    ].filter(({ age }) => age <= WITHHELD_MS * speed);
    const isHeld = lease.isHeld();
    this.#memory = { ...memory, withheld: isHeld ? [] : withheld };
    if (isHeld) this.#unsaved = [...this.#unsaved, ...withheld.map(({ entry }) => entry)];
    if (fingerprintOf(this.#memory) !== this.#savedAs || this.#unsaved.length > 0)
      this.#tryToWrite("alerts could not be written: tried again in five seconds");
  }

  /**
   * By the hand of somebody: it is written with its messages, or it has not happened. While another
   * node tells, nobody is told from here. Throws `JournalUnavailable`.
   */
  change(memory: AlertMemory, messages: readonly OutboxEntry[] = []): void {
    this.#write(memory, this.#options.lease.isHeld() ? messages : []);
    this.#memory = memory;
  }

  /** Clocks that have gone on since the last time are written too. */
  close(): void {
    const { book, stuck } = this.#memory;
    if (book.alerts.length === 0 && stuck.length === 0 && this.#unsaved.length === 0) return;
    this.#tryToWrite("alerts could not be written: the next start goes on from before");
  }

  #tryToWrite(failure: string): void {
    try {
      this.#write(this.#memory);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      this.#options.logger.warn({}, failure);
    }
  }

  #write(memory: AlertMemory, messages: readonly OutboxEntry[] = []): void {
    const told = [...this.#unsaved, ...messages];
    this.#options.store.saveAlerts(savedOf(memory), told);
    this.#savedAs = fingerprintOf(memory);
    const isNews = told.length > 0;
    this.#unsaved = [];
    if (isNews) this.#options.saved();
  }
}
