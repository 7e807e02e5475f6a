import type { ContactKey, HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { earlier, type EpochMs, epochMs, hours } from "#domain/time.ts";
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

export interface Waiting {
  readonly contact: ContactKey;
  readonly since: EpochMs;
}

/** Whose wait began before is taken for lost anyway. */
const LONGEST_WAIT = hours(24);

/**
 * Who waits, kept over restarts as pseudonyms, and who waited before one and was not heard of since.
 * Without REST nobody tells what became of them while this program was away.
 */
export class WaitingRecord {
  readonly #options: WaitingRecordOptions;
  readonly #bookmark: string;
  readonly #kept: readonly Waiting[];
  #written: string;
  /** Of whom nothing was heard since a run before this one, as of the beginning of this one. */
  readonly missed: Missed;

  constructor(options: WaitingRecordOptions) {
    this.#options = options;
    this.#bookmark = `livehelperchat.${options.source}.waiting`;
    this.#written = options.bookmarks.read(this.#bookmark) ?? "";
    const at = options.clock.now();
    this.#kept = this.#written
      .split("\n")
      .flatMap(decodeWaiting)
      .filter(({ since }) => since > earlier(at, LONGEST_WAIT));
    this.missed = { contacts: new Set(this.#kept.map(({ contact }) => contact)), at };
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

  /**
   * Keeps those who wait, and those missed of whom `isHeard` says no. Writes only what has changed; what
   * cannot be written now is with the next call.
   */
  keep(waiting: readonly Waiting[], isHeard: (contact: ContactKey) => boolean): void {
    const first = earlier(this.#options.clock.now(), LONGEST_WAIT);
    const missed = this.#kept.filter(({ contact }) => !isHeard(contact));
    this.#write([...missed, ...waiting].filter(({ since }) => since > first));
  }

  /** Where REST tells who waits nobody is missed. */
  clear(): void {
    this.#write([]);
  }

  #write(waiting: readonly Waiting[]): void {
    const lines = waiting.map(({ contact, since }) => `${since} ${contact}`);
    const text = lines.toSorted().join("\n");
    if (text === this.#written) return;
    try {
      this.#options.bookmarks.write(this.#bookmark, text);
      this.#written = text;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}

function decodeWaiting(line: string): Waiting[] {
  const [, since, contact] = /^(\d{1,15}) (.+)$/.exec(line) ?? [];
  return contact === undefined ? [] : [{ contact, since: epochMs(Number(since)) }];
}
