/** One function per figure. Formulas, with their sources, are printed in docs/formulas.md. */
import { METRIC, type Verdict, VERDICT, verdictMetric } from "./decisions.ts";
import type { Tally } from "./tally.ts";
import { type DurationMs, ms } from "./time.ts";
import { waitQuantile } from "./wait-histogram.ts";

/** A value and the number of contacts it rests on. `null`: no data, which is neither 0 nor 1. */
export interface Ratio {
  readonly value: number | null;
  readonly n: number;
}

/** What is done with abandonments in a service level (ICMI's three forms). */
export type AbandonRule = "against" | "ignored" | "credited";

/** Whether short abandons are in the rates. */
export type ShortAbandonRule = "counted" | "leftOut";

/** What a house has decided about its rates, per channel. */
export interface RateRules {
  readonly abandons: AbandonRule;
  readonly shortAbandons: ShortAbandonRule;
}

/** The strict form: who gave up is a miss, however soon. */
export const STRICT_RATES: RateRules = { abandons: "against", shortAbandons: "counted" };

export interface Waits {
  readonly n: number;
  readonly average: DurationMs | null;
  readonly median: DurationMs | null;
  readonly p90: DurationMs | null;
  readonly longest: DurationMs | null;
}

/** Average speed of answer with its spread: sum of waits of answered / answered. */
export const answeredWaits = (tally: Tally): Waits =>
  waitsOf(tally.metric(METRIC.answeredWithWait), tally.metric(METRIC.answeredWaitSum), tally.answeredWaits);

/** Time to abandon: the same over abandoned contacts, which the average wait hides. */
export const abandonedWaits = (tally: Tally): Waits =>
  waitsOf(
    tally.metric(METRIC.abandonedWithWait),
    tally.metric(METRIC.abandonedWaitSum),
    tally.abandonedWaits,
  );

/** answered / (answered + abandoned + unanswered + voicemail); short abandons as the house has it. */
export const answerRate = (tally: Tally, rules: RateRules): Ratio =>
  ratio(tally.metric(METRIC.answered), decided(tally, rules));

/** abandoned / queued and decided; short abandons, left out, are in neither. */
export const abandonment = (tally: Tally, rules: RateRules): Ratio =>
  ratio(tally.metric(METRIC.abandoned) - shortLeftOut(tally, rules), decided(tally, rules));

/**
 * Answered within T / (answered + abandoned + unanswered + voicemail + those
 * still waiting longer than T). `against`: abandonments count as misses (ICMI's
 * strict form). `ignored`: they are left out. `credited`: one within T counts as met.
 * Short abandons are abandonments as the others, unless the house leaves them out.
 * `threshold` is the place of T among the ascending thresholds that were counted by.
 */
export function serviceLevel(tally: Tally, threshold: number, rules: RateRules): Ratio {
  const verdict = (kind: Verdict): number => tally.metric(verdictMetric(threshold, kind));
  const areShortIn = rules.shortAbandons === "counted";
  const within = verdict(VERDICT.answeredWithin);
  const missed = verdict(VERDICT.missed);
  const abandonedWithin = verdict(VERDICT.abandonedWithin) + (areShortIn ? verdict(VERDICT.shortWithin) : 0);
  const abandonedAfter = verdict(VERDICT.abandonedAfter) + (areShortIn ? verdict(VERDICT.shortAfter) : 0);
  switch (rules.abandons) {
    case "against":
      return ratio(within, within + missed + abandonedWithin + abandonedAfter);
    case "ignored":
      return ratio(within, within + missed);
    case "credited":
      return ratio(within + abandonedWithin, within + missed + abandonedWithin + abandonedAfter);
  }
}

/** Total talk time and its mean over answered contacts whose talk time is known. */
export function talkTime(tally: Tally): {
  readonly n: number;
  readonly total: DurationMs;
  readonly average: DurationMs | null;
} {
  const n = tally.metric(METRIC.talks);
  const total = ms(tally.metric(METRIC.talkSum));
  return { n, total, average: n === 0 ? null : ms(total / n) };
}

/** Counted apart, whether the rates leave them out or not. */
export const shortAbandons = (tally: Tally): number => tally.metric(METRIC.shortAbandons);

const shortLeftOut = (tally: Tally, rules: RateRules): number =>
  rules.shortAbandons === "leftOut" ? shortAbandons(tally) : 0;

const decided = (tally: Tally, rules: RateRules): number =>
  tally.metric(METRIC.answered) +
  tally.metric(METRIC.abandoned) +
  tally.metric(METRIC.unanswered) +
  tally.metric(METRIC.voicemail) -
  shortLeftOut(tally, rules);

const ratio = (part: number, n: number): Ratio => ({ value: n === 0 ? null : part / n, n });

function waitsOf(n: number, sum: number, histogram: Int32Array | null): Waits {
  if (n === 0 || histogram === null) return { n: 0, average: null, median: null, p90: null, longest: null };
  return {
    n,
    average: ms(sum / n),
    median: waitQuantile(histogram, n, 0.5),
    p90: waitQuantile(histogram, n, 0.9),
    longest: waitQuantile(histogram, n, 1),
  };
}
