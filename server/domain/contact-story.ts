/**
 * What a contact's merged facts mean: its fate, its wait, its talk time. Pure
 * projection of `Contact`; the definitions are those of docs/formulas.md.
 */
import type { Channel, Entry, Language, Outcome, SourceId } from "./contact-event.ts";
import type { Contact } from "./contact.ts";
import { type DurationMs, type EpochMs, earlier, elapsed } from "./time.ts";

/**
 * Where a contact stands, or how it went. The fates of one channel add up:
 * arrived = blacklisted + closedInWelcome + botOnly + interruptedBeforeQueue + inWelcome + queued, and
 * queued = answered + abandoned + unanswered + voicemail + interruptedWaiting + waiting.
 */
export const FATES = [
  "blacklisted",
  "closedInWelcome",
  "botOnly",
  "interruptedBeforeQueue",
  "inWelcome",
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interruptedWaiting",
  "waiting",
] as const;
export type Fate = (typeof FATES)[number];

/** Fates of contacts that reached a queue. */
export const QUEUED_FATES: ReadonlySet<Fate> = new Set([
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interruptedWaiting",
  "waiting",
]);

export interface ContactStory {
  readonly source: SourceId;
  readonly channel: Channel;
  readonly entry: Entry;
  /** The language first asked for. */
  readonly language: Language | null;
  readonly fate: Fate;
  /** Decides the hour and the day the contact belongs to. */
  readonly arrivedAt: EpochMs;
  /** First wait start; `null` when it never waited or nobody saw it begin. */
  readonly waitingSince: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** From the first queueing to the answer, or to the end of an unanswered wait; `null`: not known. */
  readonly wait: DurationMs | null;
  /** `null`: not answered, not ended, or cut off by the system. */
  readonly talk: DurationMs | null;
}

/** `null` while no event has said which channel the contact belongs to: it is held, and counted once that is known. */
export function storyOf(contact: Contact): ContactStory | null {
  const arrival = contact.arrived?.value ?? contact.listedArrival?.value;
  if (arrival === undefined) return null;

  const outcome =
    contact.corrected?.value ?? contact.ended?.value ?? (contact.lostAt === null ? null : "interrupted");
  const endedAt = contact.ended?.at ?? contact.corrected?.at ?? contact.lostAt;
  const waitingSince = contact.queued?.at ?? contact.listedQueueing?.at ?? null;
  const answeredAt =
    contact.answeredAt ?? contact.listedAnsweredAt ?? answerImpliedBy(outcome, endedAt, contact);
  const fate = fateOf(contact, outcome, waitingSince !== null, answeredAt !== null);
  return {
    source: contact.source,
    channel: arrival.channel,
    entry: arrival.entry,
    language: contact.queued?.value.language ?? contact.listedQueueing?.value?.language ?? arrival.language,
    fate,
    arrivedAt: contact.arrived?.at ?? firstSeenAt(contact),
    waitingSince,
    answeredAt,
    endedAt,
    wait: waitOf(contact, fate, waitingSince, answeredAt, endedAt),
    talk: fate === "answered" && outcome !== "interrupted" ? talkOf(contact, answeredAt, endedAt) : null,
  };
}

function fateOf(contact: Contact, outcome: Outcome | null, queued: boolean, answered: boolean): Fate {
  if (contact.blacklistedAt !== null || outcome === "blacklisted") return "blacklisted";
  if (answered) return "answered";
  switch (outcome) {
    case null:
      return queued ? "waiting" : "inWelcome";
    case "completed":
      return "answered";
    case "abandoned":
    case "unanswered":
    case "voicemail":
      return outcome;
    case "closed-by-staff":
      return "unanswered";
    case "closed-in-welcome":
      return queued ? "abandoned" : "closedInWelcome";
    case "bot-only":
      return queued ? "unanswered" : "botOnly";
    case "interrupted":
      return queued ? "interruptedWaiting" : "interruptedBeforeQueue";
  }
}

/** A completed contact was answered, even when the answer fell into a lost connection. */
function answerImpliedBy(outcome: Outcome | null, endedAt: EpochMs | null, contact: Contact): EpochMs | null {
  if (outcome !== "completed" || endedAt === null) return null;
  return contact.measuredTalk === null ? endedAt : earlier(endedAt, contact.measuredTalk.value);
}

function waitOf(
  contact: Contact,
  fate: Fate,
  waitingSince: EpochMs | null,
  answeredAt: EpochMs | null,
  endedAt: EpochMs | null,
): DurationMs | null {
  if (fate === "answered" && contact.measuredWait !== null) return contact.measuredWait.value;
  if (waitingSince === null) return null;
  const over = fate === "answered" ? (contact.answeredAt ?? contact.listedAnsweredAt) : endedAt;
  if (over === null || fate === "waiting") return null;
  // A contact that a listing found in conversation began to wait at a time nobody saw.
  if (fate === "answered" && contact.queued === null && answeredAt === waitingSince) return null;
  return elapsed(waitingSince, over);
}

function talkOf(contact: Contact, answeredAt: EpochMs | null, endedAt: EpochMs | null): DurationMs | null {
  if (contact.measuredTalk !== null) return contact.measuredTalk.value;
  if (contact.answeredAt === null || answeredAt === null || endedAt === null) return null;
  return elapsed(answeredAt, endedAt);
}

/** Only reached for contacts known from a listing, whose arrival itself nobody saw. */
function firstSeenAt(contact: Contact): EpochMs {
  const seen = [
    contact.listedArrival?.at,
    contact.blacklistedAt,
    contact.queued?.at,
    contact.listedQueueing?.at,
    contact.answeredAt,
    contact.listedAnsweredAt,
    contact.ended?.at,
    contact.corrected?.at,
  ].filter((at) => at !== null && at !== undefined);
  return seen.reduce((first, at) => (at < first ? at : first));
}
