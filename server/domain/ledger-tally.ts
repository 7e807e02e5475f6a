import { FATES, type Fate } from "./contact-story.ts";
import { type DecisionRules, METRIC, type Verdict, VERDICT, verdictMetric } from "./decisions.ts";
import type { LedgerCell } from "./ledger-cell.ts";
import { Tally } from "./tally.ts";
import type { DurationMs } from "./time.ts";
import { countWithin, WAIT_BINS } from "./wait-histogram.ts";

/** Contacts of the same fate, whatever their hour, source, language and entry. */
interface Group {
  count: number;
  /** Those whose wait is known, its sum, and how long they waited. */
  known: number;
  waitSum: number;
  readonly waits: Int32Array;
  talks: number;
  talkSum: number;
}

/** Cells of one channel, added up by fate. */
export type FateGroups = Readonly<Record<Fate, Group>>;

/** Adds cells up. Calls made by operators are not among them. */
export function groupByFate(cells: Iterable<LedgerCell>): FateGroups {
  const groups = emptyGroups();
  for (const cell of cells) {
    if (!isFate(cell.outcome)) continue;
    const group = groups[cell.outcome];
    group.count += cell.count;
    group.waitSum += cell.waitSum;
    group.talks += cell.talks;
    group.talkSum += cell.talkSum;
    for (const [bin, count] of cell.waitBins) {
      group.waits[bin] = (group.waits[bin] ?? 0) + count;
      group.known += count;
    }
  }
  return groups;
}

/**
 * The tally that the live board keeps of the same contacts, so that the figures of a
 * report and those of the wall are made by the same functions. Contacts that still
 * wait count as misses of every threshold they have waited past.
 */
export function tallyOf(groups: FateGroups, rules: DecisionRules): Tally {
  const tally = new Tally(rules.thresholds.length);
  const { answered, abandoned, unanswered, voicemail, waiting } = groups;
  for (const { talks, talkSum } of Object.values(groups)) {
    tally.add(METRIC.talks, talks);
    tally.add(METRIC.talkSum, talkSum);
  }
  tally.add(METRIC.answered, answered.count);
  tally.add(METRIC.answeredWithWait, answered.known);
  tally.add(METRIC.answeredWaitSum, answered.waitSum);
  tally.answeredWaits = answered.waits;
  tally.add(METRIC.abandoned, abandoned.count);
  tally.add(METRIC.abandonedWithWait, abandoned.known);
  tally.add(METRIC.abandonedWaitSum, abandoned.waitSum);
  tally.add(METRIC.shortAbandons, countWithin(abandoned.waits, rules.shortAbandon));
  tally.abandonedWaits = abandoned.waits;
  tally.add(METRIC.unanswered, unanswered.count);
  tally.add(METRIC.voicemail, voicemail.count);

  for (const [index, threshold] of rules.thresholds.entries()) {
    const add = (verdict: Verdict, count: number): void => tally.add(verdictMetric(index, verdict), count);
    const within = countWithin(answered.waits, threshold);
    add(VERDICT.answeredWithin, within);
    add(VERDICT.missed, answered.known - within + unanswered.count + voicemail.count);
    add(VERDICT.missed, waiting.known - countWithin(waiting.waits, threshold));
    addAbandoned(abandoned, threshold, rules, add);
  }
  return tally;
}

function addAbandoned(
  { waits, known }: Group,
  threshold: DurationMs,
  rules: DecisionRules,
  add: (verdict: Verdict, count: number) => void,
): void {
  const within = countWithin(waits, threshold);
  const short = countWithin(waits, rules.shortAbandon);
  const shortWithin = Math.min(short, within);
  add(VERDICT.shortWithin, shortWithin);
  add(VERDICT.shortAfter, short - shortWithin);
  add(VERDICT.abandonedWithin, within - shortWithin);
  add(VERDICT.abandonedAfter, known - within - (short - shortWithin));
}

export const isFate = (outcome: string): outcome is Fate => FATES.some((fate) => fate === outcome);

const emptyGroup = (): Group => ({
  count: 0,
  known: 0,
  waitSum: 0,
  waits: new Int32Array(WAIT_BINS),
  talks: 0,
  talkSum: 0,
});

const emptyGroups = (): Record<Fate, Group> => ({
  blacklisted: emptyGroup(),
  closedInWelcome: emptyGroup(),
  botOnly: emptyGroup(),
  interruptedBeforeQueue: emptyGroup(),
  inWelcome: emptyGroup(),
  answered: emptyGroup(),
  abandoned: emptyGroup(),
  unanswered: emptyGroup(),
  voicemail: emptyGroup(),
  interruptedWaiting: emptyGroup(),
  waiting: emptyGroup(),
});
