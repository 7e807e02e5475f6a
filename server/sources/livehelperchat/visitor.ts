/** Whether and when the visitor left. A page that is loaded again looks like one that was closed. */
import { type DurationMs, earlier, type EpochMs, epochMs, seconds } from "#domain/time.ts";

import type { ChatSnapshot } from "./chat-snapshot.ts";

export interface VisitorRules {
  /** A page closed for so long was closed, and not loaded again. */
  readonly reload: DurationMs;
  readonly vanished: DurationMs;
  readonly vanishedMobile: DurationMs;
}

interface Departure {
  readonly at: EpochMs;
  /** False: it may be a page that is loaded again. */
  readonly sure: boolean;
  /** Nobody said so: it was the last sign of life, and whoever was answered soon after it was there. */
  readonly silent: boolean;
}

/** Monotone: the same snapshots in any order give the same. */
export interface Visitor {
  /** From which nobody came back, as far as is known; ascending. */
  readonly departures: readonly Departure[];
  /** Somebody was there after every departure up to this one. */
  readonly backFrom: EpochMs;
  /** Last sign of life in a row of a closed chat, in which it will not move any more. */
  readonly lastHeard: EpochMs | null;
  readonly mobile: boolean | null;
}

export const NEVER_LEFT: Visitor = { departures: [], backFrom: epochMs(0), lastHeard: null, mobile: null };

/** Nobody reloads a page so often; beyond it only the first departures are kept. */
const MAX_DEPARTURES = 16;

export function seeVisitor(known: Visitor, snapshot: ChatSnapshot, rules: VisitorRules): Visitor {
  const { visitor, status } = snapshot;
  const { closedAt, heardAt } = visitor;
  const mobile = known.mobile === null ? visitor.mobile : known.mobile || visitor.mobile === true;
  const returned = visitor.away
    ? 0
    : Math.max(closedAt ?? 0, heardAt === null ? 0 : earlier(heardAt, seconds(1)));
  const backFrom = epochMs(Math.max(known.backFrom, returned));
  const departure = departureOf(snapshot, rules);
  const departures = departure === null ? known.departures : withDeparture(known.departures, departure);
  return {
    mobile,
    backFrom,
    departures: departures.filter(({ at }) => at > backFrom).slice(0, MAX_DEPARTURES),
    lastHeard:
      status === "closed" && heardAt !== null
        ? epochMs(Math.max(known.lastHeard ?? 0, heardAt))
        : known.lastHeard,
  };
}

/**
 * When the visitor left for good, if before `answeredAt`, or at all when that is `null`; `null`: did not.
 * A departure that is not sure counts once the page has been closed for long, or the chat is over.
 * `unsure`: there is one that may yet turn out to be a page that is loaded again.
 */
export function leftBefore(
  visitor: Visitor,
  answeredAt: EpochMs | null,
  rules: VisitorRules,
  at: { readonly now: EpochMs; readonly endedAt: EpochMs | null },
): { readonly leftAt: EpochMs | null; readonly unsure: boolean } {
  // The same rule as for closed rows below, or the order in which rows come would decide.
  const grace = silenceOf(visitor.mobile, rules);
  const early = visitor.departures.filter(
    ({ at: leftAt, silent: isSilent }) =>
      answeredAt === null || (isSilent ? answeredAt - leftAt > grace : leftAt <= answeredAt),
  );
  const sure = early.find(
    (departure) => departure.sure || at.endedAt !== null || departure.at + rules.reload <= at.now,
  );
  // What was opened or closed long after the last sign of life was cleared away, not answered.
  const { lastHeard } = visitor;
  const until = answeredAt ?? at.endedAt;
  const silent = lastHeard !== null && until !== null && until - lastHeard > grace ? lastHeard : null;
  const leftAt = sure?.at ?? silent;
  return { leftAt, unsure: leftAt === null && early.length > 0 };
}

function departureOf({ asOf, status, visitor }: ChatSnapshot, rules: VisitorRules): Departure | null {
  const { away, ended, closedAt, heardAt, gone, mobile } = visitor;
  if (away && closedAt !== null)
    return { at: closedAt, sure: ended || gone === true || asOf - closedAt >= rules.reload, silent: false };
  if (heardAt === null || status === "closed") return null;
  const silent = gone ?? asOf - heardAt > silenceOf(mobile, rules);
  return silent ? { at: heardAt, sure: true, silent } : null;
}

/** Where the device is not known, the longer one. */
const silenceOf = (mobile: boolean | null, rules: VisitorRules): DurationMs =>
  mobile === false ? rules.vanished : rules.vanishedMobile;

function withDeparture(known: readonly Departure[], departure: Departure): readonly Departure[] {
  const same = known.find(({ at }) => at === departure.at) ?? departure;
  const both = {
    at: departure.at,
    sure: same.sure || departure.sure,
    silent: same.silent && departure.silent,
  };
  return [...known.filter(({ at }) => at !== departure.at), both].toSorted((a, b) => a.at - b.at);
}
