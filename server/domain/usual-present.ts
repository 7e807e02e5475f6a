/**
 * How many usually wait and talk at a moment, by Little's law (J. D. C. Little, 1961): as many
 * as arrive in a time, times how much of that time each of them stays.
 */
import type { LedgerCell } from "./ledger-cell.ts";
import { groupByFate } from "./ledger-tally.ts";
import { type DurationMs, hours, ms } from "./time.ts";
import { WAIT_BINS, waitQuantile } from "./wait-histogram.ts";

/** Fewer contacts say nothing of how long one stays. */
export const LEAST_CONTACTS = 200;
/** Of ten who wait, nine do not wait longer. */
const MOST = 0.9;

/** How long contacts stayed, per arrival net of blacklisted ones: those who never waited are among them. */
export interface PastStays {
  readonly wait: DurationMs;
  readonly talk: DurationMs;
  /** What nine of ten of those who waited did not exceed; `null`: nobody waited. */
  readonly waitOfMost: DurationMs | null;
}

/** What is usual at a moment; means, not whole numbers. */
export interface UsualPresent extends Pick<PastStays, "waitOfMost"> {
  readonly waiting: number;
  readonly inConversation: number;
}

/**
 * Cells of one channel. A wait or a talk that is not known counts as the mean of those that
 * are. `null`: they are of too few contacts.
 */
export function pastStaysOf(cells: Iterable<LedgerCell>): PastStays | null {
  const { blacklisted: _, ...fates } = groupByFate(cells);
  const groups = Object.values(fates);
  const arrived = groups.reduce((total, { count }) => total + count, 0);
  if (arrived < LEAST_CONTACTS) return null;
  const waits = new Int32Array(WAIT_BINS);
  let waited = 0;
  let waitSum = 0;
  for (const group of groups) {
    if (group.known === 0) continue;
    waited += group.known;
    waitSum += (group.waitSum / group.known) * group.count;
    for (const [bin, count] of group.waits.entries()) waits[bin] = (waits[bin] ?? 0) + count;
  }
  const { answered } = fates;
  const talkSum = answered.talks === 0 ? 0 : (answered.talkSum / answered.talks) * answered.count;
  return {
    wait: ms(waitSum / arrived),
    talk: ms(talkSum / arrived),
    waitOfMost: waitQuantile(waits, waited, MOST),
  };
}

/** `contactsAnHour`: arrivals that are usual in the present hour. */
export const usualPresent = (contactsAnHour: number, stays: PastStays): UsualPresent => ({
  waiting: (contactsAnHour * stays.wait) / hours(1),
  inConversation: (contactsAnHour * stays.talk) / hours(1),
  waitOfMost: stays.waitOfMost,
});
