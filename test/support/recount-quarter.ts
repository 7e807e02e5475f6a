/** Counts a quarter from its events alone, in the shape of the seed report, so that nothing the generator believes is taken over. */
import type { Calendar } from "#domain/calendar.ts";
import {
  type ContactArrived,
  type ContactFact,
  type HelplineEvent,
  type Outcome,
  unreachable,
} from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";

import type { SeedReport } from "./seed-report.ts";

/** A contact as its events tell it. Lengths in seconds; `null`: it has none. */
export interface CountedContact {
  readonly arrived: ContactArrived;
  /** Key of the local day of arrival. */
  readonly day: string;
  /** Monday is 0. */
  readonly weekday: number;
  readonly hour: number;
  blacklisted: boolean;
  queuedAt: EpochMs | null;
  answeredAt: EpochMs | null;
  endedAt: EpochMs | null;
  wait: number | null;
  talk: number | null;
  outcome: Outcome | null;
}

const BAND_HOURS = 4;

/** Throws when a contact has an event before its arrival, or one of a kind twice. */
export function countedContacts(events: readonly HelplineEvent[], calendar: Calendar): CountedContact[] {
  const contacts = new Map<string, CountedContact>();
  for (const event of events) {
    if (!("contact" in event)) continue;
    if (event.type === "contact.arrived") {
      if (contacts.has(event.contact)) throw new Error("arrived twice");
      contacts.set(event.contact, newContact(event, calendar));
      continue;
    }
    const contact = contacts.get(event.contact);
    if (contact === undefined) throw new Error(`${event.type} before the arrival`);
    follow(contact, event);
  }
  return [...contacts.values()];
}

function newContact(arrived: ContactArrived, calendar: Calendar): CountedContact {
  const { weekday, hour } = calendar.local(arrived.at);
  return {
    arrived,
    day: calendar.dayOf(arrived.at).key,
    weekday: weekday - 1,
    hour,
    blacklisted: false,
    queuedAt: null,
    answeredAt: null,
    endedAt: null,
    wait: null,
    talk: null,
    outcome: null,
  };
}

function follow(contact: CountedContact, event: ContactFact): void {
  if (contact.endedAt !== null) throw new Error(`${event.type} after the end`);
  switch (event.type) {
    case "contact.blacklisted":
      contact.blacklisted = true;
      break;
    case "contact.queued":
      if (contact.queuedAt !== null) throw new Error("queued twice");
      contact.queuedAt = event.at;
      break;
    case "contact.answered":
      if (contact.queuedAt === null) throw new Error("answered before the queue");
      contact.answeredAt = event.at;
      contact.wait = (event.at - contact.queuedAt) / 1_000;
      if (event.wait !== event.at - contact.queuedAt) throw new Error("measured another wait");
      break;
    case "contact.ended":
      contact.endedAt = event.at;
      contact.outcome = event.outcome;
      contact.talk = contact.answeredAt === null ? null : (event.at - contact.answeredAt) / 1_000;
      if (contact.talk !== null && event.talk !== contact.talk * 1_000)
        throw new Error("measured another talk");
      break;
    case "contact.arrived":
    case "contact.unconfirmed":
    case "contact.returned":
    case "contact.corrected":
      throw new Error(`a quarter has no ${event.type} here`);
    default:
      unreachable(event);
  }
}

/** The figures that the report prints. */
export function recount(contacts: readonly CountedContact[], events: readonly HelplineEvent[]): SeedReport {
  const calls = contacts.filter(({ arrived }) => arrived.channel === "phone");
  const chats = contacts.filter(({ arrived }) => arrived.channel === "chat");
  const ended = (outcome: Outcome) => calls.filter((call) => call.outcome === outcome).length;
  const answered = calls.filter(({ outcome, answeredAt }) => outcome === "completed" && answeredAt !== null);
  const from = (entry: string) => chats.filter(({ arrived }) => arrived.entry === entry).length;
  const repliedIn = (over: number, within: number) =>
    chats.filter(({ wait }) => wait !== null && wait > over && wait <= within).length;
  return {
    calls: {
      total: calls.length,
      queued: {
        total: calls.filter(({ queuedAt }) => queuedAt !== null).length,
        answered: answered.length,
        unanswered: ended("unanswered"),
        voicemail: ended("voicemail"),
        abandoned: ended("abandoned"),
      },
      blacklisted: calls.filter(({ blacklisted, outcome }) => blacklisted && outcome === "blacklisted")
        .length,
      closedInWelcome: ended("closed-in-welcome"),
      totalTalkSeconds: sum(answered.map(({ talk }) => talk ?? 0)),
      averageWaitSeconds: sum(answered.map(({ wait }) => wait ?? 0)) / answered.length,
      outbound: events.filter(({ type }) => type === "outbound.ended").length,
      byBandAndWeekdayMonFirst: tableOf(calls),
    },
    chats: {
      total: chats.length,
      byEntry: { app: from("app"), site: from("site") },
      byFirstResponse: {
        within20s: repliedIn(-1, 20),
        from20to60s: repliedIn(20, 60),
        // Never answered counts as late, once it has waited that long.
        over60s: repliedIn(60, Infinity) + chats.filter(isLostAfter(60)).length,
      },
      byBandAndWeekdayMonFirst: tableOf(chats),
    },
  };
}

/** Chats that ended without an answer after this many seconds. */
export const isLostAfter =
  (seconds: number) =>
  ({ queuedAt, answeredAt, endedAt, outcome }: CountedContact): boolean =>
    answeredAt === null &&
    (outcome === "abandoned" || outcome === "closed-by-staff") &&
    Number(endedAt) - Number(queuedAt) > seconds * 1_000;

function tableOf(contacts: readonly CountedContact[]): number[][] {
  const table = Array.from({ length: 24 / BAND_HOURS }, () => Array.from({ length: 7 }, () => 0));
  for (const { hour, weekday } of contacts) {
    const row = table[Math.floor(hour / BAND_HOURS)];
    if (row !== undefined) row[weekday] = (row[weekday] ?? 0) + 1;
  }
  return table;
}

/** How many contacts have each value of `keyOf`. */
export function countBy<K>(
  contacts: readonly CountedContact[],
  keyOf: (contact: CountedContact) => K,
): Map<K, number> {
  const counts = new Map<K, number>();
  for (const contact of contacts) counts.set(keyOf(contact), (counts.get(keyOf(contact)) ?? 0) + 1);
  return counts;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
