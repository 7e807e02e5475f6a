/** What an engine is made of. */
import type { BoardRules } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { SourceId } from "#domain/contact-event.ts";

import type { AlertsOptions } from "./alert-runner.ts";
import type { Feeds } from "./arrival-history.ts";
import type { BusJournal } from "./bus-ports.ts";
import type { OutlookRules } from "./create-outlooks.ts";
import type { Archive } from "./housekeeper.ts";
import type { Bookmarks, Clock, Journal, LedgerStore, Logger, Probe, StateCodec } from "./ports.ts";
import type { HouseRules } from "./snapshot.ts";

export interface EngineOptions {
  readonly journal: Journal & Archive & Bookmarks & Probe & BusJournal;
  /** Where counts by hour are kept for years. */
  readonly ledger: LedgerStore;
  readonly codec: StateCodec;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly logger: Logger;
  readonly rules: BoardRules;
  readonly house: HouseRules;
  readonly sources: readonly SourceId[];
  /** Sources without a link of their own, whose every event says that they are in step. */
  readonly heardByEvents: ReadonlySet<SourceId>;
  /** How many times faster than life the clock runs; 1 for real sources. */
  readonly speed: number;
  /** Which sources deliver contacts of each channel. */
  readonly feeds: Feeds;
  /** What today is held against; `null`: nothing, the figures stand alone. */
  readonly outlook: OutlookRules | null;
  /** What people are told of; `null`: nothing is looked at. */
  readonly alerts: AlertsOptions | null;
}
