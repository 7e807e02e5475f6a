import { FATES, QUEUED_FATES } from "#domain/contact-story.ts";
import type { DayTally } from "#domain/day-tally.ts";
import type { DecisionRules } from "#domain/decisions.ts";
import {
  abandonedWaits,
  abandonment,
  type AbandonRule,
  answeredWaits,
  answerRate,
  serviceLevel,
  shortAbandons,
  talkTime,
  type Waits,
} from "#domain/metrics.ts";
import type { Tally } from "#domain/tally.ts";
import type { FateCounts, PeriodFigures, WaitFigures } from "#wire/board-snapshot.ts";

/** The figures of one window or one day, ready for the wire. */
export function periodFigures(
  tally: Tally,
  rules: DecisionRules,
  abandons: AbandonRule,
  occupancy: number | null,
): PeriodFigures {
  const talk = talkTime(tally);
  return {
    wait: waitFigures(answeredWaits(tally)),
    abandonedWait: waitFigures(abandonedWaits(tally)),
    answerRate: answerRate(tally),
    abandonment: abandonment(tally),
    shortAbandons: shortAbandons(tally),
    serviceLevels: rules.thresholds.map((thresholdMs, index) => ({
      thresholdMs,
      ...serviceLevel(tally, index, abandons),
    })),
    talk: { n: talk.n, totalMs: talk.total, averageMs: rounded(talk.average) },
    // To a thousandth: time alone must not make every snapshot different.
    occupancy: occupancy === null ? null : Math.round(occupancy * 1_000) / 1_000,
  };
}

/** Counts of a day by fate; they add up as `FATES` says. */
export function countsOf(day: DayTally): FateCounts {
  const arrived = FATES.reduce((sum, fate) => sum + day.fate(fate), 0);
  const queued = FATES.reduce((sum, fate) => sum + (QUEUED_FATES.has(fate) ? day.fate(fate) : 0), 0);
  return {
    arrived,
    blacklisted: day.fate("blacklisted"),
    closedInWelcome: day.fate("closedInWelcome"),
    botOnly: day.fate("botOnly"),
    interruptedBeforeQueue: day.fate("interruptedBeforeQueue"),
    inWelcomeNow: day.fate("inWelcome"),
    queued,
    answered: day.fate("answered"),
    abandoned: day.fate("abandoned"),
    unanswered: day.fate("unanswered"),
    voicemail: day.fate("voicemail"),
    interruptedWaiting: day.fate("interruptedWaiting"),
    waitingNow: day.fate("waiting"),
  };
}

const waitFigures = (waits: Waits): WaitFigures => ({
  n: waits.n,
  averageMs: rounded(waits.average),
  medianMs: waits.median,
  p90Ms: waits.p90,
  longestMs: waits.longest,
});

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
