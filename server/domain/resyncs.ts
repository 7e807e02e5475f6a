import type { SavedListing } from "./board-state.ts";
import { type ContactKey, type Phase, PHASES, type SourceId, type SourceResynced } from "./contact-event.ts";
import { COLUMN, type ContactTable } from "./contact-table.ts";
import type { EpochMs } from "./time.ts";

interface Listing {
  readonly at: EpochMs;
  readonly id: string;
  readonly covers: ReadonlySet<Phase>;
  readonly named: ReadonlySet<ContactKey>;
}

/**
 * The complete listings one source gave after lost connections. They tell which
 * contacts did not survive: one that was last seen before a listing, in a phase
 * the listing covers, and is not named in it, was lost at that instant. Listings
 * are kept sorted by time and id, so the answer does not depend on their order of arrival.
 */
export class Resyncs {
  readonly #listings: Listing[] = [];

  /** Returns false when this listing is known already. Two nodes may have given it two times: the earlier counts. */
  add(event: SourceResynced): boolean {
    const { at, id, open, restarted } = event;
    const known = this.#listings.findIndex((listing) => listing.id === id);
    if (known !== -1) {
      const knownAt = this.#listings[known]?.at ?? at;
      if (knownAt <= at) return knownAt !== at;
      this.#listings.splice(known, 1);
    }
    this.#insert({
      at,
      id,
      covers: new Set(restarted ? PHASES : event.covers),
      named: new Set(open.map(({ contact }) => contact)),
    });
    return true;
  }

  save(source: SourceId): SavedListing[] {
    return this.#listings.map(({ at, id, covers, named }) => ({
      source,
      at,
      id,
      covers: [...covers],
      named: [...named],
    }));
  }

  takeBack({ at, id, covers, named }: Omit<SavedListing, "source">): void {
    this.#insert({ at, id, covers: new Set(covers), named: new Set(named) });
  }

  /** When a contact without an end of its own was lost; `null` when it lives as far as anybody knows. */
  lostAt(table: ContactTable, row: number): EpochMs | null {
    const lastSeenAt = table.at(row, COLUMN.lastSeenAt);
    if (lastSeenAt === null || this.#listings.length === 0) return null;
    const phase = phaseOf(table, row);
    const key = table.keyOf(row);
    const lost = this.#listings.find(
      ({ at, covers, named }) => at > lastSeenAt && covers.has(phase) && !named.has(key),
    );
    return lost?.at ?? null;
  }

  #insert(listing: Listing): void {
    this.#listings.push(listing);
    this.#listings.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  forget(before: EpochMs): void {
    while (this.#listings[0] !== undefined && this.#listings[0].at < before) this.#listings.shift();
  }
}

const ANSWERED = [COLUMN.answeredAt, COLUMN.listedAnswerAt, COLUMN.estimatedAnswerAt];

function phaseOf(table: ContactTable, row: number): Phase {
  if (ANSWERED.some((column) => table.known(row, column))) return "conversation";
  return table.known(row, COLUMN.queuedAt) || table.known(row, COLUMN.listedQueueingAt)
    ? "waiting"
    : "welcome";
}
