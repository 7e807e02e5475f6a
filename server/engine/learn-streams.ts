import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { Experience } from "#domain/experience.ts";
import type { KnownDays } from "#domain/known-days.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { PriorWeek } from "#domain/usual-week.ts";

import { ArrivalHistory, type Feeds } from "./arrival-history.ts";
import type { LedgerStore } from "./ports.ts";
import type { DayBeginning, LearnedStream } from "./stream-outlook.ts";

/** More than a year, so that a known day meets its last occurrence. */
const DAYS_OF_HISTORY = 420;
/** Days learned from in one turn; walls wait no longer than for that. */
const DAYS_A_TURN = 7;

/** What is usual, as the house has it. */
export interface UsualRules {
  /** An ordinary week of each channel until own weeks say better; `null`: none is known. */
  readonly priors: Readonly<Partial<Record<Channel, PriorWeek | null>>>;
  readonly knownDays: KnownDays;
}

/** A stream, and how it stood at the midnight that began today; `null`: nothing was usual yet. */
export interface LearnedNow {
  readonly experience: Experience;
  readonly stream: LearnedStream | null;
}

/**
 * Learns from all days before today what is usual in a stream of these channels. Everything
 * is derived from the ledger each time, so a history that was imported teaches as much as one
 * that was lived. Lets others have their turn in between.
 */
export async function learnStream(options: {
  readonly channels: readonly Channel[];
  readonly rules: UsualRules;
  readonly history: ArrivalHistory;
  readonly calendar: Calendar;
  readonly days: readonly LocalDay[];
  readonly today: LocalDay;
}): Promise<LearnedNow> {
  const { channels, rules, history, calendar, days, today } = options;
  const parts = channels.map((channel) => ({ channel, prior: rules.priors[channel] ?? null }));
  const experience = new Experience({ parts, calendar, knownDays: rules.knownDays });
  let yesterday: LearnedStream["yesterday"] = null;
  for (const [index, day] of days.entries()) {
    const arrivals = history.dayOf(channels, day);
    const beginning = index === days.length - 1 ? beginningOf(experience, day) : null;
    if (beginning !== null) yesterday = { ...beginning, arrivals };
    experience.add(arrivals);
    if (index % DAYS_A_TURN === DAYS_A_TURN - 1) await nextTurn();
  }
  const beginning = beginningOf(experience, today);
  if (beginning === null) return { experience, stream: null };
  return {
    experience,
    stream: {
      channels,
      yesterday,
      today: beginning,
      learning: experience.learning(),
      newNormalSince: experience.newNormalSince(),
    },
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function beginningOf(experience: Experience, day: LocalDay): DayBeginning | null {
  const expectation = experience.expectationOf(day);
  if (expectation === null) return null;
  return { expectation, errors: experience.pastErrors(), thresholds: experience.thresholds() };
}

/** The days before today of which the ledger may know something, ascending, yesterday always among them. */
export function daysBefore(today: LocalDay, firstKnown: EpochMs | null, calendar: Calendar): LocalDay[] {
  const yesterday = calendar.dayOf(epochMs(today.start - 1));
  const earliest = calendar.daysLater(today.start, -DAYS_OF_HISTORY);
  const from = Math.min(Math.max(firstKnown ?? yesterday.start, earliest), yesterday.start);
  const days: LocalDay[] = [];
  for (let day = calendar.dayOf(epochMs(from)); day.start < today.start; day = calendar.dayOf(day.end))
    days.push(day);
  return days;
}

/** What the ledger knows of these days. Throws `JournalUnavailable`. */
export const historyOf = (options: {
  readonly days: readonly LocalDay[];
  readonly today: LocalDay;
  readonly store: LedgerStore;
  readonly calendar: Calendar;
  readonly feeds: Feeds;
}): ArrivalHistory => {
  const { days, today, store, calendar, feeds } = options;
  const range = { from: days[0]?.start ?? today.start, to: today.start };
  return new ArrivalHistory({ store, calendar, feeds, range });
};
