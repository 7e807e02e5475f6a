/**
 * Turns a contact's story into countable decisions. A decision has a metric, the
 * instant at which it fell, and an amount; rolling windows count it by that
 * instant, today's figures by the day the contact arrived. Counting a story with
 * sign -1 takes back exactly what +1 added: that is how late facts correct the past.
 */
import type { ContactStory } from "./contact-story.ts";
import type { Tally } from "./tally.ts";
import { type DurationMs, type EpochMs, later } from "./time.ts";

/** Positions in a tally. The service-level metrics of threshold i start at `SERVICE_LEVEL + VERDICTS * i`. */
export const METRIC = {
  answered: 0,
  answeredWithWait: 1,
  answeredWaitSum: 2,
  abandoned: 3,
  abandonedWithWait: 4,
  abandonedWaitSum: 5,
  shortAbandons: 6,
  unanswered: 7,
  voicemail: 8,
  talks: 9,
  talkSum: 10,
} as const;
const SERVICE_LEVEL = 11;

/**
 * How a contact stands to one threshold T; each contact has at most one verdict. Short
 * abandons have their own, for a house may leave them out; how long a short abandon is
 * has nothing to do with T, so that one may well fall after T.
 */
export const VERDICT = {
  answeredWithin: 0,
  missed: 1,
  abandonedWithin: 2,
  abandonedAfter: 3,
  shortWithin: 4,
  shortAfter: 5,
} as const;
export type Verdict = (typeof VERDICT)[keyof typeof VERDICT];
const VERDICTS = Object.keys(VERDICT).length;

export const verdictMetric = (threshold: number, verdict: Verdict): number =>
  SERVICE_LEVEL + VERDICTS * threshold + verdict;
export const tallySize = (thresholds: number): number => SERVICE_LEVEL + VERDICTS * thresholds;

/** What a house decides by, per channel. */
export interface DecisionRules {
  /** Service-level thresholds T, ascending. */
  readonly thresholds: readonly DurationMs[];
  /** An abandonment no longer than this is a short abandon. */
  readonly shortAbandon: DurationMs;
}

/** Where decisions are counted: the tally an instant belongs to, or `null` when it belongs to none. */
export interface DecisionTarget {
  tallyAt(at: EpochMs): Tally | null;
}

/** Counts what is decided of `story`, whatever the present is. Waiting contacts past a deadline are `overdueSince`'s. */
export function countDecisions(
  story: ContactStory,
  rules: DecisionRules,
  sign: 1 | -1,
  target: DecisionTarget,
): void {
  countFate(story, rules, sign, target);
  countTalk(story, sign, target);
}

/**
 * Puts the decisions of `after` in the place of those of `before`; `null` has none.
 * What both have in common is left alone: the end of a conversation adds its talk
 * time and does not touch the wait before it.
 */
export function replaceDecisions(
  before: ContactStory | null,
  after: ContactStory | null,
  rules: DecisionRules,
  target: DecisionTarget,
): void {
  if (!isDecidedAlike(before, after)) {
    if (before !== null) countFate(before, rules, -1, target);
    if (after !== null) countFate(after, rules, 1, target);
  }
  if (before?.talk === after?.talk && before?.endedAt === after?.endedAt) return;
  if (before !== null) countTalk(before, -1, target);
  if (after !== null) countTalk(after, 1, target);
}

/** The instant at which the fate of a contact was decided; `null` while it is not. */
const decidedAt = ({ fate, answeredAt, endedAt }: ContactStory): EpochMs | null =>
  fate === "answered" ? answeredAt : endedAt;

const isDecidedAlike = (a: ContactStory | null, b: ContactStory | null): boolean =>
  a !== null &&
  b !== null &&
  a.fate === b.fate &&
  a.wait === b.wait &&
  a.waitingSince === b.waitingSince &&
  decidedAt(a) === decidedAt(b);

function countFate(story: ContactStory, rules: DecisionRules, sign: 1 | -1, target: DecisionTarget): void {
  const at = decidedAt(story);
  if (at === null) return;
  switch (story.fate) {
    case "answered":
      countAnswer(story, sign, target.tallyAt(at));
      break;
    case "abandoned":
      countAbandonment(story, rules, sign, target.tallyAt(at));
      break;
    case "unanswered":
    case "voicemail":
      target.tallyAt(at)?.add(METRIC[story.fate], sign);
      break;
    case "blacklisted":
    case "closedInWelcome":
    case "botOnly":
    case "interruptedBeforeQueue":
    case "inWelcome":
    case "interruptedWaiting":
    case "waiting":
      return;
  }
  countVerdicts(story, at, rules, sign, target);
}

function countAnswer({ wait }: ContactStory, sign: 1 | -1, tally: Tally | null): void {
  if (tally === null) return;
  tally.add(METRIC.answered, sign);
  if (wait === null) return;
  tally.add(METRIC.answeredWithWait, sign);
  tally.add(METRIC.answeredWaitSum, sign * wait);
  tally.addWait("answered", wait, sign);
}

function countAbandonment(
  { wait }: ContactStory,
  rules: DecisionRules,
  sign: 1 | -1,
  tally: Tally | null,
): void {
  if (tally === null) return;
  tally.add(METRIC.abandoned, sign);
  if (wait === null) return;
  tally.add(METRIC.abandonedWithWait, sign);
  tally.add(METRIC.abandonedWaitSum, sign * wait);
  tally.addWait("abandoned", wait, sign);
  if (isShort(wait, rules)) tally.add(METRIC.shortAbandons, sign);
}

function countTalk({ talk, endedAt }: ContactStory, sign: 1 | -1, target: DecisionTarget): void {
  if (talk === null || endedAt === null) return;
  const tally = target.tallyAt(endedAt);
  tally?.add(METRIC.talks, sign);
  tally?.add(METRIC.talkSum, sign * talk);
}

/** A contact whose wait nobody measured has no verdict: it can be neither within T nor late. */
function countVerdicts(
  story: ContactStory,
  end: EpochMs,
  rules: DecisionRules,
  sign: 1 | -1,
  target: DecisionTarget,
): void {
  for (let i = 0; i < rules.thresholds.length; i += 1) {
    const threshold = rules.thresholds[i];
    if (threshold === undefined) continue;
    const within = story.wait !== null && story.wait <= threshold;
    const verdict = verdictOf(story, within, rules);
    if (verdict === null) continue;
    const deadline = story.waitingSince === null ? end : later(story.waitingSince, threshold);
    const at = within || deadline > end ? end : deadline;
    target.tallyAt(at)?.add(verdictMetric(i, verdict), sign);
  }
}

function verdictOf(story: ContactStory, within: boolean, rules: DecisionRules): Verdict | null {
  if (story.fate === "unanswered" || story.fate === "voicemail") return VERDICT.missed;
  if (story.wait === null) return null;
  if (story.fate === "answered") return within ? VERDICT.answeredWithin : VERDICT.missed;
  if (isShort(story.wait, rules)) return within ? VERDICT.shortWithin : VERDICT.shortAfter;
  return within ? VERDICT.abandonedWithin : VERDICT.abandonedAfter;
}

const isShort = (wait: DurationMs, rules: DecisionRules): boolean => wait <= rules.shortAbandon;

/**
 * The instant at which a contact still waiting became a miss of threshold T:
 * not when somebody finally answers. `null`: not waiting, or still within T at `now`.
 */
export function overdueSince(story: ContactStory, threshold: DurationMs, now: EpochMs): EpochMs | null {
  if (story.fate !== "waiting" || story.waitingSince === null) return null;
  const deadline = later(story.waitingSince, threshold);
  return deadline < now ? deadline : null;
}
