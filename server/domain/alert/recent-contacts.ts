/** What the rules look at of the contacts on the board: rates over hours, and the newest of those who queued. */
import type { ContactStory } from "#domain/contact-story.ts";
import {
  countDecisions,
  type DecisionRules,
  overdueSince,
  VERDICT,
  verdictMetric,
} from "#domain/decisions.ts";
import { answerRate, type Ratio, type RateRules, serviceLevel } from "#domain/metrics.ts";
import { Tally } from "#domain/tally.ts";
import { type DurationMs, elapsed, type EpochMs, earlier, later, ms } from "#domain/time.ts";

import type { LostRow, RateReading } from "./readings.ts";

/**
 * The rates of what was decided in the last `window`, with those still waiting past a deadline
 * as misses: the answer rate first, then one service level per threshold. What a source that
 * runs ahead has told of the next minutes is in them.
 */
export function ratesOf(
  stories: Iterable<ContactStory>,
  options: {
    readonly now: EpochMs;
    readonly window: DurationMs;
    readonly rules: DecisionRules;
    readonly rates: RateRules;
  },
): readonly RateReading[] {
  const { now, window, rules, rates } = options;
  const from = earlier(now, window);
  const tally = new Tally(rules.thresholds.length);
  const target = { tallyAt: (at: EpochMs): Tally | null => (at >= from ? tally : null) };
  let answered: EpochMs | null = null;
  for (const story of stories) {
    answered = latest(answered, story.answeredAt);
    countDecisions(story, rules, 1, target);
    for (const [index, threshold] of rules.thresholds.entries()) {
      const deadline = overdueSince(story, threshold, now);
      if (deadline !== null) target.tallyAt(deadline)?.add(verdictMetric(index, VERDICT.missed), 1);
    }
  }
  const answeredAgo = answered === null || answered < from ? null : elapsed(answered, now);
  return readTally(tally, rules, rates).map((rate) => Object.assign(rate, { answeredAgo }));
}

/** The rates that a tally holds: the answer rate first, then one service level per threshold. */
export const readTally = (tally: Tally, rules: DecisionRules, rates: RateRules): readonly RateReading[] => [
  readingOf(null, answerRate(tally, rates)),
  ...rules.thresholds.map((threshold, index) => readingOf(threshold, serviceLevel(tally, index, rates))),
];

const readingOf = (threshold: DurationMs | null, { value, n }: Ratio): RateReading => ({
  threshold,
  n,
  answeredAgo: null,
  clustering: null,
  met: Math.round((value ?? 0) * n),
});

/**
 * The newest queue contacts in the order in which their fate was decided, back to the last one
 * who was answered. Lost are those who gave up, were not answered or were sent to voice mail;
 * one that the system lost says nothing. Short abandons are left out where the house does.
 */
export function lostRowOf(
  stories: Iterable<ContactStory>,
  rules: DecisionRules,
  { shortAbandons }: RateRules,
): LostRow | null {
  const isLeftOut = ({ fate, wait }: ContactStory): boolean =>
    shortAbandons === "leftOut" && fate === "abandoned" && wait !== null && wait <= rules.shortAbandon;
  let answered: EpochMs | null = null;
  const lost: EpochMs[] = [];
  for (const story of stories) {
    const { fate, answeredAt, endedAt } = story;
    if (fate === "answered" && answeredAt !== null) {
      answered = latest(answered, answeredAt);
    } else if (isLost(story) && endedAt !== null && !isLeftOut(story)) lost.push(endedAt);
  }
  if (answered === null && lost.length === 0) return null;
  const row = lost.filter((at) => answered === null || at > answered).toSorted((a, b) => a - b);
  return { count: row.length, from: row[0] ?? null, to: row.at(-1) ?? null, answeredAt: answered };
}

const latest = (a: EpochMs | null, b: EpochMs | null): EpochMs | null =>
  a === null || (b !== null && b > a) ? b : a;

/** A stretch by which the clock was set: what lies on both sides of `at` is `by` less apart than it says. */
export interface ClockStep {
  readonly at: EpochMs;
  readonly by: number;
}

/** The row as it was lived: steps of the clock within it make it no longer, and nothing lies ahead of `now`. */
export function livedRow(row: LostRow, steps: readonly ClockStep[], now: EpochMs): LostRow {
  const { from, to } = row;
  if (from === null || to === null) return row;
  const end = to > now ? now : to;
  const notLived = steps.reduce((sum, { at, by }) => sum + (from <= at && at < end ? by : 0), 0);
  return { ...row, to: later(from, ms(Math.max(0, end - from - Math.max(0, notLived)))) };
}

const isLost = ({ fate }: ContactStory): boolean =>
  fate === "abandoned" || fate === "unanswered" || fate === "voicemail";
