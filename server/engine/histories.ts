import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel, SourceId } from "#domain/contact-event.ts";
import { type KnownDays, occurrenceBefore } from "#domain/known-days.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { type HourCells, meanWeekOf, type Stretch, stretchesBetween } from "#domain/stretches.ts";
import { type EpochMs, epochMs, hours } from "#domain/time.ts";
import {
  type DayHistory,
  type DayOfHours,
  type History,
  HISTORY_FORMULAS,
  type HistoryWindow,
  type StretchSnapshot,
} from "#wire/history.ts";
import type { House } from "#wire/house.ts";

import type { PastReader } from "./past-ports.ts";
import { knownHoursOf } from "./known-hours.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./ports.ts";

export interface HistoriesOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly knownDays: KnownDays;
  /** Its channels, and which sources feed them. */
  readonly house: Pick<House, "channels" | "sources">;
}

const DAYS_OF: Readonly<Record<Exclude<HistoryWindow, "24h">, number>> = { "7d": 7, "13w": 91 };
const HOURS_BACK = 23;
/** 52 weeks: the same day of the week. */
const DAYS_A_YEAR = 364;
/** A quarter of days takes a fifth of a second to count, in which nobody else is answered: it is not counted at every wish. */
const KEPT_MS: Readonly<Record<HistoryWindow, number>> = { "24h": 5_000, "7d": 5_000, "13w": 60_000 };

/** What came lately, and today beside last year, from the ledger as it is at the moment. */
export class Histories implements PastReader {
  readonly #options: HistoriesOptions;
  readonly #kept = new Map<HistoryWindow, History>();

  constructor(options: HistoriesOptions) {
    this.#options = options;
  }

  history(window: HistoryWindow): History {
    const now = this.#options.clock.now();
    const kept = this.#kept.get(window);
    if (kept !== undefined && now >= kept.asOfMs && now - kept.asOfMs < KEPT_MS[window]) return kept;
    const history = this.#count(window, now);
    this.#kept.set(window, history);
    return history;
  }

  day(): DayHistory {
    const { calendar, clock, knownDays } = this.#options;
    const now = clock.now();
    const today = calendar.dayOf(now);
    const special = knownDays.on(today.key);
    const date = special?.type === "known" ? occurrenceBefore(special.entry, today.key) : null;
    const named = date === null ? null : calendar.dayCalled(date);
    const before = named ?? calendar.dayOf(calendar.daysLater(today.start, -DAYS_A_YEAR));
    return {
      asOfMs: now,
      today: this.#hoursOf(today, now),
      lastYear: { basis: named === null ? "weekday" : "date", day: this.#hoursOf(before, now) },
      formulas: { counts: HISTORY_FORMULAS.counts },
    };
  }

  #count(window: HistoryWindow, now: EpochMs): History {
    const { calendar } = this.#options;
    const borders = this.#borders(window, now);
    const from = borders[0] ?? now;
    const to = borders.at(-1) ?? now;
    const parts = this.#read({ from, to }, now);
    // The running hour has not brought all that it will.
    const over = { from, to: epochMs(Math.max(from, calendar.hourOf(now))) };
    return {
      window,
      asOfMs: now,
      fromMs: from,
      toMs: to,
      channels: parts.map(({ channel, ...cells }) => ({
        channel,
        stretches: stretchesBetween(borders, cells).map(snapshotOf),
        week: meanWeekOf(over, cells, calendar),
      })),
      formulas: HISTORY_FORMULAS,
    };
  }

  #borders(window: HistoryWindow, now: EpochMs): readonly EpochMs[] {
    const { calendar } = this.#options;
    const today = calendar.dayOf(now);
    if (window === "24h") {
      const hour = calendar.hourOf(now);
      return hoursBetween(epochMs(hour - hours(HOURS_BACK)), epochMs(hour + hours(1)));
    }
    const from = calendar.daysLater(today.start, 1 - DAYS_OF[window]);
    if (window === "7d") return hoursBetween(from, today.end);
    const days = Array.from({ length: DAYS_OF[window] }, (_, day) => calendar.daysLater(from, day));
    return [...days, today.end];
  }

  #hoursOf(day: LocalDay, now: EpochMs): DayOfHours {
    const borders = hoursBetween(day.start, day.end);
    const parts = this.#read({ from: day.start, to: day.end }, now);
    return {
      date: day.key,
      startMs: day.start,
      endMs: day.end,
      channels: parts.map(({ channel, ...cells }) => ({
        channel,
        stretches: stretchesBetween(borders, cells).map(snapshotOf),
      })),
    };
  }

  #read(range: TimeRange, now: EpochMs): readonly (HourCells & { readonly channel: Channel })[] {
    const { ledger, house } = this.#options;
    const page = ledger.read(range, now);
    return house.channels.map(({ channel }) => ({
      channel,
      cells: page.cells.filter((cell) => cell.channel === channel),
      knownHours: knownHoursOf(channel, page, feedingOf(channel, house.sources)),
    }));
  }
}

function hoursBetween(from: EpochMs, to: EpochMs): readonly EpochMs[] {
  const borders: EpochMs[] = [];
  for (let at: number = from; at < to; at += hours(1)) borders.push(epochMs(at));
  return [...borders, to];
}

const snapshotOf = ({ from, to, ...rest }: Stretch): StretchSnapshot => ({ fromMs: from, toMs: to, ...rest });

const feedingOf = (channel: Channel, sources: House["sources"]): readonly SourceId[] =>
  sources.filter(({ channels }) => channels.includes(channel)).map(({ source }) => source);
