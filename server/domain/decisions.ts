/**
 * Turns a contact's story into countable decisions. A decision has a metric, the
 * instant at which it fell, and an amount; rolling windows count it by that
 * instant, today's figures by the day the contact arrived. Counting a story with
 * sign -1 takes back exactly what +1 added: that is how late facts correct the past.
 */
import type { ContactStory } from "./contact-story.ts";
import { type DurationMs, type EpochMs, later } from "./time.ts";

/** Positions in a tally. The service-level metrics of threshold i start at `SERVICE_LEVEL + 4 * i`. */
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

/** How a contact stands to one threshold T. */
export const VERDICT = { answeredWithin: 0, missed: 1, abandonedWithin: 2, abandonedAfter: 3 } as const;
export type Verdict = (typeof VERDICT)[keyof typeof VERDICT];

export const verdictMetric = (threshold: number, verdict: Verdict): number =>
  SERVICE_LEVEL + 4 * threshold + verdict;
export const tallySize = (thresholds: number): number => SERVICE_LEVEL + 4 * thresholds;

/** What a house decides by, per channel. */
export interface DecisionRules {
  /** Service-level thresholds T, ascending. */
  readonly thresholds: readonly DurationMs[];
  /** An abandonment no longer than this is a short abandon. */
  readonly shortAbandon: DurationMs;
}

export interface DecisionTarget {
  add(metric: number, at: EpochMs, amount: number): void;
  /** A wait that ended in an answer, or in an abandonment. `amount` is +1 or -1 contact. */
  addWait(kind: "answered" | "abandoned", at: EpochMs, wait: DurationMs, amount: number): void;
}

/** Counts what is decided of `story`, whatever the present is. Waiting contacts past a deadline are `overdueSince`'s. */
export function countDecisions(
  story: ContactStory,
  rules: DecisionRules,
  sign: 1 | -1,
  target: DecisionTarget,
): void {
  switch (story.fate) {
    case "answered":
      countAnswer(story, sign, target);
      break;
    case "abandoned":
      countAbandonment(story, rules, sign, target);
      break;
    case "unanswered":
    case "voicemail":
      if (story.endedAt !== null) target.add(METRIC[story.fate], story.endedAt, sign);
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
  countVerdicts(story, rules, sign, target);
}

function countAnswer(story: ContactStory, sign: 1 | -1, target: DecisionTarget): void {
  const at = story.answeredAt ?? story.endedAt;
  if (at === null) return;
  target.add(METRIC.answered, at, sign);
  if (story.wait !== null) {
    target.add(METRIC.answeredWithWait, at, sign);
    target.add(METRIC.answeredWaitSum, at, sign * story.wait);
    target.addWait("answered", at, story.wait, sign);
  }
  if (story.talk !== null && story.endedAt !== null) {
    target.add(METRIC.talks, story.endedAt, sign);
    target.add(METRIC.talkSum, story.endedAt, sign * story.talk);
  }
}

function countAbandonment(
  story: ContactStory,
  rules: DecisionRules,
  sign: 1 | -1,
  target: DecisionTarget,
): void {
  const at = story.endedAt;
  if (at === null) return;
  target.add(METRIC.abandoned, at, sign);
  if (story.wait === null) return;
  target.add(METRIC.abandonedWithWait, at, sign);
  target.add(METRIC.abandonedWaitSum, at, sign * story.wait);
  target.addWait("abandoned", at, story.wait, sign);
  if (story.wait <= rules.shortAbandon) target.add(METRIC.shortAbandons, at, sign);
}

/** A contact whose wait nobody measured has no verdict: it can be neither within T nor late. */
function countVerdicts(
  story: ContactStory,
  rules: DecisionRules,
  sign: 1 | -1,
  target: DecisionTarget,
): void {
  const end = story.fate === "answered" ? story.answeredAt : story.endedAt;
  if (end === null) return;
  for (let i = 0; i < rules.thresholds.length; i += 1) {
    const threshold = rules.thresholds[i];
    if (threshold === undefined) continue;
    const within = story.wait !== null && story.wait <= threshold;
    const deadline = story.waitingSince === null ? end : later(story.waitingSince, threshold);
    const at = within || deadline > end ? end : deadline;
    const verdict = verdictOf(story, within);
    if (verdict !== null) target.add(verdictMetric(i, verdict), at, sign);
  }
}

function verdictOf(story: ContactStory, within: boolean): Verdict | null {
  if (story.fate === "unanswered" || story.fate === "voicemail") return VERDICT.missed;
  if (story.wait === null) return null;
  if (story.fate === "answered") return within ? VERDICT.answeredWithin : VERDICT.missed;
  return within ? VERDICT.abandonedWithin : VERDICT.abandonedAfter;
}

/**
 * The instant at which a contact still waiting became a miss of threshold T:
 * not when somebody finally answers. `null`: not waiting, or still within T at `now`.
 */
export function overdueSince(story: ContactStory, threshold: DurationMs, now: EpochMs): EpochMs | null {
  if (story.fate !== "waiting" || story.waitingSince === null) return null;
  const deadline = later(story.waitingSince, threshold);
  return deadline < now ? deadline : null;
}
