import type { ContactKey, HelplineEvent, SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import { type Bookmarks, type Clock, JournalUnavailable, type Pseudonyms } from "#engine/ports.ts";

export interface WaitingRecordOptions {
  readonly source: SourceId;
  readonly bookmarks: Bookmarks;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
}

/** Contacts of whom nobody can tell any more whether they are still there, as of `at`. */
export interface Missed {
  readonly contacts: ReadonlySet<ContactKey>;
  readonly at: EpochMs;
}

/**
 * Who waits, kept over restarts as pseudonyms. Without REST nobody tells what became of them
 * while this program was away.
 */
export class WaitingRecord {
  readonly #options: WaitingRecordOptions;
  readonly #bookmark: string;
  #written: string;
  /** Who waited when the run before this one ended, as of the beginning of this one. */
  readonly missed: Missed;

  constructor(options: WaitingRecordOptions) {
    this.#options = options;
    this.#bookmark = `livehelperchat.${options.source}.waiting`;
    this.#written = options.bookmarks.read(this.#bookmark) ?? "";
    this.missed = {
      contacts: new Set(this.#written.split("\n").filter((contact) => contact !== "")),
      at: options.clock.now(),
    };
  }

  /** Marks them all. */
  missedEvents(): readonly HelplineEvent[] {
    const { source, pseudonyms } = this.#options;
    const { contacts, at } = this.missed;
    return [...contacts].map((contact) => ({
      type: "contact.unconfirmed",
      source,
      id: pseudonyms.event(source, `missed:${contact}:${at}`, at),
      at,
      contact,
    }));
  }

  /** Writes only what has changed; what cannot be written now is with the next call. */
  write(waiting: readonly ContactKey[]): void {
    const text = waiting.toSorted().join("\n");
    if (text === this.#written) return;
    try {
      this.#options.bookmarks.write(this.#bookmark, text);
      this.#written = text;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}
