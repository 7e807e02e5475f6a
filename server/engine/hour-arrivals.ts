/** How many contacts came, hour by hour, and whence that is known. */
import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";

/** How many contacts of a channel arrived in an hour, net of blacklisted ones. */
export interface HourArrivals {
  readonly hour: EpochMs;
  readonly source: SourceId;
  /** `null`: the source was in touch, and nobody arrived. */
  readonly channel: Channel | null;
  readonly count: number;
  readonly origin: ArrivalsOrigin;
}

/**
 * Whence arrivals of an hour are known. `imported`: from a file of history, which knows better
 * than what was heard live; `imported-queued`: from one that has contacts from their queue
 * on only, so that these are fewer than arrived.
 */
export type ArrivalsOrigin = "live" | "imported" | "imported-queued";

/** What a file of history tells of some hours of a source. */
export interface ImportedHours {
  readonly source: SourceId;
  readonly hours: readonly EpochMs[];
  readonly cells: readonly LedgerCell[];
  /** Those of the hours of which it tells contacts from their queue on only; left out: none. */
  readonly queuedOnly?: ReadonlySet<EpochMs>;
}
