/**
 * Whether an answer rate has fallen, judged by the few contacts that a helpline has.
 *
 * What is believed of the true rate is a beta distribution. Before any contact it is centred
 * on the target and worth `prior` contacts; each contact then adds less than one, because
 * misses come in clusters: one long queue makes ten of them. n contacts are worth n / D, with
 * the design effect D = 1 + rho (n - 1) of cluster sampling (Kish, Survey Sampling, 1965).
 */
import type { Channel } from "#domain/contact-event.ts";
import { betaCdf } from "#domain/distributions.ts";

import type { Judgement } from "./judgement.ts";
import type { RateReading } from "./readings.ts";
import type { RateFallsRule } from "./rules.ts";
import type { Severity } from "./severity.ts";

/**
 * Probability that the true rate lies below `target - margin`, after `met` of `n` contacts:
 * I(target - margin; prior target + met / D, prior (1 - target) + (n - met) / D).
 */
export function badProbability(
  { n, met }: Pick<RateReading, "n" | "met">,
  target: number,
  rule: Pick<RateFallsRule, "margin" | "prior" | "clustering">,
): number {
  const worth = 1 / (1 + rule.clustering * Math.max(0, n - 1));
  return betaCdf(
    target - rule.margin,
    rule.prior * target + met * worth,
    rule.prior * (1 - target) + (n - met) * worth,
  );
}

/**
 * A rate that had fallen recovers by contacts, not by their absence: while they are too few to
 * judge and nobody has been answered for as long as clearing takes, what was raised is kept.
 */
export function judgeRate(
  reading: RateReading,
  about: { readonly channel: Channel; readonly target: number },
  rule: RateFallsRule,
): Judgement {
  const { n, met, threshold, answeredAgo } = reading;
  const isQuiet = answeredAgo === null || answeredAgo > rule.clear;
  const isKept = n < rule.leastContacts && isQuiet;
  const clustering = reading.clustering ?? rule.clustering;
  const probability = badProbability(reading, about.target, { ...rule, clustering });
  const atLeast = (share: number): Severity | null => {
    if (probability >= share * rule.alarm) return "alarm";
    return probability >= share * rule.watch ? "watch" : null;
  };
  return {
    kind: "judged",
    raised: n < rule.leastContacts ? null : atLeast(1),
    kept: isKept ? "alarm" : atLeast(rule.clearShare),
    hold: rule.hold,
    clear: rule.clear,
    reason:
      n === 0
        ? null
        : {
            kind: "rate-falls",
            channel: about.channel,
            thresholdMs: threshold,
            value: met / n,
            n,
            target: about.target,
            windowMs: rule.window,
            badProbability: probability,
          },
  };
}
