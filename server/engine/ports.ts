/**
 * What the engine asks of the outside, and what it offers to adapters. Adapters
 * know these interfaces and never one another.
 */
import type { Channel, ContactKey, HelplineEvent, SourceId } from "#domain/contact-event.ts";
import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import type { DurationMs, EpochMs } from "#domain/time.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { BusState } from "#wire/bus.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { NamedPeriod, Report } from "#wire/report.ts";
import type { Trend } from "#wire/trend.ts";

import type { HourArrivals, ImportedHours } from "./hour-arrivals.ts";

/** The present, and something to wait with. Tests pass one they move by hand. */
export interface Clock {
  now(): EpochMs;
  /** Calls `task` once after `delay`; returns a function that cancels it. Never keeps the process alive by itself. */
  after(delay: DurationMs, task: () => void): () => void;
}

/**
 * What became of one event. `duplicate`: known already, so a retry is safe.
 * `too-late`: older than the 24 hours in which the past may still change; not stored.
 */
export type Acceptance = "accepted" | "duplicate" | "too-late";

/** Where sources deliver. */
export interface EventSink {
  /**
   * Resolves when every event is committed to disk (or known, or refused), one
   * answer per event in the same order. Rejects with `JournalUnavailable` when
   * the journal cannot write: retry the same ids later, nothing was acknowledged.
   */
  accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]>;
}

/** The journal cannot write at present (disk full, read-only, I/O error). */
export class JournalUnavailable extends Error {
  override readonly name = "JournalUnavailable";
}

/** A committed row. */
export interface JournalEntry {
  readonly event: HelplineEvent;
  /** When it was first committed here. */
  readonly received: EpochMs;
}

/** The durable log of events. Implemented by `journal/`. */
export interface Journal {
  /**
   * Commits a batch in one transaction, durable on return. Answers, per event,
   * whether its (source, id) was new; a known one changes nothing. Throws
   * `JournalUnavailable` and leaves nothing of the batch behind.
   */
  append(events: readonly HelplineEvent[], received: EpochMs): readonly boolean[];
  /**
   * Every kept event in order of commit, in chunks: pass arrays, not events. With
   * `afterSeq`, only those committed after it; pass a value that `lastSeq` once had.
   */
  replay(afterSeq?: number): Iterable<readonly JournalEntry[]>;
}

/** Whether a write to the journal succeeds at this moment. */
export interface Probe {
  probe(): boolean;
}

/** The state as it was after an event of the journal. */
export interface Checkpoint {
  readonly upToSeq: number;
  readonly bytes: Uint8Array;
}

/** Saved state that makes a start faster: load it, then `replay(upToSeq)`. Never needed: without one, everything is replayed. */
export interface Checkpoints {
  /** Names this journal for as long as it lives; a copy has the same name. */
  readonly identity: string;
  /** The sequence number of the newest committed event; 0 when there is none. */
  readonly lastSeq: number;
  /** False when it could not be saved; the one before is then still there. */
  saveCheckpoint(upToSeq: number, bytes: Uint8Array): boolean;
  /** Null when there is none of this journal, or it is damaged. */
  loadCheckpoint(): Checkpoint | null;
}

/** Turns plain data that can be cloned into bytes and back. Implemented by `platform/`. */
export interface StateCodec {
  encode(state: unknown): Uint8Array;
  /** `null` for bytes it cannot read. */
  decode(bytes: Uint8Array): unknown;
}

/**
 * Where an hour of a source stands in the ledger. `heard`: the source was in touch in it,
 * its counts are still on the board; `closed`: its counts were written; `imported`: they
 * came from a file of history, and stay.
 */
export type HourState = "heard" | "closed" | "imported";

export interface LedgerHour {
  readonly hour: EpochMs;
  readonly source: SourceId;
  readonly state: HourState;
}

/** A journal, and how far it had come. A copy of it from an earlier day has the same identity and has not come so far. */
export interface JournalMark {
  readonly journal: string;
  readonly seq: number;
}

/** Arrivals of one channel on one local day, net of blacklisted contacts, for each five minutes from midnight. */
export interface ChannelSteps {
  /** The midnight that began it. */
  readonly day: EpochMs;
  readonly channel: Channel;
  readonly counts: Uint16Array;
  /** 1 where all sources of the channel were in touch, or told everything afterwards; 0 where a count says nothing. */
  readonly known: Uint8Array;
}

/** What the ledger holds of a range of hours. */
export interface LedgerPage {
  readonly cells: readonly LedgerCell[];
  readonly hours: readonly LedgerHour[];
}

/**
 * Counts by hour, kept for years, in a file of their own: other processes may import
 * into it while the server runs. All writes are durable on return, in one transaction,
 * and throw `JournalUnavailable` when they cannot be.
 */
export interface LedgerStore {
  /** Notes that the source was in touch in this hour. What is known of the hour already stays. */
  noteHeard(source: SourceId, hour: EpochMs): void;
  /**
   * The hours of these cells hold them afterwards and nothing else of their source; hours
   * of the range in which a source was only heard are closed without any. What was closed
   * before and has no cells now stays, for nothing is no correction; what was imported
   * stays too. `by` is remembered.
   */
  closeHours(range: TimeRange, cells: readonly LedgerCell[], by: JournalMark): void;
  /** Which journal closed hours last; `null`: none has yet. */
  closedBy(): JournalMark | null;
  /**
   * Another journal goes on from here. Hours in which the one before had only heard its
   * sources are unknown again, because their counts went with it.
   */
  beginWith(journal: JournalMark): void;
  /** These hours of the source hold these cells afterwards and nothing else. */
  importHours(imported: ImportedHours): void;
  /** Cells and hours of the range, by hour. */
  readHours(range: TimeRange): LedgerPage;
  /** Arrivals in the closed and imported hours of the range, ascending; those with no contacts are there too. */
  readArrivals(range: TimeRange): readonly HourArrivals[];
  /** The day of the channel holds these steps afterwards. */
  saveSteps(steps: ChannelSteps): void;
  /** Steps of the days that began within the range, ascending. */
  readSteps(range: TimeRange): readonly ChannelSteps[];
  /** Lets go of the steps of days that began before. */
  forgetSteps(before: EpochMs): void;
  /** Whether anything is known of any hour of the range. */
  knows(range: TimeRange): boolean;
  /** The first hour of which anything is known; `null`: nothing is. */
  firstHour(): EpochMs | null;
}

/** Small facts an adapter must remember over restarts, such as a file offset. Durable on return. */
export interface Bookmarks {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

/** A source adapter that runs: an AMI client, a poller, the simulator. */
export interface RunningSource {
  close(): Promise<void>;
}

/** Makes pseudonyms: HMAC-SHA256(day key, source | native id), the first 128 bits as 32 hexadecimal digits. */
export interface Pseudonyms {
  /**
   * The key of a contact. A contact keeps the key of the local day on which it
   * arrived: pass the time of any of its events; days around it are tried for a
   * contact that is already known.
   */
  contact(source: SourceId, nativeId: string, at: EpochMs): ContactKey;
  /** The id of an event, with the key of the local day of `at`. The same event gives the same id again. */
  event(source: SourceId, nativeId: string, at: EpochMs): string;
}

/** One line per state change, at the edges only. Never a value from a payload. */
export interface Logger {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** The live state for walls. */
export interface BoardReader {
  /** The present as walls are told it every second; `build` is added by whoever sends it. */
  heartbeat(): Omit<Heartbeat, "build">;
  /** Today's line, for a wall that has just come or has seen a gap. */
  trend(): Trend;
  /** The latest published snapshot. */
  snapshot(): BoardSnapshot;
  /** Called at most 4 times a second, the first change after a quiet moment at once, never when nothing changed. Returns unsubscribe. */
  onSnapshot(listener: (snapshot: BoardSnapshot) => void): () => void;
}

/** What of the board somebody sees. `wall`: without what only people at a desk should read. */
export type View = "wall" | "desk";

/** Somebody who looks at the board as it changes. */
export interface Viewer {
  readonly view: View;
  /** Whom the connection counts for. Never logged. */
  readonly client: string;
  /** Whether they may go on looking; `to-ask`: a page comes back by itself and shows anew who it is. Cheap: it is asked every few seconds. */
  readonly standing: () => "welcome" | "to-ask" | "sent-away";
  /** To be called once, when the connection is closed. */
  readonly leave: () => void;
}

/** A report, or why there is none: a slug of `wire/problem.ts` and a sentence. */
export type ReportAnswer =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly slug: "invalid-period" | "no-data"; readonly detail: string };

/** Reports for supervisors. Throws `JournalUnavailable` when the ledger cannot be read. */
export interface ReportReader {
  /** Of the local days from `from` to `to`, both `YYYY-MM-DD` and both in it. */
  report(from: string, to: string): ReportAnswer;
  /** Periods that have names and of which something is known, newest first within each kind. */
  periods(): readonly NamedPeriod[];
}

/** What `/readyz` tells. */
export interface Readiness {
  /** Each false entry is a reason not to be ready. A bus that is not in step is none; `null`: there is none. */
  check(): {
    readonly journalWritable: boolean;
    readonly stateRebuilt: boolean;
    readonly draining: boolean;
    readonly bus: BusState | null;
  };
}
