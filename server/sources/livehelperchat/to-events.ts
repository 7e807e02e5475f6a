/**
 * What the engine has not been told yet of a chat -> events. Native ids name the fact and, of all but the
 * arrival, its second, so that the same fact from a webhook and from REST, or again after a restart of
 * ours, is one event, and what happens for the second time is another.
 */
import type { ContactKey, Entry, HelplineEvent, Language, QueueId, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, later, ms } from "#domain/time.ts";
import type { Pseudonyms } from "#engine/ports.ts";

import type { Chat } from "./chat.ts";
import { type EndFact, endFacts, type ToldEnd } from "./end-facts.ts";
import type { Standing } from "./fate.ts";

/** What the configuration says of a department. */
export interface Department {
  readonly entry: Entry;
  readonly queue: QueueId;
  readonly language: Language;
}

export interface EventContext {
  readonly source: SourceId;
  readonly pseudonyms: Pseudonyms;
  readonly before: ToldBefore;
  /** What began before it, in the time of Live Helper Chat, may have been told in part already: by another run, or in what was lost. */
  readonly since: () => EpochMs;
}

/** What another run told of those who were not heard of since, in the time of Live Helper Chat; `null`: nothing. */
export interface ToldBefore {
  /** Marked as one that may be gone. */
  readonly unconfirmedAt: (contact: ContactKey) => EpochMs | null;
  /** Told as interrupted, only because it was missed. */
  readonly interruptedAt: (contact: ContactKey) => EpochMs | null;
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
  readonly end: ToldEnd;
}

export function nothingTold(chat: Chat, { source, pseudonyms, before, since }: EventContext): Told {
  const contact = pseudonyms.contact(source, chat.id, chat.createdAt);
  const began = since();
  const interruptedAt = before.interruptedAt(contact);
  return {
    contact,
    arrived: false,
    queuedAt: null,
    answeredAt: null,
    estimatedAt: null,
    unconfirmedAt: before.unconfirmedAt(contact),
    end: {
      ended: interruptedAt === null ? null : { outcome: "interrupted", at: interruptedAt },
      correctedAt: null,
      returnedAt: null,
      unknownBefore: chat.createdAt < began ? began : null,
    },
  };
}

/** The events that bring the engine from what it was told to what is known. */
export function tell(
  chat: Chat,
  standing: Standing,
  department: Department,
  before: Told,
  context: EventContext,
): { readonly events: readonly HelplineEvent[]; readonly told: Told } {
  const { queuedAt, answer, fate, unconfirmedAt } = standing;
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
    events.push({ type: "contact.answered", ...base(fact, at), ...(estimated && { estimated }) });
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

  const end = endFacts(chat, standing, told.end);
  for (const fact of end.facts) events.push({ ...fact, ...base(nameOf(fact), fact.at) });
  return { events, told: { ...told, end: end.told } };
}

/** Who came back may leave again in the same way, and that is another fact: so each has its second. */
const nameOf = (fact: EndFact): string =>
  [fact.type.replace("contact.", ""), ...("outcome" in fact ? [fact.outcome] : []), fact.at / 1_000].join(
    ":",
  );

const latest = (a: EpochMs, b: EpochMs): EpochMs => (a < b ? b : a);

const isBetter = (at: EpochMs, known: EpochMs | null): boolean => known === null || at < known;

/** An estimate is news as long as there is nothing better. */
const isNews = ({ at, estimated }: NonNullable<Standing["answer"]>, told: Told): boolean =>
  estimated ? told.answeredAt === null && isBetter(at, told.estimatedAt) : isBetter(at, told.answeredAt);
