import { FATES, type Fate, QUEUED_FATES } from "#domain/contact-story.ts";
import type { DecisionRules } from "#domain/decisions.ts";
import {
  abandonedWaits,
  abandonment,
  answeredWaits,
  answerRate,
  type RateRules,
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
  rates: RateRules,
  occupancy: number | null,
): PeriodFigures {
  const talk = talkTime(tally);
  return {
    wait: waitFigures(answeredWaits(tally)),
    abandonedWait: waitFigures(abandonedWaits(tally)),
    answerRate: answerRate(tally, rates),
    abandonment: abandonment(tally, rates),
    shortAbandons: shortAbandons(tally),
    serviceLevels: rules.thresholds.map((thresholdMs, index) => ({
      thresholdMs,
      ...serviceLevel(tally, index, rates),
    })),
    talk: { n: talk.n, totalMs: talk.total, averageMs: rounded(talk.average) },
    // To a thousandth: time alone must not make every snapshot different.
    occupancy: occupancy === null ? null : Math.round(occupancy * 1_000) / 1_000,
  };
}

/** Counts by fate, of a day or of any other set of contacts; they add up as `FATES` says. */
export function countsOf(countOf: (fate: Fate) => number): FateCounts {
  const arrived = FATES.reduce((sum, fate) => sum + countOf(fate), 0);
  const queued = FATES.reduce((sum, fate) => sum + (QUEUED_FATES.has(fate) ? countOf(fate) : 0), 0);
  return {
    arrived,
    blacklisted: countOf("blacklisted"),
    closedInWelcome: countOf("closedInWelcome"),
    botOnly: countOf("botOnly"),
    interruptedBeforeQueue: countOf("interruptedBeforeQueue"),
    inWelcomeNow: countOf("inWelcome"),
    queued,
    answered: countOf("answered"),
    abandoned: countOf("abandoned"),
    unanswered: countOf("unanswered"),
    voicemail: countOf("voicemail"),
    interruptedWaiting: countOf("interruptedWaiting"),
    waitingNow: countOf("waiting"),
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
