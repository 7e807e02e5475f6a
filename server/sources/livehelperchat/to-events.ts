/**
 * What the engine has not been told yet of a chat -> events. Native ids name the fact, with the
 * second where a better one may be learnt, so that the same fact from a webhook and from REST, or
 * again after a restart of ours, is one event.
 */
import type {
  ContactKey,
  Entry,
  HelplineEvent,
  Language,
  Outcome,
  QueueId,
  SourceId,
} from "#domain/contact-event.ts";
import { elapsed, type EpochMs, later, ms } from "#domain/time.ts";
import type { Pseudonyms } from "#engine/ports.ts";

import type { Chat } from "./chat.ts";
import type { Standing } from "./fate.ts";
import type { Missed } from "./waiting-record.ts";

/** What the configuration says of a department. */
export interface Department {
  readonly entry: Entry;
  readonly queue: QueueId;
  readonly language: Language;
}

export interface EventContext {
  readonly source: SourceId;
  readonly pseudonyms: Pseudonyms;
  /** Marked when this run began; `null`: nobody can have been. */
  readonly missed: Missed | null;
}

/** What the engine knows of a chat. */
export interface Told {
  readonly contact: ContactKey;
  readonly arrived: boolean;
  readonly queuedAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly estimatedAt: EpochMs | null;
  /** It is marked as one that may be gone. */
  readonly unconfirmedAt: EpochMs | null;
  readonly ended: { readonly outcome: Outcome; readonly at: EpochMs } | null;
  readonly corrected: Outcome | null;
  /** When it was there again, after it was told as ended. */
  readonly returnedAt: EpochMs | null;
}

export function nothingTold(chat: Chat, { source, pseudonyms, missed }: EventContext): Told {
  const contact = pseudonyms.contact(source, chat.id, chat.createdAt);
  return {
    contact,
    arrived: false,
    queuedAt: null,
    answeredAt: null,
    estimatedAt: null,
    unconfirmedAt: missed?.contacts.has(contact) === true ? missed.at : null,
    ended: null,
    corrected: null,
    returnedAt: null,
  };
}

/** The events that bring the engine from what it was told to what is known. */
export function tell(
  chat: Chat,
  { queuedAt, answer, fate, leftAt, unconfirmedAt }: Standing,
  department: Department,
  before: Told,
  context: EventContext,
): { readonly events: readonly HelplineEvent[]; readonly told: Told } {
  const events: HelplineEvent[] = [];
  let told = before;
  const base = (fact: string, at: EpochMs) => ({
    source: context.source,
    id: context.pseudonyms.event(context.source, `${chat.id}:${fact}`, at),
    at,
    contact: before.contact,
  });
  const { entry, queue, language } = department;

  if (!told.arrived) {
    told = { ...told, arrived: true };
    const at = chat.createdAt;
    events.push({ type: "contact.arrived", ...base("arrived", at), channel: "chat", entry, language });
  }
  if (queuedAt !== null && isBetter(queuedAt, told.queuedAt)) {
    told = { ...told, queuedAt };
    events.push({ type: "contact.queued", ...base(`queued:${queuedAt / 1_000}`, queuedAt), language, queue });
  }
  if (answer !== null && isNews(answer, told)) {
    const { at, estimated } = answer;
    told = estimated ? { ...told, estimatedAt: at } : { ...told, answeredAt: at };
    const fact = `${estimated ? "estimated" : "answered"}:${at / 1_000}`;
    const wait = queuedAt === null ? {} : { wait: elapsed(queuedAt, at) };
    events.push(
      estimated
        ? { type: "contact.answered", ...base(fact, at), estimated }
        : { type: "contact.answered", ...base(fact, at), ...wait },
    );
  }
  const marked = told.unconfirmedAt;
  told = { ...told, unconfirmedAt };
  if (unconfirmedAt !== null && unconfirmedAt !== marked) {
    const fact = `unconfirmed:${unconfirmedAt / 1_000}`;
    events.push({ type: "contact.unconfirmed", ...base(fact, unconfirmedAt) });
  }
  const isWaiting = queuedAt !== null && answer === null && fate === null;
  if (isWaiting && unconfirmedAt === null && marked !== null) {
    // It was heard of after the mark, or before it by a word that was late: it still waits, since its first entry.
    const at = latest(chat.lastSeenAt, later(marked, ms(1)));
    events.push({ type: "contact.queued", ...base(`confirmed:${at / 1_000}`, at), language, queue });
  }

  if (fate === null) {
    if (told.ended === null) return { events, told };
    const at = latest(chat.visitor.backFrom, told.ended.at);
    events.push({ type: "contact.returned", ...base(`returned:${at / 1_000}`, at) });
    return { events, told: { ...told, ended: null, corrected: null, returnedAt: at } };
  }
  const { outcome } = fate;
  // What is known of an end may be older than a return that was seen; told as such it would be void.
  const at = told.returnedAt === null ? fate.at : latest(fate.at, later(told.returnedAt, ms(1)));
  if (outcome === (told.corrected ?? told.ended?.outcome)) return { events, told };
  if (told.ended !== null) {
    events.push({ type: "contact.corrected", ...base(`corrected:${outcome}`, at), outcome });
    return { events, told: { ...told, corrected: outcome } };
  }
  const talk = answer !== null && leftAt !== null && leftAt < at ? { talk: elapsed(answer.at, leftAt) } : {};
  // One that came back may leave again in the same way, and that is another fact.
  const fact = `ended:${outcome}${told.returnedAt === null ? "" : `:${at / 1_000}`}`;
  events.push({ type: "contact.ended", ...base(fact, at), outcome, ...talk });
  return { events, told: { ...told, ended: { outcome, at } } };
}

const latest = (a: EpochMs, b: EpochMs): EpochMs => (a < b ? b : a);

const isBetter = (at: EpochMs, known: EpochMs | null): boolean => known === null || at < known;

/** An estimate is news as long as there is nothing better. */
const isNews = ({ at, estimated }: NonNullable<Standing["answer"]>, told: Told): boolean =>
  estimated ? told.answeredAt === null && isBetter(at, told.estimatedAt) : isBetter(at, told.answeredAt);
