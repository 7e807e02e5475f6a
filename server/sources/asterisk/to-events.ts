/**
 * What the engine has not been told yet of a call -> events. Native ids name the
 * fact, not its time, so the same fact learned from the manager interface and
 * from queue_log, or again after a restart of ours, is one event.
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
import type { EpochMs } from "#domain/time.ts";
import type { Pseudonyms } from "#engine/ports.ts";

import { type Call, waitOf } from "./call.ts";
import type { Fate } from "./fate.ts";

/** A queue of the house, by the name it has on the PBX. */
export interface HouseQueue {
  readonly id: QueueId;
  readonly language: Language;
}

export interface EventContext {
  readonly source: SourceId;
  readonly entry: Entry;
  readonly pseudonyms: Pseudonyms;
  /** Queues that are counted, by their name on the PBX. */
  readonly queues: ReadonlyMap<string, HouseQueue>;
  /** Languages of the configuration. */
  readonly languages: ReadonlySet<Language>;
}

/** What the engine knows of a call. */
export interface Told {
  readonly contact: ContactKey;
  readonly arrived: boolean;
  readonly queued: ReadonlySet<string>;
  readonly answered: boolean;
  readonly ended?: Outcome;
  readonly corrected?: Outcome;
}

export function nothingTold(call: Call, context: EventContext): Told {
  const contact = context.pseudonyms.contact(context.source, call.linkedid, call.arrivedAt);
  return { contact, arrived: false, queued: new Set(), answered: false };
}

/** Outcomes of somebody who wanted to speak to a person: implies that they waited. */
const WAITED: ReadonlySet<Outcome> = new Set(["abandoned", "unanswered", "voicemail"]);

/** The events that bring the engine from what it was told to what is known. An estimate tells nothing. */
export function tell(
  call: Call,
  fate: Fate | null,
  before: Told,
  context: EventContext,
): { readonly events: readonly HelplineEvent[]; readonly told: Told } {
  const events: HelplineEvent[] = [];
  if (call.estimated) return { events, told: before };
  const { contact } = before;
  const base = (fact: string, at: EpochMs) => ({
    source: context.source,
    id: context.pseudonyms.event(context.source, `${call.linkedid}:${fact}`, at),
    at,
    contact,
  });

  if (!before.arrived) {
    const language = configuredLanguage(call, context);
    events.push({
      type: "contact.arrived",
      ...base("arrived", call.arrivedAt),
      channel: "phone",
      entry: context.entry,
      ...(language === undefined ? {} : { language }),
    });
  }

  const queued = new Set(before.queued);
  const tellQueued = (name: string, queue: HouseQueue, at: EpochMs): void => {
    if (queued.has(name)) return;
    queued.add(name);
    const language = configuredLanguage(call, context) ?? queue.language;
    events.push({ type: "contact.queued", ...base(`queued:${queue.id}`, at), language, queue: queue.id });
  };
  for (const visit of call.visits) {
    const queue = context.queues.get(visit.queue);
    const isFact = visit.joinTold.ami || visit.joinTold.log || visit.end !== undefined;
    if (queue !== undefined && isFact) tellQueued(visit.queue, queue, visit.joinedAt);
  }
  if (fate !== null && WAITED.has(fate.outcome) && queued.size === 0) {
    // A full or closed queue refused the call: no event of a queue exists.
    const [name, queue] = refusingQueue(call, context);
    if (name !== undefined && queue !== undefined) tellQueued(name, queue, fate.at);
  }

  if (call.answered !== undefined && !before.answered) {
    const wait = waitOf(call);
    events.push({
      type: "contact.answered",
      ...base("answered", call.answered.at),
      ...(wait === undefined ? {} : { wait }),
    });
  }

  const told = { ...before, arrived: true, queued, answered: before.answered || call.answered !== undefined };
  if (fate === null || fate.outcome === (before.corrected ?? before.ended)) return { events, told };
  if (before.ended !== undefined) {
    events.push({
      type: "contact.corrected",
      ...base(`corrected:${fate.outcome}`, fate.at),
      outcome: fate.outcome,
    });
    return { events, told: { ...told, corrected: fate.outcome } };
  }
  if (fate.outcome === "blacklisted")
    events.push({ type: "contact.blacklisted", ...base("blacklisted", fate.at) });
  events.push({
    type: "contact.ended",
    ...base(`ended:${fate.outcome}`, fate.at),
    outcome: fate.outcome,
    ...(fate.talk === undefined ? {} : { talk: fate.talk }),
  });
  return { events, told: { ...told, ended: fate.outcome } };
}

/** The language the caller chose, when the house knows it; the name may be anything the dialplan writes. */
export function configuredLanguage(call: Call, context: EventContext): Language | undefined {
  return call.language !== undefined && context.languages.has(call.language) ? call.language : undefined;
}

/** The queue that would have taken the call, by language; any when there is none. */
function refusingQueue(call: Call, context: EventContext): readonly [string?, HouseQueue?] {
  const all = [...context.queues];
  return all.find(([, queue]) => queue.language === call.language) ?? all[0] ?? [];
}
