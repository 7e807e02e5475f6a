import type { EpochMs } from "#domain/time.ts";

import type { FinishedFact } from "./call-fact.ts";

/** A queue that did not take the call: it writes no row of its own. */
const REFUSED: ReadonlySet<string> = new Set(["FULL", "JOINEMPTY", "JOINUNAVAIL"]);
const BEFORE_QUEUE: ReadonlySet<string> = new Set(["", "arrived", "welcome", "ivr", "blacklisted"]);
const ONLY_FROM_QUEUE: ReadonlySet<string> = new Set(["answered", "abandoned"]);

/**
 * Whether a marked end (`HLEND`) is of a call that was in a queue, by what it says
 * alone; for calls of which queue_log has no row of a queue under this id. Their rows
 * then stand before the file, or under the id of another channel, and counted by its
 * end the call would count a second time. Where the words leave it open, a channel
 * that was made before `fileFrom`, the first row of the file, may have been in one.
 */
export function wasInQueue(fact: FinishedFact, fileFrom: EpochMs | null): boolean {
  if (BEFORE_QUEUE.has(fact.stage) || REFUSED.has(fact.queueStatus)) return false;
  if (ONLY_FROM_QUEUE.has(fact.outcome) || fact.queueStatus !== "") return true;
  const made = secondsIn(fact.uniqueid);
  return made !== null && fileFrom !== null && made * 1_000 < fileFrom;
}

/** A unique id of Asterisk is `epoch.counter`, after the name of the system where it has one. */
function secondsIn(uniqueid: string): number | null {
  const digits = /(?:^|-)(\d{9,11})\.\d+$/.exec(uniqueid)?.[1];
  return digits === undefined ? null : Number(digits);
}
