/** Whether and when the visitor left. A page that is loaded again looks like one that was closed. */
import { type DurationMs, earlier, type EpochMs, epochMs, later, seconds } from "#domain/time.ts";

import type { ChatSnapshot } from "./chat-snapshot.ts";

export interface VisitorRules {
  /** A page closed for so long was closed, and not loaded again. */
  readonly reload: DurationMs;
  readonly vanished: DurationMs;
  readonly vanishedMobile: DurationMs;
}

interface Departure {
  readonly at: EpochMs;
  /** Nobody was there yet at this time. */
  readonly until: EpochMs;
  /** Live Helper Chat says that they left. Without its word the time decides. */
  readonly said: boolean;
  /** It is the last sign of life, and no page was closed: whoever was answered soon after it was there. */
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

export function seeVisitor(known: Visitor, snapshot: ChatSnapshot): Visitor {
  const { visitor, status } = snapshot;
  const { closedAt, heardAt } = visitor;
  const mobile = known.mobile === null ? visitor.mobile : known.mobile || visitor.mobile === true;
  const returned = visitor.away
    ? 0
    : Math.max(closedAt ?? 0, heardAt === null ? 0 : earlier(heardAt, seconds(1)));
  const backFrom = epochMs(Math.max(known.backFrom, returned));
  const departure = departureOf(snapshot);
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
 * `unsure`: there is one that may yet turn out to be a page that is loaded again. `onDesktop`: they left
 * if this was no telephone, which nobody has said yet.
 */
export function leftBefore(
  visitor: Visitor,
  answeredAt: EpochMs | null,
  rules: VisitorRules,
  at: { readonly now: EpochMs; readonly endedAt: EpochMs | null },
): { readonly leftAt: EpochMs | null; readonly unsure: boolean; readonly onDesktop: boolean } {
  // The same rule for rows of open chats and of closed ones, or the order in which rows come would decide.
  const isDesktop = visitor.mobile === false;
  const patient = departureWithin(visitor, answeredAt, rules, { ...at, isDesktop });
  const isOpen = patient.leftAt === null && visitor.mobile === null;
  const onDesktop =
    isOpen && departureWithin(visitor, answeredAt, rules, { ...at, isDesktop: true }).leftAt !== null;
  return { ...patient, onDesktop };
}

function departureWithin(
  visitor: Visitor,
  answeredAt: EpochMs | null,
  rules: VisitorRules,
  at: { readonly now: EpochMs; readonly endedAt: EpochMs | null; readonly isDesktop: boolean },
): { readonly leftAt: EpochMs | null; readonly unsure: boolean } {
  const { now, endedAt, isDesktop } = at;
  const grace = isDesktop ? rules.vanished : rules.vanishedMobile;
  const early = visitor.departures.filter(({ at: leftAt, until, said, silent: isSilent }) =>
    isSilent
      ? (said || until - leftAt > grace) && (answeredAt === null || answeredAt - leftAt > grace)
      : answeredAt === null || leftAt <= answeredAt,
  );
  const sure = early.find(
    ({ at: leftAt, until, said, silent: isSilent }) =>
      isSilent || said || endedAt !== null || later(leftAt, rules.reload) <= latest(until, now),
  );
  // What was opened or closed long after the last sign of life was cleared away, not answered.
  const { lastHeard } = visitor;
  const over = answeredAt ?? endedAt;
  const silent = lastHeard !== null && over !== null && over - lastHeard > grace ? lastHeard : null;
  const leftAt = sure?.at ?? silent;
  return { leftAt, unsure: leftAt === null && early.length > 0 };
}

function departureOf({ asOf, status, visitor }: ChatSnapshot): Departure | null {
  const { away, ended, closedAt, heardAt, gone } = visitor;
  if (away && closedAt !== null)
    return { at: closedAt, until: asOf, said: ended || gone === true, silent: false };
  if (heardAt === null || status === "closed" || gone === false) return null;
  return { at: heardAt, until: asOf, said: gone === true, silent: true };
}

function withDeparture(known: readonly Departure[], departure: Departure): readonly Departure[] {
  const same = known.find(({ at }) => at === departure.at) ?? departure;
  const both = {
    at: departure.at,
    until: latest(same.until, departure.until),
    said: same.said || departure.said,
    silent: same.silent && departure.silent,
  };
  return [...known.filter(({ at }) => at !== departure.at), both].toSorted((a, b) => a.at - b.at);
}

const latest = (a: EpochMs, b: EpochMs): EpochMs => (a < b ? b : a);
