import { announcementAt } from "#domain/announcement.ts";
import { STEP_MS } from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import { type KnownDay, type KnownDays, occurrenceBefore } from "#domain/known-days.ts";
import { elapsed, type EpochMs, hours } from "#domain/time.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { AnnouncementSnapshot } from "#wire/outlook.ts";

import type { HourArrivals } from "./hour-arrivals.ts";
import type { LedgerStore } from "./ports.ts";
import { storageFaultOf } from "./storage-fault.ts";

/** What walls are told of the calendar. */
type Notes = Pick<BoardSnapshot, "knownDay" | "announcement">;

/** The known day that is today, and the great day that is near, with what it brought the last time. */
export class KnownDayNotes {
  readonly #knownDays: KnownDays;
  readonly #calendar: Calendar;
  readonly #store: LedgerStore;
  readonly #timesOf: (entry: KnownDay) => readonly number[];
  readonly #timesOfDay: (day: LocalDay) => number | null;
  #kept: { readonly step: number; readonly notes: Notes } | null = null;

  /** `timesOf`: times the ordinary for each block of an entry, written or learned; `timesOfDay`: of all its hours together. */
  constructor(options: {
    readonly knownDays: KnownDays;
    readonly calendar: Calendar;
    readonly store: LedgerStore;
    readonly timesOf: (entry: KnownDay) => readonly number[];
    readonly timesOfDay: (day: LocalDay) => number | null;
  }) {
    this.#knownDays = options.knownDays;
    this.#calendar = options.calendar;
    this.#store = options.store;
    this.#timesOf = options.timesOf;
    this.#timesOfDay = options.timesOfDay;
  }

  /** What was learned may say otherwise. */
  renew(): void {
    this.#kept = null;
  }

  /** Looked up once in five minutes. */
  at(now: EpochMs): Notes {
    const step = Math.floor(now / STEP_MS);
    if (this.#kept?.step !== step) this.#kept = { step, notes: this.#look(now) };
    return this.#kept.notes;
  }

  #look(now: EpochMs): Notes {
    const special = this.#knownDays.on(this.#calendar.dayOf(now).key);
    return {
      knownDay: special?.type === "known" ? special.entry.label : null,
      announcement: this.#announcement(now),
    };
  }

  #announcement(now: EpochMs): AnnouncementSnapshot | null {
    const announcement = announcementAt({
      at: now,
      calendar: this.#calendar,
      knownDays: this.#knownDays,
      timesOf: this.#timesOf,
      timesOfDay: this.#timesOfDay,
      lastTimeOf: (entry, day) => this.#lastTime(entry, day),
    });
    if (announcement === null) return null;
    const { entry, when, times, lastTime } = announcement;
    return { name: entry.label, when, times, lastTime };
  }

  /** Nothing, when the ledger cannot be read: the day is announced all the same. */
  #read(day: LocalDay): readonly HourArrivals[] {
    try {
      return this.#store.readArrivals({ from: day.start, to: day.end });
    } catch (error) {
      storageFaultOf(error);
      return [];
    }
  }

  /** Arrivals of the occurrence before, by channel; `null` when not every hour of it is known. */
  #lastTime(entry: KnownDay, before: LocalDay): AnnouncementSnapshot["lastTime"] {
    const key = occurrenceBefore(entry, before.key);
    const day = key === null ? null : this.#calendar.dayCalled(key);
    if (day === null) return null;
    const rows = this.#read(day);
    // Contacts from their queue on are fewer than came.
    if (rows.some(({ origin }) => origin === "imported-queued")) return null;
    const known = new Set(rows.map(({ hour }) => hour));
    if (known.size < elapsed(day.start, day.end) / hours(1)) return null;
    return CHANNELS.filter((channel) => rows.some((row) => row.channel === channel)).map((channel) => ({
      channel,
      count: arrivalsIn(channel, rows),
    }));
  }
}

const arrivalsIn = (channel: Channel, rows: readonly HourArrivals[]): number =>
  rows.reduce((sum, row) => sum + (row.channel === channel ? row.count : 0), 0);
