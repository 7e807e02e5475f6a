import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { Experience } from "#domain/experience.ts";
import type { KnownDays } from "#domain/known-days.ts";
import type { PriorWeek } from "#domain/usual-week.ts";

import type { ArrivalHistory } from "./arrival-history.ts";
import { nextTurn } from "./next-turn.ts";
import type { DayBeginning, LearnedStream } from "./stream-outlook.ts";

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
  readonly history: Pick<ArrivalHistory, "dayOf">;
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
    experience.add(arrivals, arrivals.grain);
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
      standing: experience.standing(),
    },
  };
}

function beginningOf(experience: Experience, day: LocalDay): DayBeginning | null {
  const expectation = experience.expectationOf(day);
  if (expectation === null) return null;
  return { expectation, errors: experience.pastErrors(), thresholds: experience.thresholds() };
}
