/** One stay of a caller in one queue, put together from facts that may come twice, late, or not at all. */
import { type DurationMs, earlier, type EpochMs, seconds } from "#domain/time.ts";

import type { QueueExit } from "./call-fact.ts";

/** `unsaid`: QueueCallerAbandon alone. `left`: QueueCallerLeave alone. Both may become more exact later. */
export type VisitEnd = QueueExit | "connected" | "unsaid" | "left";

export interface Visit {
  /** Name of the queue on the PBX. */
  readonly queue: string;
  readonly uniqueid: string;
  readonly joinedAt: EpochMs;
  /** Which of the two has told the join; the other's copy is not a second stay. */
  readonly joinTold: { readonly ami: boolean; readonly log: boolean };
  readonly end?: { readonly how: VisitEnd; readonly at: EpochMs };
  /** Wait in this queue as Asterisk measured it, whole seconds. */
  readonly hold?: DurationMs;
  readonly talk?: DurationMs;
  /** Who answered, for matching rows of one call only. */
  readonly operator?: string;
}

/** What a fact says of the end of a stay. */
export interface Leaving {
  readonly queue: string;
  readonly uniqueid: string;
  readonly at: EpochMs;
  readonly how: VisitEnd;
  readonly hold?: DurationMs;
}

/** queue_log cuts off fractions, and a busy PBX writes a little late. */
const SAME_MOMENT = seconds(2);
/** More stays than that in one call are not kept: a dialplan that loops. */
const MAX_VISITS = 32;

/**
 * Adds a join. A join that is known already from the other origin, and a late
 * copy that is older than the end of the last stay, add nothing.
 */
export function withJoin(
  visits: readonly Visit[],
  join: {
    readonly queue: string;
    readonly uniqueid: string;
    readonly at: EpochMs;
    readonly origin: "ami" | "log";
  },
): readonly Visit[] {
  const known = visits.findIndex(
    (visit) =>
      visit.queue === join.queue &&
      !visit.joinTold[join.origin] &&
      (visit.end === undefined || Math.abs(visit.joinedAt - join.at) <= SAME_MOMENT),
  );
  const same = visits[known];
  if (same !== undefined) {
    const joinTold = { ...same.joinTold, [join.origin]: true };
    const joinedAt = join.origin === "ami" || !same.joinTold.ami ? join.at : same.joinedAt;
    return visits.with(known, { ...same, joinTold, joinedAt });
  }
  const last = visits.at(-1);
  if (last !== undefined && join.at + SAME_MOMENT < (last.end?.at ?? last.joinedAt)) return visits;
  if (visits.length >= MAX_VISITS) return visits;
  const visit: Visit = {
    queue: join.queue,
    uniqueid: join.uniqueid,
    joinedAt: join.at,
    joinTold: { ami: join.origin === "ami", log: join.origin === "log" },
  };
  // Whoever comes to the next queue was let go by the one before.
  return [
    ...visits.map((before) => (before.end?.how === "unsaid" ? endedAs(before, "timeout") : before)),
    visit,
  ];
}

/** Ends the stay a fact speaks of; makes one whose join was missed, when the fact tells its length. */
export function withEnd(visits: readonly Visit[], leaving: Leaving): readonly Visit[] {
  const index = visits.findLastIndex(
    (visit) => visit.queue === leaving.queue && visit.joinedAt <= leaving.at + SAME_MOMENT,
  );
  const visit = visits[index];
  const end = { how: leaving.how, at: leaving.at };
  const hold = leaving.hold === undefined ? {} : { hold: leaving.hold };
  if (visit !== undefined) {
    if (visit.end === undefined) return visits.with(index, { ...visit, end, ...hold });
    if (!isMoreExact(leaving.how, visit.end.how)) return visits.with(index, { ...hold, ...visit });
    return visits.with(index, { ...visit, ...hold, end: { how: leaving.how, at: visit.end.at } });
  }
  if (leaving.hold === undefined || visits.length >= MAX_VISITS) return visits;
  const missed: Visit = {
    queue: leaving.queue,
    uniqueid: leaving.uniqueid,
    joinedAt: earlier(leaving.at, leaving.hold),
    joinTold: { ami: false, log: false },
    end,
    hold: leaving.hold,
  };
  return [...visits, missed];
}

/** Makes the last stay more exact by what a marker says; an open one ends at `at`. */
export function withLastEnd(visits: readonly Visit[], how: VisitEnd, at: EpochMs): readonly Visit[] {
  const last = visits.at(-1);
  if (last === undefined) return visits;
  if (last.end === undefined) return [...visits.slice(0, -1), { ...last, end: { how, at } }];
  return isMoreExact(how, last.end.how) ? [...visits.slice(0, -1), endedAs(last, how)] : visits;
}

function endedAs(visit: Visit, how: VisitEnd): Visit {
  return visit.end === undefined ? visit : { ...visit, end: { ...visit.end, how } };
}

const EXACTNESS: Readonly<Record<VisitEnd, number>> = {
  left: 0,
  unsaid: 1,
  caller: 2,
  timeout: 3,
  empty: 3,
  withdrawn: 3,
  key: 3,
  connected: 4,
};

function isMoreExact(told: VisitEnd, known: VisitEnd): boolean {
  return EXACTNESS[told] > EXACTNESS[known];
}
