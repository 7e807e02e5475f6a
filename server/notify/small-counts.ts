import type { AlertReason } from "#wire/alert.ts";

/** Fewer callers than this could be recognised by somebody who knows one of them. */
const SMALLEST_TOLD = 3;
/** A share of fewer contacts than this would tell how many they were. */
const SMALLEST_DENOMINATOR = 10;

/** A count of contacts as it may leave the house. How many operators are there recognises nobody. */
export type ToldCount = number | "<3";

/** One and two are told as fewer than three; nobody is nobody. */
export const toldCount = (count: number): ToldCount => (count > 0 && count < SMALLEST_TOLD ? "<3" : count);

/** Shares are told in steps of so much: with the number beside it a finer one would tell the count. */
const SHARE_STEPS = 20;

/** `null` where the share of so few must not be told, or one or two are on either side of it. */
export function toldShare(share: number | null, of: number): number | null {
  if (share === null || of < SMALLEST_DENOMINATOR) return null;
  const met = Math.round(share * of);
  return isSmall(met) || isSmall(of - met) ? null : Math.round(share * SHARE_STEPS) / SHARE_STEPS;
}

const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_TOLD;

/** A probability would tell the count behind it: it is told as the last of these that it has reached. */
const TOLD_PROBABILITIES = [0, 0.5, 0.8, 0.9, 0.97] as const;
const toldProbability = (probability: number): number =>
  TOLD_PROBABILITIES.findLast((limit) => probability >= limit) ?? 0;

/** A reason as data for other systems: the same fields, with small counts hidden. */
export function toldReason(reason: AlertReason): Readonly<Record<string, unknown>> {
  switch (reason.kind) {
    case "rate-falls":
      return {
        ...reason,
        value: toldShare(reason.value, reason.n),
        n: reason.n < SMALLEST_DENOMINATOR ? "<10" : reason.n,
        badProbability: toldProbability(reason.badProbability),
      };
    case "nobody-answers":
      return { ...reason, lostInARow: toldCount(reason.lostInARow) };
    case "known-day":
      return {
        ...reason,
        lastTime:
          reason.lastTime?.map(({ channel, count }) => ({ channel, count: toldCount(count) })) ?? null,
      };
    case "understaffed":
    case "surge":
    case "source-silent":
    case "too-quiet":
    case "undelivered":
      return reason;
  }
}
