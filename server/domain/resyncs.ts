import type { ContactKey, Phase, SourceResynced } from "./contact-event.ts";
import type { Contact } from "./contact.ts";
import type { EpochMs } from "./time.ts";

interface Listing {
  readonly at: EpochMs;
  readonly id: string;
  readonly covers: ReadonlySet<Phase>;
  readonly named: ReadonlySet<ContactKey>;
}

const EVERY_PHASE: ReadonlySet<Phase> = new Set(["welcome", "waiting", "conversation"]);

/**
 * The complete listings one source gave after lost connections. They tell which
 * contacts did not survive: one that was last seen before a listing, in a phase
 * the listing covers, and is not named in it, was lost at that instant. Listings
 * are kept sorted by time and id, so the answer does not depend on their order of arrival.
 */
export class Resyncs {
  readonly #listings: Listing[] = [];

  /** Returns false when this listing is known already. */
  add(event: SourceResynced): boolean {
    if (this.#listings.some((listing) => listing.id === event.id)) return false;
    this.#listings.push({
      at: event.at,
      id: event.id,
      covers: event.restarted ? EVERY_PHASE : new Set(event.covers),
      named: new Set(event.open.map((open) => open.contact)),
    });
    this.#listings.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return true;
  }

  /** When a contact without an end of its own was lost; `null` when it lives as far as anybody knows. */
  lostAt(contact: Contact): EpochMs | null {
    if (contact.lastSeenAt === null) return null;
    for (const listing of this.#listings) {
      if (listing.at <= contact.lastSeenAt) continue;
      if (listing.covers.has(phaseOf(contact)) && !listing.named.has(contact.key)) return listing.at;
    }
    return null;
  }

  forget(before: EpochMs): void {
    while (this.#listings[0] !== undefined && this.#listings[0].at < before) this.#listings.shift();
  }
}

function phaseOf(contact: Contact): Phase {
  if (contact.answeredAt !== null || contact.listedAnsweredAt !== null) return "conversation";
  return contact.queued !== null || contact.listedQueueing !== null ? "waiting" : "welcome";
}
