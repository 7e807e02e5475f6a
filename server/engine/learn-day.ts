import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { ArrivalHistory, type Feeds } from "./arrival-history.ts";
import { type LearnedNow, learnStream, type UsualRules } from "./learn-stream.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock, LedgerStore } from "./ports.ts";
import { type Workload, workloadOf } from "./staffing.ts";

/** More than a year, so that a known day meets its last occurrence. */
const DAYS_OF_HISTORY = 420;
const WORKLOAD_DAYS = 28;

/** What was learned by a midnight, and the day that began with it. */
export interface LearnedDay {
  readonly day: LocalDay;
  /** Of each channel, and of all together where there is more than one. */
  readonly learned: readonly LearnedNow[];
  readonly workloads: ReadonlyMap<Channel, Workload>;
}

export interface LearningOptions {
  readonly today: LocalDay;
  readonly channels: readonly Channel[];
  readonly rules: UsualRules;
  readonly feeds: Feeds;
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
}

/** Goes through the days before today. Rejects with `JournalUnavailable` when the ledger cannot be read. */
export async function learnDay(options: LearningOptions): Promise<LearnedDay> {
  const { today, channels, store, calendar, feeds } = options;
  const days = daysBefore(options);
  const range = { from: days[0]?.start ?? today.start, to: today.start };
  const history = new ArrivalHistory({ store, calendar, feeds, range });
  const each = channels.map((channel) => [channel]);
  const learned: LearnedNow[] = [];
  for (const stream of channels.length > 1 ? [...each, channels] : each)
    learned.push(await learnStream({ ...options, channels: stream, history, days }));
  return { day: today, learned, workloads: workloadsOf(options) };
}

/** Those of which the ledger may know something, ascending, yesterday always among them. */
function daysBefore({ today, ledger, calendar }: LearningOptions): LocalDay[] {
  const yesterday = calendar.dayOf(epochMs(today.start - 1));
  const earliest = calendar.daysLater(today.start, -DAYS_OF_HISTORY);
  const from = Math.min(Math.max(ledger.knownFrom() ?? yesterday.start, earliest), yesterday.start);
  const days: LocalDay[] = [];
  for (let day = calendar.dayOf(epochMs(from)); day.start < today.start; day = calendar.dayOf(day.end))
    days.push(day);
  return days;
}

function workloadsOf({ today, calendar, ledger, clock, channels }: LearningOptions) {
  const range = { from: calendar.daysLater(today.start, -WORKLOAD_DAYS), to: today.start };
  const { cells } = ledger.read(range, clock.now());
  return new Map(
    channels.map((channel) => [channel, workloadOf(cells.filter((cell) => cell.channel === channel))]),
  );
}
