/**
 * What happens to contacts and operators, as data. Events are past tense, carry
 * their own time (`at`), and hold nothing that could identify a caller or an
 * operator: keys are pseudonyms made before an event enters the engine.
 */
import type { DurationMs, EpochMs } from "./time.ts";

/** A connected system: a PBX, a chat server, the simulator, an HTTP producer. From the configuration. */
export type SourceId = string & { readonly __brand?: "SourceId" };
/** Unique per source. Redelivery keeps the id, so it is the de-duplication key. A pseudonym. */
export type EventId = string & { readonly __brand?: "EventId" };
/** One phone call or one chat conversation. A pseudonym, 32 hexadecimal digits. */
export type ContactKey = string & { readonly __brand?: "ContactKey" };
/** A queue of the configuration. */
export type QueueId = string & { readonly __brand?: "QueueId" };
/** A language of the configuration, a BCP 47 primary tag such as `it`. */
export type Language = string & { readonly __brand?: "Language" };
/** How a contact came in: an entry of the configuration, such as `phone`, `app`, `site`. */
export type Entry = string & { readonly __brand?: "Entry" };
/** What an outbound call was for: a purpose of the configuration, such as `network`. */
export type Purpose = string & { readonly __brand?: "Purpose" };

export const CHANNELS = ["phone", "chat"] as const;
export type Channel = (typeof CHANNELS)[number];

export const OUTCOMES = [
  "completed",
  "abandoned",
  "unanswered",
  "voicemail",
  "closed-in-welcome",
  "blacklisted",
  "interrupted",
  "closed-by-staff",
  "bot-only",
] as const;
/** How a contact ended. `interrupted`: the system lost it, never an abandonment. */
export type Outcome = (typeof OUTCOMES)[number];

export const OPERATOR_STATES = ["available", "ringing", "busy", "wrapUp", "paused", "offline"] as const;
export type OperatorState = (typeof OPERATOR_STATES)[number];
/** How many people are in each state. Each person is counted once. */
export type OperatorCounts = Readonly<Record<OperatorState, number>>;

export const PHASES = ["welcome", "waiting", "conversation"] as const;
/** Where an open contact stands. `welcome`: before any queue (greeting, menu, bot). */
export type Phase = (typeof PHASES)[number];

interface EventBase {
  readonly source: SourceId;
  readonly id: EventId;
  /** Event time, stamped by the source. The time of receipt is the journal's. */
  readonly at: EpochMs;
  /**
   * `at` is the time of receipt: that of the source lay too far ahead. `again`: another node
   * received it as well, at another time, and the earlier of the two counts.
   */
  readonly clamped?: "first" | "again";
}

/** Reached the PBX (welcome message), or a chat was started. */
export interface ContactArrived extends EventBase {
  readonly type: "contact.arrived";
  readonly contact: ContactKey;
  readonly channel: Channel;
  readonly entry: Entry;
  readonly language?: Language;
}

/** Blocked by the PBX. */
export interface ContactBlacklisted extends EventBase {
  readonly type: "contact.blacklisted";
  readonly contact: ContactKey;
}

/** Waits for a person from now on. Comes again after an overflow or a re-queue; the first wait start is kept. */
export interface ContactQueued extends EventBase {
  readonly type: "contact.queued";
  readonly contact: ContactKey;
  readonly language: Language;
  readonly queue: QueueId;
}

/** A person answers: the call is connected, or the first message by a person was sent. */
export interface ContactAnswered extends EventBase {
  readonly type: "contact.answered";
  readonly contact: ContactKey;
  /** The whole wait as the source measured it, over all queues passed. Wins over the difference of event times. */
  readonly wait?: DurationMs;
  /** The source knows that a person answered and only about when. Yields to an answer that is not estimated, and to an end without one. */
  readonly estimated?: true;
}

export interface ContactEnded extends EventBase {
  readonly type: "contact.ended";
  readonly contact: ContactKey;
  readonly outcome: Outcome;
  /** Talk time as the source measured it. Wins over the difference of event times. */
  readonly talk?: DurationMs;
}

/**
 * As of `at` the source cannot tell any more whether this waiting contact is still there. It stays
 * waiting, and is unconfirmed until something later is heard of it.
 */
export interface ContactUnconfirmed extends EventBase {
  readonly type: "contact.unconfirmed";
  readonly contact: ContactKey;
}

/**
 * It was told as ended, and at `at` is there again: it waits, or talks, as if it had not left, and its first
 * wait start is kept. Ends and corrections up to `at` are void; of several after it the last counts.
 */
export interface ContactReturned extends EventBase {
  readonly type: "contact.returned";
  readonly contact: ContactKey;
}

/** The source knows better afterwards. Wins over `contact.ended`. */
export interface ContactCorrected extends EventBase {
  readonly type: "contact.corrected";
  readonly contact: ContactKey;
  readonly outcome: Outcome;
}

/** A call made by operators has ended. */
export interface OutboundEnded extends EventBase {
  readonly type: "outbound.ended";
  readonly purpose: Purpose;
}

/** People are counted in the connector; no identity leaves it. The highest sequence of a source and channel wins. */
export interface OperatorsChanged extends EventBase {
  readonly type: "operators.changed";
  readonly channel: Channel;
  /** Grows with every change, also over restarts of the connector (epoch milliseconds times 1,000 plus a counter will do). */
  readonly sequence: number;
  /** `null`: the source cannot count them, from `at` until it tells counts again. */
  readonly counts: OperatorCounts | null;
}

/** Sent every 5 s while the link to the source is up and in step. */
export interface SourceHeartbeat extends EventBase {
  readonly type: "source.heartbeat";
  readonly sequence: number;
}

/** One open contact in a `source.resynced` listing. */
export interface OpenContact {
  readonly contact: ContactKey;
  readonly channel: Channel;
  readonly entry: Entry;
  readonly phase: Phase;
  /** Since when it is in this phase, as well as the source can tell; real events win over it. */
  readonly since: EpochMs;
  readonly language?: Language;
  readonly queue?: QueueId;
}

/**
 * State of the source after a lost connection. Open contacts of this source in a
 * covered phase that began before `at` and are not listed are closed as
 * `interrupted` at `at`, unless an event of their own says how they went.
 */
export interface SourceResynced extends EventBase {
  readonly type: "source.resynced";
  readonly open: readonly OpenContact[];
  /** The phases the listing is complete for. QueueStatus alone covers only `waiting`. */
  readonly covers: readonly Phase[];
  /** The source itself was restarted: nothing that was open before and is not listed lives on. */
  readonly restarted: boolean;
}

/** An event about one contact. */
export type ContactFact =
  | ContactArrived
  | ContactBlacklisted
  | ContactQueued
  | ContactAnswered
  | ContactUnconfirmed
  | ContactReturned
  | ContactEnded
  | ContactCorrected;

export type HelplineEvent = ContactFact | OutboundEnded | OperatorsChanged | SourceHeartbeat | SourceResynced;

export type EventType = HelplineEvent["type"];

/** Compile-time proof that a switch over a union is exhaustive. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
