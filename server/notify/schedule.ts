import { type DurationMs, type EpochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

/** Waits after the first, second ... failed attempt; the last one goes on. */
const WAITS = [seconds(5), seconds(30), minutes(2), minutes(5), minutes(15), minutes(30)] as const;
/** No attempt is made later than this after the message. */
const GIVE_UP_AFTER = hours(24);
/** Receivers that came back are not asked by everyone at once. */
const JITTER = 0.2;
/** A receiver that says "at once" and fails at once is not asked without end. */
const SHORTEST_RETRY_AFTER = seconds(1);

/**
 * When to try again after `attempts` failed ones; `null`: not any more. What the
 * receiver asked for (`after`) counts in the place of the schedule and is kept exactly.
 */
export function nextAttempt(options: {
  readonly attempts: number;
  readonly now: EpochMs;
  readonly createdAt: EpochMs;
  readonly after: DurationMs | null;
  /** From 0 to 1. */
  readonly random: () => number;
}): EpochMs | null {
  const { attempts, now, createdAt, after, random } = options;
  const planned = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0];
  const wait =
    after === null
      ? ms(Math.round(planned * (1 - JITTER + 2 * JITTER * random())))
      : ms(Math.max(after, SHORTEST_RETRY_AFTER));
  const next = later(now, wait);
  return isTooOld(createdAt, next) ? null : next;
}

/** Whether nobody should be told any more of what was written at `createdAt`. */
export const isTooOld = (createdAt: EpochMs, at: EpochMs): boolean => at > later(createdAt, GIVE_UP_AFTER);
