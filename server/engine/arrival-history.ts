import {
  type ArrivalStep,
  type Grain,
  type PastArrivals,
  STEPS_AN_HOUR,
  stepCountOf,
  stepStart,
} from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import { type Channel, CHANNELS, type SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";

import type { HourArrivals } from "./hour-arrivals.ts";
import type { ChannelSteps, LedgerStore } from "./ports.ts";

/** Which sources deliver contacts of a channel. */
export type Feeds = Readonly<Partial<Record<Channel, readonly SourceId[]>>>;

/**
 * More than three occurrences of a day of every year: of what one teaches, an older one than
 * those has less than an eighth. Steps of days before are let go of.
 */
export const DAYS_OF_HISTORY = 4 * 365 + 1;

/** Arrivals of one channel in an hour that was imported, by source; of each all that arrived. */
type ImportedHour = Map<SourceId, number>;

/** One step of one channel, and whether it is a twelfth of an hour. */
interface ChannelStep {
  readonly count: number;
  readonly isSpread: boolean;
}

/**
 * Arrivals of days that are over, step by step, of one channel or of several together. An hour
 * that was imported of every source of the channel is spread over its steps; all others are as
 * they were lived. Nothing else is known: that an hour was closed says that its source was in
 * touch at some time in it, an import of contacts from their queue on is less than came, and
 * with an import of some of the sources nobody knows what the others had.
 */
export class ArrivalHistory {
  readonly #calendar: Calendar;
  readonly #feeds: Feeds;
  readonly #lived = new Map<string, ChannelSteps>();
  readonly #imported = new Map<Channel, Map<EpochMs, ImportedHour>>();
  readonly #queuedOnly = new Set<string>();

  constructor(options: { readonly calendar: Calendar; readonly feeds: Feeds }) {
    this.#calendar = options.calendar;
    this.#feeds = options.feeds;
  }

  /** Reads what the ledger knows of a range. Throws `JournalUnavailable`. */
  read(store: Pick<LedgerStore, "readArrivals" | "readSteps">, range: TimeRange): void {
    for (const steps of store.readSteps(range)) this.#lived.set(keyOf(steps.channel, steps.day), steps);
    const rows = store.readArrivals(range);
    for (const row of rows) {
      if (row.origin === "imported-queued") this.#queuedOnly.add(keyOf(row.source, row.hour));
      if (row.origin === "imported") this.#addImported(row);
    }
  }

  /** A step is known when it is known of every channel. */
  dayOf(channels: readonly Channel[], day: LocalDay): PastArrivals {
    const perChannel = channels.map((channel) => this.#stepsOf(channel, day));
    let grain: Grain = "steps";
    const steps = Array.from({ length: stepCountOf(day) }, (_, index): ArrivalStep => {
      const parts = perChannel.map((one) => one[index] ?? null);
      if (parts.some((part) => part?.isSpread === true)) grain = "hours";
      return {
        at: stepStart(day, index),
        count: parts.reduce((sum, part) => sum + (part?.count ?? 0), 0),
        isKnown: parts.length > 0 && parts.every((part) => part !== null),
      };
    });
    return { day, steps, grain };
  }

  /** Whether the ledger has contacts of this hour from their queue on only. */
  isQueuedOnly({ source, hour }: Pick<HourArrivals, "source" | "hour">): boolean {
    return this.#queuedOnly.has(keyOf(source, hour));
  }

  /** `null` where nothing is known. */
  #stepsOf(channel: Channel, day: LocalDay): (ChannelStep | null)[] {
    const lived = this.#lived.get(keyOf(channel, day.start));
    let imported: number | null = null;
    return Array.from({ length: stepCountOf(day) }, (_, index) => {
      if (index % STEPS_AN_HOUR === 0)
        imported = this.#importedCount(channel, this.#calendar.hourOf(stepStart(day, index)));
      if (imported !== null) return { count: imported / STEPS_AN_HOUR, isSpread: true };
      return lived?.known[index] === 1 ? { count: lived.counts[index] ?? 0, isSpread: false } : null;
    });
  }

  /** `null` unless every source of the channel was imported. */
  #importedCount(channel: Channel, hour: EpochMs): number | null {
    const told = this.#imported.get(channel)?.get(hour);
    if (told === undefined || (this.#feeds[channel] ?? []).some((source) => !told.has(source))) return null;
    return told.values().reduce((sum, count) => sum + count, 0);
  }

  /** A source says of each channel that it is for that nobody came when it says nothing. */
  #addImported({ source, hour, channel, count }: HourArrivals): void {
    for (const fed of CHANNELS)
      if (this.#feeds[fed]?.includes(source) === true) this.#count(fed, hour, source, 0);
    if (channel !== null) this.#count(channel, hour, source, count);
  }

  #count(channel: Channel, hour: EpochMs, source: SourceId, count: number): void {
    const told = this.#hourOf(channel, hour);
    told.set(source, (told.get(source) ?? 0) + count);
  }

  #hourOf(channel: Channel, at: EpochMs): ImportedHour {
    let hours = this.#imported.get(channel);
    if (hours === undefined) this.#imported.set(channel, (hours = new Map<EpochMs, ImportedHour>()));
    let told = hours.get(at);
    if (told === undefined) hours.set(at, (told = new Map<SourceId, number>()));
    return told;
  }
}

const keyOf = (whose: Channel | SourceId, since: EpochMs): string => `${since} ${whose}`;
