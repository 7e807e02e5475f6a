import { elapsed, type EpochMs, minutes } from "#domain/time.ts";
import type { OutboxRow } from "#engine/alert-ports.ts";

import { nextStep, type Step } from "./superseding.ts";

/** So often the receiver's own fault has met a message before others may pass it. */
const FAILURES_TO_PASS = 3;
/** So many messages may be passed at once: more is no fault of a message. */
const MOST_PASSED = 3;
/** Who has newer news waits so long at most, as the receiver asked. */
const SHORT_WAIT = minutes(1);

/** What may be tried, in order. */
export interface Due {
  /** What is due now; `null`: nothing is. */
  readonly step: Step | null;
  /** When something is due; `null`: the line is empty. */
  readonly next: EpochMs | null;
  /** The newest beginning that has had its early attempt. */
  readonly urgedBy: number;
}

/**
 * The message of a line whose time has come. It is the oldest, but for two things. A message
 * that the receiver has answered with a fault of its own for three times is passed by those about
 * other alerts: it may be the one that the receiver cannot take. And what has just fired or become
 * graver does not wait for the schedule of an older failure: the oldest is tried once at once,
 * unless it is to be tried within a minute anyway.
 */
export function nextDue(
  rows: readonly OutboxRow[],
  { now, urgedBy, isDue }: { now: EpochMs; urgedBy: number; isDue: (row: OutboxRow) => boolean },
): Due {
  let left = rows;
  let next: EpochMs | null = null;
  for (let passed = 0; passed <= MOST_PASSED; passed += 1) {
    const step = nextStep(left, now);
    if (step === null) break;
    const { row } = step;
    if (isDue(row)) return { step, next, urgedBy };
    if (next === null || row.nextAt < next) next = row.nextAt;
    const newest = passed === 0 ? newestBeginning(left, row) : 0;
    if (newest > urgedBy && elapsed(now, row.nextAt) > SHORT_WAIT) return { step, next, urgedBy: newest };
    if (row.attempts < FAILURES_TO_PASS || !isItsOwnFault(row)) break;
    left = left.filter((other) => !isAboutTheSame(other, row));
  }
  return { step: null, next, urgedBy };
}

const newestBeginning = (rows: readonly OutboxRow[], head: OutboxRow): number =>
  rows.findLast(
    ({ seq, attempts, message: { cause } }) =>
      seq > head.seq && attempts === 0 && (cause === "fired" || cause === "escalated"),
  )?.seq ?? 0;

/** It answered, with a fault that may lie in the message. */
const isItsOwnFault = ({ lastError }: OutboxRow): boolean => /^(http-5|smtp-4)/.test(lastError ?? "");

/** The messages of one alert stay in order; what tells of none passes nothing. */
const isAboutTheSame = (a: OutboxRow, b: OutboxRow): boolean =>
  a.seq === b.seq ||
  a.message.alerts.some(({ fingerprint }) =>
    b.message.alerts.some((other) => other.fingerprint === fingerprint),
  );
