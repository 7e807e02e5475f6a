/**
 * One contact as a monotone merge of what is known about it. Every field keeps
 * the earliest fact of its kind, with ties broken by value, so that any order
 * and any duplication of the same events gives the same contact.
 */
import type {
  Channel,
  ContactFact,
  ContactKey,
  Entry,
  Language,
  OpenContact,
  Outcome,
  QueueId,
  SourceId,
} from "./contact-event.ts";
import { unreachable } from "./contact-event.ts";
import type { DurationMs, EpochMs } from "./time.ts";

/** Something that happened at an instant, with what was said of it. */
export interface Fact<T> {
  readonly at: EpochMs;
  readonly value: T;
}

export interface Arrival {
  readonly channel: Channel;
  readonly entry: Entry;
  readonly language: Language | null;
}

export interface Queueing {
  readonly language: Language;
  readonly queue: QueueId;
}

/** Merged facts; `null`: not known. Estimates come from listings after a lost connection and yield to real facts. */
export interface Contact {
  readonly key: ContactKey;
  readonly source: SourceId;
  arrived: Fact<Arrival> | null;
  blacklistedAt: EpochMs | null;
  queued: Fact<Queueing> | null;
  answeredAt: EpochMs | null;
  /** The earliest wait measured by the source. */
  measuredWait: Fact<DurationMs> | null;
  ended: Fact<Outcome> | null;
  /** The earliest talk time measured by the source. */
  measuredTalk: Fact<DurationMs> | null;
  corrected: Fact<Outcome> | null;
  listedArrival: Fact<Arrival> | null;
  listedQueueing: Fact<Queueing | null> | null;
  listedAnsweredAt: EpochMs | null;
  /** The latest proof of life: its last event, or the last listing that named it. */
  lastSeenAt: EpochMs | null;
  /** A complete listing did not name it any more; see `resyncs.ts`. */
  lostAt: EpochMs | null;
}

export const unknownContact = (key: ContactKey, source: SourceId): Contact => ({
  key,
  source,
  arrived: null,
  blacklistedAt: null,
  queued: null,
  answeredAt: null,
  measuredWait: null,
  ended: null,
  measuredTalk: null,
  corrected: null,
  listedArrival: null,
  listedQueueing: null,
  listedAnsweredAt: null,
  lastSeenAt: null,
  lostAt: null,
});

/** Merges one event into its contact, in place. */
export function mergeFact(contact: Contact, event: ContactFact): void {
  const { at } = event;
  contact.lastSeenAt = latest(contact.lastSeenAt, at);
  switch (event.type) {
    case "contact.arrived": {
      const value = { channel: event.channel, entry: event.entry, language: event.language ?? null };
      contact.arrived = earlierFact(contact.arrived, at, value, compareArrivals);
      return;
    }
    case "contact.blacklisted":
      contact.blacklistedAt = earliest(contact.blacklistedAt, at);
      return;
    case "contact.queued":
      contact.queued = earlierFact(
        contact.queued,
        at,
        { language: event.language, queue: event.queue },
        compareQueueings,
      );
      return;
    case "contact.answered":
      contact.answeredAt = earliest(contact.answeredAt, at);
      if (event.wait !== undefined)
        contact.measuredWait = earlierFact(contact.measuredWait, at, event.wait, compareNumbers);
      return;
    case "contact.ended":
      contact.ended = earlierFact(contact.ended, at, event.outcome, compareTexts);
      if (event.talk !== undefined)
        contact.measuredTalk = earlierFact(contact.measuredTalk, at, event.talk, compareNumbers);
      return;
    case "contact.corrected":
      contact.corrected = earlierFact(contact.corrected, at, event.outcome, compareTexts);
      return;
    default:
      unreachable(event);
  }
}

/** Merges one line of a listing taken at `at`: proof of life, and estimates where no event told. */
export function mergeListing(contact: Contact, open: OpenContact, at: EpochMs): void {
  contact.lastSeenAt = latest(contact.lastSeenAt, at);
  const arrival = { channel: open.channel, entry: open.entry, language: open.language ?? null };
  contact.listedArrival = earlierFact(contact.listedArrival, open.since, arrival, compareArrivals);
  if (open.phase === "welcome") return;
  const queueing =
    open.language !== undefined && open.queue !== undefined
      ? { language: open.language, queue: open.queue }
      : null;
  contact.listedQueueing = earlierFact(contact.listedQueueing, open.since, queueing, compareListedQueueings);
  if (open.phase === "conversation")
    contact.listedAnsweredAt = earliest(contact.listedAnsweredAt, open.since);
}

/** The earlier of two facts of one kind; at the same instant the smaller value, so that order does not matter. */
function earlierFact<T>(
  known: Fact<T> | null,
  at: EpochMs,
  value: T,
  compare: (a: T, b: T) => number,
): Fact<T> {
  if (known === null || at < known.at) return { at, value };
  return at === known.at && compare(value, known.value) < 0 ? { at, value } : known;
}

const earliest = (known: EpochMs | null, at: EpochMs): EpochMs => (known === null || at < known ? at : known);
const latest = (known: EpochMs | null, at: EpochMs): EpochMs => (known === null || at > known ? at : known);

const compareNumbers = (a: number, b: number): number => a - b;
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareArrivals = (a: Arrival, b: Arrival): number =>
  compareTexts(a.channel, b.channel) ||
  compareTexts(a.entry, b.entry) ||
  compareTexts(a.language ?? "", b.language ?? "");
const compareQueueings = (a: Queueing, b: Queueing): number =>
  compareTexts(a.queue, b.queue) || compareTexts(a.language, b.language);
const compareListedQueueings = (a: Queueing | null, b: Queueing | null): number => {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return compareQueueings(a, b);
};
