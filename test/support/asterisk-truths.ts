/** What the two recorded days must give per contact; known from the intended outcome of each call and from queue_log. */
import type { HelplineEvent } from "#domain/contact-event.ts";

import { type ContactTotals, contactTotals } from "./contact-oracle.ts";

export interface CaptureTruth extends Omit<ContactTotals, "waitMs" | "longestWaitMs" | "talkMs"> {
  readonly waitSeconds: number;
  readonly longestWaitSeconds: number;
  readonly talkSeconds: number;
}

const NOTHING_OPEN = {
  interruptedBeforeQueue: 0,
  inWelcomeNow: 0,
  interruptedWaiting: 0,
  waitingNow: 0,
  inConversationNow: 0,
  interruptedTalking: 0,
};

export const SCENARIO_TRUTH: CaptureTruth = {
  ...NOTHING_OPEN,
  arrived: 35,
  blacklisted: 2,
  closedInWelcome: 5,
  queued: 28,
  answered: 17,
  abandoned: 4,
  unanswered: 5,
  voicemail: 2,
  waitSeconds: 46,
  longestWaitSeconds: 16,
  talkSeconds: 114,
  outbound: { other: 4, transfer: 1 },
};

export const DRIVE_TRUTH: CaptureTruth = {
  ...NOTHING_OPEN,
  arrived: 60,
  blacklisted: 4,
  closedInWelcome: 7,
  queued: 49,
  answered: 26,
  abandoned: 8,
  unanswered: 11,
  voicemail: 4,
  waitSeconds: 273,
  longestWaitSeconds: 57,
  talkSeconds: 338,
  outbound: { other: 5 },
};

/** Every recording of a whole day with its rows of queue_log. The two of the scenario differ in what was recorded. */
export const RECORDED_DAYS = [
  { name: "scenario.wallfilter.raw.txt", log: "scenario.queue_log.txt", truth: SCENARIO_TRUTH },
  { name: "scenario.wallboard.raw.txt", log: "scenario.queue_log.txt", truth: SCENARIO_TRUTH },
  { name: "drive-seed1.raw.txt", log: "drive-seed1.queue_log.txt", truth: DRIVE_TRUTH },
] as const;

/** Totals of contacts in the shape of the truths above. */
export function truthOf(events: readonly HelplineEvent[]): CaptureTruth {
  const { waitMs, longestWaitMs, talkMs, ...counts } = contactTotals(events);
  return {
    ...counts,
    waitSeconds: Math.round(waitMs / 1_000),
    longestWaitSeconds: Math.round(longestWaitMs / 1_000),
    talkSeconds: talkMs / 1_000,
  };
}
