import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { PastStays } from "#domain/usual-present.ts";

import { ArrivalHistory, DAYS_OF_HISTORY, type Feeds } from "./arrival-history.ts";
import { type LearnedNow, learnStream, type UsualRules } from "./learn-stream.ts";
import type { Ledger } from "./ledger.ts";
import { nextTurn } from "./next-turn.ts";
import { readPastStays } from "./past-stays.ts";
import type { Clock, LedgerStore } from "./ports.ts";
import { type Workload, workloadOf } from "./staffing.ts";

const WORKLOAD_DAYS = 28;
/** Days read from the ledger in one turn; walls wait no longer than for that. */
const DAYS_A_READ = 31;

/** What was learned by a midnight, and the day that began with it. */
export interface LearnedDay {
  readonly day: LocalDay;
  /** Of each channel, and of all together where there is more than one. */
  readonly learned: readonly LearnedNow[];
  readonly workloads: ReadonlyMap<Channel, Workload>;
  /** Channels of which too little is known are not in it. */
  readonly stays: ReadonlyMap<Channel, PastStays>;
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
  const { today, channels } = options;
  const { days, history } = await readDays(options);
  const each = channels.map((channel) => [channel]);
  const learned: LearnedNow[] = [];
  for (const stream of channels.length > 1 ? [...each, channels] : each)
    learned.push(await learnStream({ ...options, channels: stream, history, days }));
  const stays = await readPastStays({ ...options, history });
  return { day: today, learned, workloads: workloadsOf(options, history), stays };
}

/** The days of which the ledger may know something, ascending, yesterday always among them. */
async function readDays(options: LearningOptions) {
  const { today, calendar, feeds, store } = options;
  const history = new ArrivalHistory({ calendar, feeds });
  const days: LocalDay[] = [];
  let from = firstDay(options);
  while (from < today.start) {
    let to = from;
    for (let read = 0; read < DAYS_A_READ && to < today.start; read += 1) {
      const day = calendar.dayOf(to);
      days.push(day);
      to = day.end;
    }
    history.read(store, { from, to });
    from = to;
    await nextTurn();
  }
  return { days, history };
}

function firstDay({ today, ledger, calendar }: LearningOptions): EpochMs {
  const yesterday = calendar.dayOf(epochMs(today.start - 1));
  const earliest = calendar.daysLater(today.start, -DAYS_OF_HISTORY);
  const known = ledger.knownFrom() ?? yesterday.start;
  return calendar.dayOf(epochMs(Math.min(Math.max(known, earliest), yesterday.start))).start;
}

/** Talk times from all that is known; how many want an operator only from hours of which all who arrived are. */
function workloadsOf({ today, calendar, ledger, clock, channels }: LearningOptions, history: ArrivalHistory) {
  const range = { from: calendar.daysLater(today.start, -WORKLOAD_DAYS), to: today.start };
  const { cells } = ledger.read(range, clock.now());
  return new Map(
    channels.map((channel) => {
      const own = cells.filter((cell) => cell.channel === channel);
      const { queueShare } = workloadOf(own.filter((cell) => !history.isQueuedOnly(cell)));
      return [channel, { ...workloadOf(own), queueShare }];
    }),
  );
}
