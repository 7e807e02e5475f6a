import {
  type ArrivalStep,
  type DayArrivals,
  STEPS_AN_HOUR,
  stepCountOf,
  stepStart,
} from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import { type Channel, CHANNELS, type SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";

import type { ChannelSteps, HourArrivals, LedgerStore } from "./ports.ts";

/** Which sources deliver contacts of a channel. */
export type Feeds = Readonly<Partial<Record<Channel, readonly SourceId[]>>>;

interface Hour {
  count: number;
  isImported: boolean;
}

/**
 * Arrivals of days that are over, step by step, of one channel or of several together:
 * as they were lived, and where they were imported as far as hours tell.
 */
export class ArrivalHistory {
  readonly #calendar: Calendar;
  readonly #lived: ReadonlyMap<string, ChannelSteps>;
  readonly #hours = new Map<Channel, Map<EpochMs, Hour>>();

  /** Reads what the ledger knows of the range. Throws `JournalUnavailable`. */
  constructor(options: {
    readonly store: LedgerStore;
    readonly calendar: Calendar;
    readonly feeds: Feeds;
    readonly range: TimeRange;
  }) {
    const { store, calendar, feeds, range } = options;
    this.#calendar = calendar;
    this.#lived = new Map(store.readSteps(range).map((steps) => [keyOf(steps.channel, steps.day), steps]));
    const rows = store.readArrivals(range);
    const channelsOf = channelsBySource(feeds, rows);
    for (const row of rows) {
      for (const channel of channelsOf.get(row.source) ?? []) this.#hourOf(channel, row);
      if (row.channel !== null) this.#hourOf(row.channel, row).count += row.count;
    }
  }

  /** A step is known when it is known of every channel. */
  dayOf(channels: readonly Channel[], day: LocalDay): DayArrivals {
    const perChannel = channels.map((channel) => this.#stepsOf(channel, day));
    const steps = Array.from({ length: stepCountOf(day) }, (_, index): ArrivalStep => {
      const parts = perChannel.map((one) => one[index] ?? null);
      const isKnown = parts.length > 0 && parts.every((part) => part !== null);
      return {
        at: stepStart(day, index),
        count: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
        isKnown,
      };
    });
    return { day, steps };
  }

  /** Arrivals of each step; `null` where they are not known. */
  #stepsOf(channel: Channel, day: LocalDay): (number | null)[] {
    const lived = this.#lived.get(keyOf(channel, day.start));
    return Array.from({ length: stepCountOf(day) }, (_, index) => {
      const hour = this.#hours.get(channel)?.get(this.#calendar.hourOf(stepStart(day, index)));
      if (hour?.isImported !== true && lived !== undefined)
        return lived.known[index] === 1 ? (lived.counts[index] ?? 0) : null;
      return hour === undefined ? null : hour.count / STEPS_AN_HOUR;
    });
  }

  #hourOf(channel: Channel, { hour, isImported }: HourArrivals): Hour {
    let hours = this.#hours.get(channel);
    if (hours === undefined) this.#hours.set(channel, (hours = new Map<EpochMs, Hour>()));
    const known = hours.get(hour);
    if (known !== undefined) {
      known.isImported ||= isImported;
      return known;
    }
    const fresh = { count: 0, isImported };
    hours.set(hour, fresh);
    return fresh;
  }
}

/** By source, the channels of which it says that nobody came when it says nothing: those it is for, and those it was ever heard of. */
function channelsBySource(
  feeds: Feeds,
  rows: readonly HourArrivals[],
): ReadonlyMap<SourceId, ReadonlySet<Channel>> {
  const found = new Map<SourceId, Set<Channel>>();
  const add = (source: SourceId, channel: Channel): void => {
    const channels = found.get(source);
    if (channels === undefined) found.set(source, new Set([channel]));
    else channels.add(channel);
  };
  for (const channel of CHANNELS) for (const source of feeds[channel] ?? []) add(source, channel);
  for (const { source, channel } of rows) if (channel !== null) add(source, channel);
  return found;
}

const keyOf = (channel: Channel, day: EpochMs): string => `${day} ${channel}`;
