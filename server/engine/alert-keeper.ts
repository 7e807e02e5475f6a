import type { AlertStore, OutboxEntry } from "./alert-ports.ts";
import type { Lease } from "./lease.ts";
import { JournalUnavailable, type Logger } from "./ports.ts";
import { type AlertMemory, fingerprintOf, loadMemory, savedOf } from "./saved-alerts.ts";

export interface AlertKeeperOptions {
  readonly store: AlertStore;
  readonly lease: Lease;
  /** Messages have been put into the outbox. */
  readonly saved: () => void;
  readonly logger: Logger;
}

/**
 * What alerts remember, on disk as in memory. Messages go into the outbox in the transaction
 * that writes the state they come from. While another node tells, this one keeps what that one
 * has told and what still waits there, so that it can go on from it.
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

  /** After a look of the node that tells. What cannot be written now is written after the next one. */
  keep(memory: AlertMemory, messages: readonly OutboxEntry[]): void {
    this.#unsaved = [...this.#unsaved, ...memory.waiting, ...messages];
    this.#memory = { ...memory, waiting: [] };
    this.#keepUp("alerts could not be written: tried again in five seconds");
  }

  /** What the node that tells has told. */
  adopt(memory: AlertMemory): void {
    this.#unsaved = [];
    this.#memory = memory;
    this.#keepUp("alerts could not be written: they are known until the next start");
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

  #keepUp(failure: string): void {
    if (fingerprintOf(this.#memory) !== this.#savedAs || this.#unsaved.length > 0) this.#tryToWrite(failure);
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
