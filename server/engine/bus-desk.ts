import type { Board } from "#domain/board.ts";
import type { SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs } from "#domain/time.ts";
import type { BusSnapshot, BusState } from "#wire/bus.ts";

import type { Bookmark, BusEngine, BusEvent, BusJournal, SourceTouch } from "./bus-ports.ts";
import type { Coverage } from "./coverage.ts";
import { CONTACT_RETENTION } from "./housekeeper.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./ports.ts";
import type { SourceLinks } from "./source-links.ts";

export interface BusDeskOptions {
  readonly journal: BusJournal;
  readonly board: Board;
  readonly ledger: Ledger;
  readonly links: SourceLinks;
  readonly coverage: Coverage;
  readonly clock: Clock;
  readonly heardByEvents: ReadonlySet<SourceId>;
  /** What was taken for a gap in what is known of a source may be known now. */
  readonly told: (range: TimeRange) => void;
  /** See `Housekeeper.settle`. */
  readonly settle: () => boolean;
  /** What is usual may be another. */
  readonly relearn: () => void;
  /** Something that walls show may have changed. */
  readonly changed: () => void;
}

/**
 * What the engine does for the bus. Events of other nodes are committed and folded as those of
 * this one, but nothing is judged again: they are as late as they are, and clamped where they were received.
 */
export class BusDesk implements BusEngine {
  readonly #options: BusDeskOptions;
  readonly #listeners = new Set<() => void>();
  #state: BusState | null = null;
  #position: Pick<BusSnapshot, "epoch" | "cursor"> = { epoch: "", cursor: "0-0" };

  constructor(options: BusDeskOptions) {
    this.#options = options;
  }

  /** `null`: this node is alone. */
  get snapshot(): BusSnapshot | null {
    return this.#state === null ? null : { state: this.#state, ...this.#position };
  }

  takeFromBus(events: readonly BusEvent[], bookmark: Bookmark, asOf: EpochMs): void {
    const { journal, board, ledger, clock, changed } = this.#options;
    const now = clock.now();
    // What is older has gone from every board, and stands in the ledger. By both clocks: it is not read again when
    // this node's or the server's was ahead for a moment.
    const oldest = earlier(epochMs(Math.min(now, asOf)), CONTACT_RETENTION);
    const told = events.filter(({ event }) => event.type !== "source.heartbeat" && event.at >= oldest);
    const fresh = journal.appendFromBus(told, now, bookmark);
    this.#hear(events, now);
    let isChanged = false;
    for (const [index, { event, received }] of told.entries()) {
      if (fresh[index] !== true) continue;
      ledger.heard(event, received);
      board.apply(event);
      isChanged = true;
    }
    if (isChanged) changed();
  }

  touchedElsewhere(touches: readonly SourceTouch[]): void {
    const { links, coverage, ledger, clock, told } = this.#options;
    const now = clock.now();
    // The clock of another node may run ahead; nobody was heard in a time that is still to come.
    const past = (at: EpochMs): EpochMs => epochMs(Math.min(at, now));
    let isNews = false;
    for (const { source, link, heardAt, stretches, hours } of touches) {
      for (const { from, to } of stretches) {
        const stretch = { from: past(from), to: past(to) };
        const isKnown = coverage.isWhole([source], stretch);
        coverage.told(source, stretch);
        if (!isKnown) told(stretch);
      }
      ledger.heardElsewhere(source, hours);
      if (heardAt !== null && links.heardElsewhere(source, link, past(heardAt))) isNews = true;
    }
    if (isNews) this.#options.changed();
  }

  touches(): readonly SourceTouch[] {
    const { links, coverage, ledger } = this.#options;
    return [...links.here()].map(({ source, state, heardAt }) => ({
      source,
      link: state,
      heardAt,
      stretches: coverage.stretchesOf(source),
      hours: ledger.heardHours(source),
    }));
  }

  countsFrom(): EpochMs {
    return this.#options.ledger.finalBefore(this.#options.clock.now());
  }

  settle(): boolean {
    return this.#options.settle();
  }

  ledgerGrew(): void {
    this.#options.relearn();
  }

  /** Called by the engine after every commit of its own. */
  committed(): void {
    for (const listener of this.#listeners) listener();
  }

  onCommitted(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  busChanged(state: BusState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.changed();
  }

  busReached(position: Pick<BusSnapshot, "epoch" | "cursor">): void {
    this.#position = position;
  }

  /** Whoever took an event in was in touch with its source then. */
  #hear(events: readonly BusEvent[], now: EpochMs): void {
    const { heardByEvents, links, coverage, told, changed } = this.#options;
    const heard = new Map<SourceId, EpochMs>();
    let first = now;
    for (const { event, received } of events) {
      const { source, type } = event;
      // Events that were received together tell it once.
      if (heard.get(source) === received) continue;
      if (type !== "source.heartbeat" && !heardByEvents.has(source)) continue;
      heard.set(source, received);
      const at = epochMs(Math.min(received, now));
      first = epochMs(Math.min(first, at));
      coverage.told(source, { from: at, to: at });
      if (links.heardElsewhere(source, "live", at)) changed();
    }
    told({ from: first, to: now });
  }
}
