/** One function per figure. Formulas, with their sources, are printed in docs/formulas.md. */
import { METRIC, VERDICT, verdictMetric } from "./decisions.ts";
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

/** answered / (answered + abandoned + unanswered + voicemail). */
export const answerRate = (tally: Tally): Ratio => ratio(tally.metric(METRIC.answered), decided(tally));

/** abandoned / queued and decided. */
export const abandonment = (tally: Tally): Ratio => ratio(tally.metric(METRIC.abandoned), decided(tally));

/**
 * Answered within T / (answered + abandoned + unanswered + voicemail + those
 * still waiting longer than T). `against`: abandonments count as misses (ICMI's
 * strict form). `ignored`: they are left out. `credited`: one within T counts as met.
 */
export function serviceLevel(tally: Tally, threshold: number, abandons: AbandonRule): Ratio {
  const verdict = (kind: (typeof VERDICT)[keyof typeof VERDICT]): number =>
    tally.metric(verdictMetric(threshold, kind));
  const within = verdict(VERDICT.answeredWithin);
  const missed = verdict(VERDICT.missed);
  const abandonedWithin = verdict(VERDICT.abandonedWithin);
  const abandonedAfter = verdict(VERDICT.abandonedAfter);
  switch (abandons) {
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

export const shortAbandons = (tally: Tally): number => tally.metric(METRIC.shortAbandons);

const decided = (tally: Tally): number =>
  tally.metric(METRIC.answered) +
  tally.metric(METRIC.abandoned) +
  tally.metric(METRIC.unanswered) +
  tally.metric(METRIC.voicemail);

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
