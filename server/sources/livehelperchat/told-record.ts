import type { ContactKey, HelplineEvent } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { Pseudonyms } from "#engine/ports.ts";

import type { Chats } from "./chats.ts";
import { ContactRecord, type ContactRecordOptions, type Noted } from "./contact-record.ts";
import type { LhcTime } from "./lhc-time.ts";
import type { ToldBefore } from "./to-events.ts";

export interface ToldRecordOptions extends ContactRecordOptions {
  readonly pseudonyms: Pseudonyms;
  readonly time: LhcTime;
  /** REST tells who waits. */
  readonly rest: boolean;
}

/**
 * What a later run must know of what this one told: who waits, where REST does not tell what became of them while
 * this program is away; who is marked as one that may be gone; and who was taken for deleted, and may be there.
 */
export class ToldRecord {
  readonly #options: ToldRecordOptions;
  readonly #startedAt: EpochMs;
  readonly #waiting: ContactRecord;
  readonly #unconfirmed: ContactRecord;
  readonly #interrupted: ContactRecord;

  constructor(options: ToldRecordOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#waiting = new ContactRecord("waiting", options);
    this.#unconfirmed = new ContactRecord("unconfirmed", options);
    this.#interrupted = new ContactRecord("interrupted", options);
  }

  get before(): ToldBefore {
    const { rest, time } = this.#options;
    const theirs = (at: EpochMs | null): EpochMs | null => (at === null ? null : time.theirsOf(at));
    return {
      unconfirmedAt: (contact) => {
        const waited = this.#waiting.sinceOf(contact) !== null;
        return !rest && waited ? this.#startedAt : theirs(this.#unconfirmed.sinceOf(contact));
      },
      interruptedAt: (contact) => theirs(this.#interrupted.sinceOf(contact)),
    };
  }

  /** Marks everybody who waited and of whom nobody can tell any more: where REST does, nobody. */
  missedEvents(): readonly HelplineEvent[] {
    const { source, pseudonyms, rest } = this.#options;
    if (rest) return [];
    const at = this.#startedAt;
    return this.#waiting.before.map(({ contact }) => ({
      type: "contact.unconfirmed",
      source,
      id: pseudonyms.event(source, `missed:${contact}:${at}`, at),
      at,
      contact,
    }));
  }

  /** To be called when everything that was told of `chats` is committed. */
  keep(chats: Chats): void {
    const { rest, time } = this.#options;
    const isHeard = (contact: ContactKey): boolean => chats.has(contact);
    const ours = (noted: readonly Noted[]): readonly Noted[] =>
      noted.map(({ contact, since }) => ({ contact, since: time.oursOf(since) }));
    if (rest) this.#waiting.clear();
    else this.#waiting.keep(ours(chats.waiting()), isHeard);
    this.#unconfirmed.keep(ours(chats.unconfirmed()), isHeard);
    this.#interrupted.keep(ours(chats.interrupted()), isHeard);
  }
}
