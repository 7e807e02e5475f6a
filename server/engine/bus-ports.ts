/** What the engine and the bus ask of each other: events of other nodes in, events of this node out. */
import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";
import type { SourceSnapshot } from "#wire/board-snapshot.ts";
import type { BusState } from "#wire/bus.ts";

import type { Bookmarks, ChannelSteps } from "./ports.ts";

/** An event that another node took in, or that stands on the bus without having been taken in by any. */
export interface BusEvent {
  readonly event: HelplineEvent;
  /** When it was received first. */
  readonly received: EpochMs;
}

/** How far the bus has been read; written with the events, so that nothing is lost and nothing read for nothing. */
export interface Bookmark {
  readonly name: string;
  readonly value: string;
}

/** Rows of the journal that were committed together, or what is left of them. */
export interface CommittedBatch {
  /** The sequence number of the first event. */
  readonly first: number;
  readonly received: EpochMs;
  /** This node took them in itself. */
  readonly isOwn: boolean;
  readonly events: readonly HelplineEvent[];
}

/** The journal as the bus sees it. */
export interface BusJournal extends Bookmarks {
  /** Names this journal, and so the node, for as long as it lives. */
  readonly identity: string;
  readonly lastSeq: number;
  /**
   * As `append`, of events from the bus, with the bookmark in the same transaction. An event that
   * is known but may carry the time of its receipt elsewhere is kept for that time as well, once.
   */
  appendFromBus(events: readonly BusEvent[], received: EpochMs, bookmark: Bookmark): readonly boolean[];
  /**
   * The next batches after `seq`, in order of commit, until there are about `most` events;
   * `own`: only what this node took in itself. A batch that is damaged is left out.
   */
  batchesAfter(seq: number, most: number, own: boolean): readonly CommittedBatch[];
}

/** When a node was in touch with a source. */
export interface SourceTouch {
  readonly source: SourceId;
  readonly link: SourceSnapshot["link"];
  /** When it was heard last; `null`: never since the start of the node. */
  readonly heardAt: EpochMs | null;
  /** Stretches in which it was in touch, or of which it told everything, ascending. */
  readonly stretches: readonly TimeRange[];
  /** Hours in which it was in touch, of those that take new contacts. */
  readonly hours: readonly EpochMs[];
}

/** Where the bus delivers, and what it asks. */
export interface BusEngine {
  /**
   * Commits and folds what the other nodes took in, but for what is too old, also at `asOf`, the time of the bus.
   * Throws `JournalUnavailable`, and then nothing was done.
   */
  takeFromBus(events: readonly BusEvent[], bookmark: Bookmark, asOf: EpochMs): void;
  /** What other nodes know of the sources. Late news makes nothing look fresh: it says of which time it is. */
  touchedElsewhere(touches: readonly SourceTouch[]): void;
  /** How the sources stand to this node itself, and all that is known of when they were in touch. */
  touches(): readonly SourceTouch[];
  /** Called after every commit that changed anything. Returns unsubscribe. */
  onCommitted(listener: () => void): () => void;
  /** From this hour on the counts of this node follow its own contacts; those before stand in the ledger alone. */
  countsFrom(): EpochMs;
  /** Closes what is too old for anyone to tell more of. False while the ledger cannot be written: then nothing of other ledgers may be taken. */
  settle(): boolean;
  /** The ledger was told of hours by other nodes: what is usual may be another. */
  ledgerGrew(): void;
  /** How the bus stands. */
  busChanged(state: BusState): void;
  /** How far the bus has been read and written: what this node shows holds everything up to there. */
  busReached(position: { readonly epoch: string; readonly cursor: string }): void;
}

/** An entry as it stands on the bus. */
export interface BusEntry {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Why an event is refused, in the words of the HTTP door; never holds a value. */
export interface BusRefusal {
  /** Place in the entry, from 0. */
  readonly index: number;
  readonly path: string;
  readonly reason: string;
}

export interface DecodedEntry {
  readonly events: readonly BusEvent[];
  readonly refusals: readonly BusRefusal[];
}

/** Reads an entry. Never throws. */
export type DecodeEntry = (entry: BusEntry) => DecodedEntry;

/** One event in JSON of one source, as its door checks it; ids are left as they are. */
export type DecodeEnvelope = (
  value: unknown,
) =>
  | { readonly ok: true; readonly event: HelplineEvent }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/** An hour of a source that is closed or was imported, as one node's ledger tells another's. */
export interface SharedHour {
  readonly hour: EpochMs;
  readonly source: SourceId;
  readonly state: "closed" | "imported";
  /** Whether it has all who arrived, or contacts from their queue on only. */
  readonly tells: "arrivals" | "queued";
  readonly cells: readonly LedgerCell[];
}

/** What ledgers tell one another of a range. */
export interface SharedLedgerPage {
  readonly hours: readonly SharedHour[];
  readonly steps: readonly ChannelSteps[];
}

/** The file is sound, and what was to be written into it is not. */
export class LedgerPageRefused extends Error {
  override readonly name = "LedgerPageRefused";
}

/** The ledger as the bus sees it. Throws `JournalUnavailable` when it cannot be read or written. */
export interface SharedLedger {
  /** Changes when another process has written into it. */
  readonly version: number;
  firstHour(): EpochMs | null;
  /** Closed and imported hours of the range, and steps of the days that began in it. */
  readShared(range: TimeRange): SharedLedgerPage;
  /**
   * These hours hold these cells afterwards, and these days these steps, in one transaction. Throws
   * `LedgerPageRefused` when the page cannot be stored, and then nothing was done.
   */
  takeShared(page: SharedLedgerPage): void;
}
