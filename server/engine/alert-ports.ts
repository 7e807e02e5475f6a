/** What alerts ask of the outside: a place where state and messages are written together, and who sends them. */
import type { EpochMs } from "#domain/time.ts";
import type { DeliverySnapshot, NotificationMessage } from "#wire/alert.ts";

/** Alert states, silences and acknowledgements as plain data; the runner alone knows their shape. */
export interface SavedAlerts {
  readonly version: number;
  readonly state: unknown;
}

/** A message that is to go to a receiver. */
export interface OutboxEntry {
  readonly receiver: string;
  readonly message: NotificationMessage;
}

/** Written with the journal's guarantees. Throws `JournalUnavailable`, and leaves nothing of a call behind. */
export interface AlertStore {
  /** `null`: nothing was saved yet. */
  loadAlerts(): SavedAlerts | null;
  /** State and messages in one transaction: a message is there exactly when the state says so. A known (receiver, id) stays as it is. */
  saveAlerts(saved: SavedAlerts, messages: readonly OutboxEntry[]): void;
}

/** A message as it waits to be delivered. */
export interface OutboxRow extends OutboxEntry {
  /** Order of commit: messages to one receiver are sent in it. */
  readonly seq: number;
  readonly attempts: number;
  /** What the last attempt met; `null`: there was none. */
  readonly lastError: string | null;
  readonly createdAt: EpochMs;
  readonly nextAt: EpochMs;
}

/** Messages that wait, and what became of the others. Throws `JournalUnavailable`. */
export interface Outbox {
  /** The oldest waiting messages of a receiver in their order, whether they are due or not. */
  next(receiver: string, limit: number): readonly OutboxRow[];
  /** `carried`: messages that need not be sent any more because this one said it too; in the same transaction. `partly`: why not everybody has got it. */
  delivered(seq: number, at: EpochMs, carried?: readonly number[], partly?: string | null): void;
  /** It will be tried again. */
  failed(seq: number, nextAt: EpochMs, error: string): void;
  /** It will not be tried again by itself. */
  dead(seq: number, at: EpochMs, error: string): void;
  /** Puts a dead message back in its place in the line, as if it had been made at `at`. False: there is no such message. */
  resend(receiver: string, id: string, at: EpochMs): boolean;
  /** The message and those that were delivered to the receiver though they come later in its line; `null`: it was not given up. */
  deadAnd(
    receiver: string,
    id: string,
  ): { dead: NotificationMessage; after: readonly NotificationMessage[] } | null;
  /** Newest first. */
  deliveries(limit: number): readonly DeliverySnapshot[];
  /** By receiver, since when its oldest waiting message waits. */
  waiting(): readonly { readonly receiver: string; readonly since: EpochMs; readonly count: number }[];
  /** By receiver, how many messages were given up since the last that it took, and when the first of them was. Those of receivers that were removed are not among them. */
  failing(): readonly { readonly receiver: string; readonly since: EpochMs; readonly count: number }[];
  /** It has taken a test: that is kept as a delivered message. */
  tested(receiver: string, message: NotificationMessage, at: EpochMs): void;
  /** Lets go of delivered and dead messages from before. */
  forgetBefore(before: EpochMs): void;
}
