import type { AlertReason } from "#wire/alert.ts";

/** Fewer people than this could be recognised by somebody who knows one of them. */
const SMALLEST_TOLD = 3;
/** A share of fewer contacts than this would tell how many they were. */
const SMALLEST_DENOMINATOR = 10;

/** A count of contacts or people as it may leave the house. */
export type ToldCount = number | "<3";

/** One and two are told as fewer than three; nobody is nobody. */
export const toldCount = (count: number): ToldCount => (count > 0 && count < SMALLEST_TOLD ? "<3" : count);

/** `null` where the share of so few must not be told. */
export const toldShare = (share: number | null, of: number): number | null =>
  of < SMALLEST_DENOMINATOR ? null : share;

/** A reason as data for other systems: the same fields, with small counts hidden. */
export function toldReason(reason: AlertReason): Readonly<Record<string, unknown>> {
  switch (reason.kind) {
    case "rate-falls":
      return { ...reason, value: toldShare(reason.value, reason.n), n: toldCount(reason.n) };
    case "understaffed":
      return { ...reason, onLine: toldCount(reason.onLine) };
    case "nobody-answers":
      return { ...reason, lostInARow: toldCount(reason.lostInARow) };
    case "known-day":
      return {
        ...reason,
        lastTime:
          reason.lastTime?.map(({ channel, count }) => ({ channel, count: toldCount(count) })) ?? null,
      };
    case "surge":
    case "source-silent":
    case "too-quiet":
    case "undelivered":
      return reason;
  }
}
