import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, hours } from "#domain/time.ts";

/** The sink refuses older events, so a day that ended before is not worth planning. */
export const ALLOWED_LATENESS = hours(24);

/** All events that belong to a day, sorted; those of its contacts may lie after its midnight. */
export type DayPlanner = (day: LocalDay) => readonly HelplineEvent[];

/** An event and the day its contact arrived on, which decides its pseudonym. */
export interface PlannedEvent {
  readonly event: HelplineEvent;
  readonly day: LocalDay;
}

/**
 * Days laid one after the other: hands out events once their time has come, plans
 * the next day at midnight, and carries contacts over it. Where the days come
 * from (a random helpline, a recorded quarter) does not matter.
 */
export class Playback {
  readonly #plan: DayPlanner;
  readonly #calendar: Calendar;
  #today: LocalDay;
  /** Sorted by time; those before `#next` have been handed out. */
  #events: readonly PlannedEvent[];
  #next = 0;

  /** Begins with today's midnight, and with the contacts of the evening before that were still open then. */
  constructor(options: { readonly plan: DayPlanner; readonly calendar: Calendar; readonly now: EpochMs }) {
    this.#plan = options.plan;
    this.#calendar = options.calendar;
    this.#today = options.calendar.dayOf(options.now);
    const before = options.calendar.dayOf(epochMs(this.#today.start - 1));
    const overMidnight = openAt(this.#planned(before), this.#today.start);
    this.#events = [...overMidnight, ...this.#planned(this.#today)].sort(byTime);
  }

  /** At most `limit` events whose time has come, in order, each handed out once. */
  take(now: EpochMs, limit: number): readonly PlannedEvent[] {
    const due: PlannedEvent[] = [];
    while (due.length < limit) {
      const next = this.#events[this.#next];
      if (now >= this.#today.end && (next === undefined || next.event.at >= this.#today.end)) {
        this.#turnTheDay(now);
        continue;
      }
      if (next === undefined || next.event.at > now) break;
      due.push(next);
      this.#next += 1;
    }
    return due;
  }

  /** When there is something to do next. */
  nextAt(): EpochMs {
    return epochMs(Math.min(this.#events[this.#next]?.event.at ?? this.#today.end, this.#today.end));
  }

  #turnTheDay(now: EpochMs): void {
    const tomorrow = Math.max(this.#today.end, now - ALLOWED_LATENESS);
    this.#today = this.#calendar.dayOf(epochMs(tomorrow));
    this.#events = [...this.#events.slice(this.#next), ...this.#planned(this.#today)].sort(byTime);
    this.#next = 0;
  }

  #planned(day: LocalDay): PlannedEvent[] {
    return this.#plan(day).map((event) => ({ event, day }));
  }
}

/** All events of the contacts that end at `midnight` or later. */
function openAt(planned: readonly PlannedEvent[], midnight: EpochMs): PlannedEvent[] {
  const open = new Set(
    planned.flatMap(({ event }) => (event.at >= midnight && "contact" in event ? [event.contact] : [])),
  );
  return planned.filter(({ event }) => "contact" in event && open.has(event.contact));
}

const byTime = (a: PlannedEvent, b: PlannedEvent): number => a.event.at - b.event.at;
