import type { ContactKey, SourceId } from "#domain/contact-event.ts";
import { earlier, type EpochMs, epochMs, hours } from "#domain/time.ts";
import { type Bookmarks, type Clock, JournalUnavailable } from "#engine/ports.ts";

export interface ContactRecordOptions {
  readonly source: SourceId;
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
}

export interface Noted {
  readonly contact: ContactKey;
  readonly since: EpochMs;
}

/** What began before is over, or taken for lost. */
const LONGEST = hours(24);

/**
 * Contacts of which something was told that a later run must know, kept over restarts as pseudonyms: those of
 * this run, and those of runs before that were not heard of since.
 */
export class ContactRecord {
  readonly #options: ContactRecordOptions;
  readonly #bookmark: string;
  #written: string;
  /** What runs before this one noted. */
  readonly before: readonly Noted[];

  constructor(name: string, options: ContactRecordOptions) {
    this.#options = options;
    this.#bookmark = `livehelperchat.${options.source}.${name}`;
    this.#written = options.bookmarks.read(this.#bookmark) ?? "";
    this.before = this.#written
      .split("\n")
      .flatMap(decode)
      .filter(({ since }) => since > this.#first());
  }

  /** What was noted before of the contact; `null`: nothing. */
  sinceOf(contact: ContactKey): EpochMs | null {
    return this.before.find((noted) => noted.contact === contact)?.since ?? null;
  }

  /** Writes only what has changed; what cannot be written now is with the next call. */
  keep(noted: readonly Noted[], isHeard: (contact: ContactKey) => boolean): void {
    const unheard = this.before.filter(({ contact }) => !isHeard(contact));
    const first = this.#first();
    this.#write([...unheard, ...noted].filter(({ since }) => since > first));
  }

  clear(): void {
    this.#write([]);
  }

  #first(): EpochMs {
    return earlier(this.#options.clock.now(), LONGEST);
  }

  #write(noted: readonly Noted[]): void {
    const text = noted
      .map(({ contact, since }) => `${since} ${contact}`)
      .toSorted()
      .join("\n");
    if (text === this.#written) return;
    try {
      this.#options.bookmarks.write(this.#bookmark, text);
      this.#written = text;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}

function decode(line: string): Noted[] {
  const [, since, contact] = /^(\d{1,15}) (.+)$/.exec(line) ?? [];
  return contact === undefined ? [] : [{ contact, since: epochMs(Number(since)) }];
}
