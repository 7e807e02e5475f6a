import { minutes } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import { type AttemptLimit, createAttemptLimit } from "./attempt-limit.ts";

/** However many addresses somebody has: twenty guesses in a quarter of an hour find no password. */
export const BY_NAME = { attempts: 20, window: minutes(15) };
/** More than can be looked at in a quarter of an hour, two at a time. */
const OTHER_NAMES = 100_000;

/**
 * Counts wrong attempts by the name that was typed. Names that have an account are few, and none is forgotten for others. Other
 * names are limited alike, for else the limit would tell which there are.
 */
export function createNameLimit(clock: Clock, isAccount: (name: string) => boolean): AttemptLimit {
  const ofAccounts = createAttemptLimit(clock, { ...BY_NAME, room: Number.POSITIVE_INFINITY });
  const ofOthers = createAttemptLimit(clock, { ...BY_NAME, room: OTHER_NAMES });
  const limitOf = (name: string): AttemptLimit => (isAccount(name) ? ofAccounts : ofOthers);
  return {
    isSpent: (name) => limitOf(name).isSpent(name),
    secondsLeft: (name) => limitOf(name).secondsLeft(name),
    failed: (name) => limitOf(name).failed(name),
    forgive: (name) => limitOf(name).forgive(name),
  };
}
