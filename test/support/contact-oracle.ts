/**
 * A second, deliberately plain reading of DEFINITIONS 1: folds events into what
 * became of each contact, as the board must. It shares no code with the board.
 */
import type { HelplineEvent, Outcome, Phase } from "#domain/contact-event.ts";

interface Known {
  arrivedAt: number;
  queuedAt: number | null;
  answeredAt: number | null;
  wait: number | null;
  ended: { at: number; outcome: Outcome; talk: number | null } | null;
  corrected: { at: number; outcome: Outcome } | null;
  lostAt: number | null;
}

export interface ContactTotals {
  readonly arrived: number;
  readonly blacklisted: number;
  readonly closedInWelcome: number;
  readonly interruptedBeforeQueue: number;
  readonly inWelcomeNow: number;
  readonly queued: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly unanswered: number;
  readonly voicemail: number;
  readonly interruptedWaiting: number;
  readonly waitingNow: number;
  readonly inConversationNow: number;
  readonly interruptedTalking: number;
  readonly waitMs: number;
  readonly longestWaitMs: number;
  readonly talkMs: number;
  readonly outbound: Readonly<Record<string, number>>;
}

const IMPLIES_QUEUED: ReadonlySet<Outcome> = new Set(["abandoned", "unanswered", "voicemail", "completed"]);

export function contactTotals(events: readonly HelplineEvent[]): ContactTotals {
  const contacts = contactsOf(events);
  const outbound: Record<string, number> = {};
  for (const event of unique(events))
    if (event.type === "outbound.ended") outbound[event.purpose] = (outbound[event.purpose] ?? 0) + 1;
  const all = [...contacts.values()].filter((contact) => Number.isFinite(contact.arrivedAt));
  const outcomes = all.map((contact) => ({ contact, outcome: outcomeOf(contact) }));
  const count = (test: (item: (typeof outcomes)[number]) => boolean): number => outcomes.filter(test).length;
  const isAnswered = ({ contact, outcome }: (typeof outcomes)[number]): boolean =>
    contact.answeredAt !== null || outcome === "completed";
  const isQueued = (item: (typeof outcomes)[number]): boolean =>
    item.contact.queuedAt !== null ||
    isAnswered(item) ||
    (item.outcome !== null && IMPLIES_QUEUED.has(item.outcome));
  const waits = all
    .filter((contact) => contact.answeredAt !== null)
    .map(
      (contact) => contact.wait ?? (contact.answeredAt ?? 0) - (contact.queuedAt ?? contact.answeredAt ?? 0),
    );
  const unansweredWith = (outcome: Outcome | null, queued: boolean): number =>
    count((item) => item.outcome === outcome && !isAnswered(item) && isQueued(item) === queued);
  return {
    arrived: all.length,
    blacklisted: count(({ outcome }) => outcome === "blacklisted"),
    closedInWelcome: count(({ outcome }) => outcome === "closed-in-welcome"),
    interruptedBeforeQueue: unansweredWith("interrupted", false),
    inWelcomeNow: unansweredWith(null, false),
    queued: count(isQueued),
    answered: count(isAnswered),
    abandoned: unansweredWith("abandoned", true),
    unanswered: unansweredWith("unanswered", true),
    voicemail: unansweredWith("voicemail", true),
    interruptedWaiting: unansweredWith("interrupted", true),
    waitingNow: unansweredWith(null, true),
    inConversationNow: count((item) => isAnswered(item) && item.outcome === null),
    interruptedTalking: count((item) => isAnswered(item) && item.outcome === "interrupted"),
    waitMs: waits.reduce((sum, wait) => sum + wait, 0),
    longestWaitMs: Math.max(0, ...waits),
    talkMs: all.reduce(
      (sum, contact) => sum + (outcomeOf(contact) === "completed" ? (contact.ended?.talk ?? 0) : 0),
      0,
    ),
    outbound,
  };
}

function outcomeOf(contact: Known): Outcome | null {
  if (contact.corrected !== null) return contact.corrected.outcome;
  if (contact.ended !== null) return contact.ended.outcome;
  return contact.lostAt === null ? null : "interrupted";
}

function contactsOf(events: readonly HelplineEvent[]): ReadonlyMap<string, Known> {
  const contacts = new Map<string, Known>();
  const of = (key: string): Known => {
    const known = contacts.get(key) ?? {
      arrivedAt: Infinity,
      queuedAt: null,
      answeredAt: null,
      wait: null,
      ended: null,
      corrected: null,
      lostAt: null,
    };
    contacts.set(key, known);
    return known;
  };
  const all = unique(events);
  for (const event of all) {
    if (!("contact" in event)) continue;
    const contact = of(event.contact);
    if (event.type === "contact.arrived") contact.arrivedAt = Math.min(contact.arrivedAt, event.at);
    if (event.type === "contact.queued") contact.queuedAt = Math.min(contact.queuedAt ?? Infinity, event.at);
    if (event.type === "contact.answered" && event.at < (contact.answeredAt ?? Infinity)) {
      contact.answeredAt = event.at;
      contact.wait = event.wait ?? null;
    }
    if (event.type === "contact.ended" && event.at < (contact.ended?.at ?? Infinity))
      contact.ended = { at: event.at, outcome: event.outcome, talk: event.talk ?? null };
    if (event.type === "contact.corrected" && event.at < (contact.corrected?.at ?? Infinity))
      contact.corrected = { at: event.at, outcome: event.outcome };
  }
  for (const event of all) {
    if (event.type !== "source.resynced") continue;
    const listed = new Map(event.open.map((open) => [open.contact, open]));
    for (const open of event.open) {
      const contact = of(open.contact);
      if (contact.arrivedAt === Infinity) contact.arrivedAt = open.since;
      if (open.phase === "waiting") contact.queuedAt ??= open.since;
      if (open.phase === "conversation") {
        contact.queuedAt ??= open.since;
        contact.answeredAt ??= open.since;
      }
    }
    for (const [key, contact] of contacts)
      if (
        !listed.has(key) &&
        contact.arrivedAt < event.at &&
        event.covers.includes(phaseAt(contact, event.at))
      )
        contact.lostAt ??= event.at;
  }
  return contacts;
}

function phaseAt(contact: Known, at: number): Phase {
  if (contact.answeredAt !== null && contact.answeredAt <= at) return "conversation";
  return contact.queuedAt !== null && contact.queuedAt <= at ? "waiting" : "welcome";
}

/** The engine's journal knows an event by source and id, and keeps the first copy. */
function unique(events: readonly HelplineEvent[]): readonly HelplineEvent[] {
  const byId = new Map<string, HelplineEvent>();
  for (const event of events) {
    const key = `${event.source} ${event.id}`;
    if (!byId.has(key)) byId.set(key, event);
  }
  return [...byId.values()];
}
