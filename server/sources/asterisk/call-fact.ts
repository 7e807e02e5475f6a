/**
 * What a PBX tells about one call, whichever way it tells it: an event of the
 * manager interface or a row of queue_log. Nothing personal is in it; the ids
 * are those of the PBX and become pseudonyms in `to-events.ts`.
 */
import type { DurationMs, EpochMs } from "#domain/time.ts";

interface FactBase {
  readonly at: EpochMs;
  /** The channel that is in the queue. Behind a Local pair it is not the caller's own. */
  readonly uniqueid: string;
  /** Constant for the whole call. queue_log does not have it. */
  readonly linkedid: string | undefined;
  /** `ami` has microseconds; `log` whole seconds, cut off. */
  readonly origin: "ami" | "log";
}

interface QueueFact extends FactBase {
  /** Name of the queue on the PBX. */
  readonly queue: string;
}

/** How a caller left a queue without having been connected, as queue_log tells it. */
export type QueueExit = "caller" | "timeout" | "empty" | "withdrawn" | "key";

/** A channel was made. A call arrives when it is the first one of its Linkedid and rings at the PBX. */
export interface ChannelFact extends FactBase {
  readonly type: "channel";
  readonly context: string;
}

export interface JoinedFact extends QueueFact {
  readonly type: "joined";
}

/** Out of the queue; whether for an operator, a key or nothing is told by what stands beside it. */
export interface LeftFact extends QueueFact {
  readonly type: "left";
}

/** QueueCallerAbandon: the queue let the caller go, or the caller hung up. It does not say which. */
export interface GivenUpFact extends QueueFact {
  readonly type: "given-up";
  readonly hold: DurationMs;
}

export interface ExitedFact extends QueueFact {
  readonly type: "exited";
  readonly how: QueueExit;
  readonly hold: DurationMs;
}

export interface ConnectedFact extends QueueFact {
  readonly type: "connected";
  readonly hold: DurationMs;
  /** Who answered, for matching rows of one call only; never leaves the connector. */
  readonly operator: string | undefined;
}

export interface CompletedFact extends QueueFact {
  readonly type: "completed";
  readonly hold: DurationMs;
  readonly talk: DurationMs;
  readonly operator: string | undefined;
}

/** Marker `HelplineStage`. */
export interface StageFact extends FactBase {
  readonly type: "stage";
  readonly stage: string;
  readonly language: string | undefined;
}

/** Marker `HelplineEnd`, or its row `HLEND`. */
export interface FinishedFact extends FactBase {
  readonly type: "finished";
  readonly outcome: string;
  readonly stage: string;
  readonly language: string | undefined;
  readonly queueStatus: string;
}

/** Somebody hung up this channel, and not the PBX. */
export interface HangupRequestedFact extends FactBase {
  readonly type: "hangup-requested";
}

/** The channel is gone. `refused`: the PBX turned it away before it was ever answered. */
export interface HungUpFact extends FactBase {
  readonly type: "hung-up";
  readonly refused: boolean;
}

export type CallFact =
  | ChannelFact
  | JoinedFact
  | LeftFact
  | GivenUpFact
  | ExitedFact
  | ConnectedFact
  | CompletedFact
  | StageFact
  | FinishedFact
  | HangupRequestedFact
  | HungUpFact;
