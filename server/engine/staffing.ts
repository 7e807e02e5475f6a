/** How many operators a channel needs at present, and what those on line reach. Pure. */
import { patientOperatorsNeeded } from "#domain/erlang-c.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { groupByFate } from "#domain/ledger-tally.ts";
import { loadNow, type Service, withChats } from "#domain/load-now.ts";
import type { OutlookReading } from "#domain/outlook.ts";
import { achieved, operatorsNeeded, type QueueLoad, type ServiceTarget } from "#domain/staffing.ts";
import { type DurationMs, ms } from "#domain/time.ts";
import type { StaffingSnapshot } from "#wire/outlook.ts";

/** Fewer conversations of four weeks do not replace what is assumed of talk times. */
const LEAST_TALKS = 200;
/** Fewer arrivals of four weeks say nothing of how many of them want an operator. */
const LEAST_ARRIVALS = 200;
const SECOND_MS = 1_000;

/** What a house says of the work on a channel. */
export interface StaffingRules extends ServiceTarget {
  readonly talk: DurationMs;
  readonly wrapUp: DurationMs;
  readonly patience: DurationMs;
  /** Contacts that one operator serves at once. */
  readonly concurrency: number;
}

/** What the last four weeks tell of a channel's work. */
export interface Workload {
  /** `null`: too few conversations are known. */
  readonly talk: DurationMs | null;
  /** Share of the arrivals, net of blacklisted ones, that wanted an operator. */
  readonly queueShare: number;
}

/** Cells of one channel. Of too few contacts every arrival is taken to want an operator. */
export function workloadOf(cells: Iterable<LedgerCell>): Workload {
  const groups = groupByFate(cells);
  const all = Object.entries(groups);
  const talks = all.reduce((sum, [, group]) => sum + group.talks, 0);
  const talkSum = all.reduce((sum, [, group]) => sum + group.talkSum, 0);
  const { answered, abandoned, unanswered, voicemail, interruptedWaiting, waiting, blacklisted } = groups;
  const queued = [answered, abandoned, unanswered, voicemail, interruptedWaiting, waiting].reduce(
    (sum, { count }) => sum + count,
    0,
  );
  const net = all.reduce((sum, [, { count }]) => sum + count, 0) - blacklisted.count;
  return {
    talk: talks < LEAST_TALKS ? null : ms(talkSum / talks),
    queueShare: net < LEAST_ARRIVALS ? 1 : queued / net,
  };
}

/** One channel's part in the work at present. */
export interface Work {
  readonly rules: StaffingRules;
  readonly workload: Workload;
  readonly reading: Pick<OutlookReading, "lastHour" | "nextHour">;
}

/**
 * What is needed for the target at the volume of the coming hour. `beside`: chats that the
 * same people take. `onLine`: `null` when no source tells. `null`: too little of the last
 * hour was seen, or the day is over.
 */
export function staffingOf(work: Work, onLine: number | null, beside: Work | null): StaffingSnapshot | null {
  const own = loadOf(work);
  if (own === null) return null;
  const other = beside === null ? null : loadOf(beside);
  const load =
    other === null || beside === null
      ? own
      : withChats(own, {
          chatsPerHour: other.callsPerHour,
          handleSeconds: other.handleSeconds * beside.rules.concurrency,
          concurrency: beside.rules.concurrency,
        });
  const { rules, workload } = work;
  return {
    needed: operatorsNeeded(load, rules),
    neededIfPatient: patientOperatorsNeeded(load, rules),
    withinMs: rules.withinSeconds * SECOND_MS,
    target: rules.target,
    reached: onLine === null ? null : achieved(load, onLine, rules.withinSeconds).serviceLevel,
    contactsPerHour: Math.round(load.callsPerHour * 10) / 10,
    handleMs: Math.round(load.handleSeconds * SECOND_MS),
    patienceMs: rules.patience,
    assumed: [
      ...(workload.talk === null ? (["talk"] as const) : []),
      "wrapUp",
      "patience",
      ...(rules.concurrency > 1 ? (["concurrency"] as const) : []),
    ],
  };
}

/** Who serves several at once serves each in a part of the time. */
function loadOf({ rules, workload, reading }: Work): QueueLoad | null {
  const { lastHour, nextHour } = reading;
  if (lastHour === null || nextHour === null) return null;
  const service: Service = {
    handleSeconds: ((workload.talk ?? rules.talk) + rules.wrapUp) / SECOND_MS / rules.concurrency,
    patienceSeconds: rules.patience / SECOND_MS,
  };
  return loadNow(
    {
      expectedNextHour: nextHour,
      arrivedLastHour: lastHour.count,
      expectedLastHour: lastHour.expected,
      queueShare: workload.queueShare,
    },
    service,
  );
}
