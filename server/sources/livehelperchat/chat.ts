/**
 * One chat as a monotone merge of its snapshots: of each kind of fact the earliest is kept, so that
 * the same snapshots in any order and any number give the same chat. What it means is in `fate.ts`.
 */
import { type DurationMs, type EpochMs, epochMs, later } from "#domain/time.ts";

import type { ChatSnapshot } from "./chat-snapshot.ts";
import { NEVER_LEFT, seeVisitor, type Visitor } from "./visitor.ts";

export interface Chat {
  readonly id: string;
  readonly createdAt: EpochMs;
  /** A bot had it at some time. */
  readonly bot: boolean;
  /** First entry into the queue of people that a row showed. */
  readonly pendingSince: EpochMs | null;
  readonly acceptedAt: EpochMs | null;
  /** First message of a person that a webhook told. */
  readonly personWroteAt: EpochMs | null;
  /** First message of an operator after the accept that a row showed; it may be a canned greeting. */
  readonly operatorWroteAt: EpochMs | null;
  /** It was seen in conversation when no operator had written yet: what comes first then is the first message. */
  readonly wasUnwritten: boolean;
  /** What closed rows say of the first message, of the earliest stay in the queue. */
  readonly response: Response | null;
  readonly visitor: Visitor;
  readonly closedAt: EpochMs | null;
  /** Live Helper Chat said so. */
  readonly deletedAt: EpochMs | null;
  /** A reading of all chats did not have it, and it alone: while it is not seen again it was deleted. */
  readonly missingAt: EpochMs | null;
  /** The same, but others were not there either: while it is not seen again nobody knows what became of it. */
  readonly hiddenAt: EpochMs | null;
  /** Department of the first snapshot: a transfer rewrites it, and the row keeps no other. */
  readonly departmentId: number;
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  /** REST showed it at some time: this key may see it. */
  readonly shown: boolean;
  /** A webhook told of the conversation: those of its messages can be relied on. */
  readonly hooked: boolean;
}

interface Response {
  /** A chat that was put back has a new one, and what it says is of its last stay. */
  readonly pendingSince: EpochMs;
  readonly at: EpochMs;
}

export function newChat(first: ChatSnapshot): Chat {
  return {
    id: first.id,
    createdAt: first.createdAt,
    bot: false,
    pendingSince: null,
    acceptedAt: null,
    personWroteAt: null,
    operatorWroteAt: null,
    wasUnwritten: false,
    response: null,
    visitor: NEVER_LEFT,
    closedAt: null,
    deletedAt: null,
    missingAt: null,
    hiddenAt: null,
    departmentId: first.departmentId,
    firstSeenAt: first.asOf,
    lastSeenAt: first.asOf,
    shown: false,
    hooked: false,
  };
}

export function see(known: Chat, snapshot: ChatSnapshot): Chat {
  const { asOf, status, via, operatorWroteAt, personWroteAt } = snapshot;
  const acceptedAt = acceptedAtOf(snapshot);
  const wrote = acceptedAt !== null && operatorWroteAt !== null && operatorWroteAt >= acceptedAt;
  return {
    id: known.id,
    createdAt: earliest(known.createdAt, snapshot.createdAt),
    bot: known.bot || snapshot.bot,
    pendingSince: earliestOrNull(known.pendingSince, pendingSinceOf(snapshot)),
    acceptedAt: earliestOrNull(known.acceptedAt, acceptedAt),
    personWroteAt: earliestOrNull(known.personWroteAt, status === "active" ? personWroteAt : null),
    operatorWroteAt: earliestOrNull(known.operatorWroteAt, wrote ? operatorWroteAt : null),
    wasUnwritten: known.wasUnwritten || (status === "active" && operatorWroteAt === null),
    response: firstResponse(known.response, responseOf(snapshot)),
    visitor: seeVisitor(known.visitor, snapshot),
    closedAt: earliestOrNull(known.closedAt, status === "closed" ? (snapshot.closedAt ?? asOf) : null),
    deletedAt: earliestOrNull(known.deletedAt, snapshot.deleted ? asOf : null),
    missingAt: known.missingAt,
    hiddenAt: known.hiddenAt,
    departmentId: isFirst(known, snapshot) ? snapshot.departmentId : known.departmentId,
    firstSeenAt: earliest(known.firstSeenAt, asOf),
    lastSeenAt: epochMs(Math.max(known.lastSeenAt, asOf)),
    shown: known.shown || via === "rest",
    hooked: known.hooked || (via === "hook" && status === "active"),
  };
}

/** A reading of all chats at `asOf` did not have it. */
export const miss = (known: Chat, asOf: EpochMs, isAlone: boolean): Chat =>
  isAlone
    ? { ...known, missingAt: latestOrNull(known.missingAt, asOf) }
    : { ...known, hiddenAt: latestOrNull(known.hiddenAt, asOf) };

/** When it was deleted, as far as is known; a later picture of it takes back what was only missed. */
export const goneAt = ({ deletedAt, missingAt, lastSeenAt }: Chat): EpochMs | null =>
  deletedAt ?? (missingAt !== null && missingAt > lastSeenAt ? missingAt : null);

/** Since when it is not shown any more, though nothing says that it was deleted. */
export const hiddenSince = ({ hiddenAt, lastSeenAt }: Chat): EpochMs | null =>
  hiddenAt !== null && hiddenAt > lastSeenAt ? hiddenAt : null;

/**
 * When an operator opened it, or wrote in it without. The wait is written too when nobody answered:
 * by a visitor who leaves, by an operator or a timer that closes. And automatic assignment writes an
 * operator down long before. So a closed row shows an accept when somebody wrote, or it was open for a while.
 */
function acceptedAtOf(snapshot: ChatSnapshot): EpochMs | null {
  const { status, waited, assigned, firstResponse: response, operatorWroteAt, closedAt } = snapshot;
  const at = later(snapshot.pendingSince, waited);
  if (status === "active") return at;
  if (status !== "closed" || !assigned) return null;
  const wrote = response > 0 || (operatorWroteAt !== null && operatorWroteAt >= at);
  return wrote || (waited > 0 && closedAt !== null && at < closedAt) ? at : null;
}

/** While a bot has it there is none; and a visitor who leaves a bot moves the time in the row. */
function pendingSinceOf(snapshot: ChatSnapshot): EpochMs | null {
  const { status, pendingSince, createdAt, bot, assigned, visitor } = snapshot;
  if (status === "bot") return null;
  if (status !== "closed" || !bot || assigned) return pendingSince;
  const movedByLeaving = visitor.away && visitor.closedAt !== null && pendingSince >= visitor.closedAt;
  return pendingSince > createdAt && !movedByLeaving ? pendingSince : null;
}

function responseOf(snapshot: ChatSnapshot): Response | null {
  const { status, pendingSince, waited, firstResponse: response } = snapshot;
  if (status !== "closed" || response === 0) return null;
  return { pendingSince, at: spanAfter(pendingSince, waited, response) };
}

function firstResponse(known: Response | null, seen: Response | null): Response | null {
  if (known === null || seen === null) return known ?? seen;
  const order = seen.pendingSince - known.pendingSince || seen.at - known.at;
  return order < 0 ? seen : known;
}

/** Of two snapshots of the same second the one with the lower department, so that their order does not matter. */
const isFirst = (known: Chat, { asOf, departmentId }: ChatSnapshot): boolean =>
  asOf === known.firstSeenAt ? departmentId < known.departmentId : asOf < known.firstSeenAt;

const spanAfter = (at: EpochMs, ...lengths: readonly DurationMs[]): EpochMs =>
  lengths.reduce((sum, length) => later(sum, length), at);

const earliest = (a: EpochMs, b: EpochMs): EpochMs => (b < a ? b : a);

const earliestOrNull = (a: EpochMs | null, b: EpochMs | null): EpochMs | null =>
  a === null || b === null ? (a ?? b) : earliest(a, b);

const latestOrNull = (known: EpochMs | null, at: EpochMs): EpochMs =>
  known !== null && known > at ? known : at;
