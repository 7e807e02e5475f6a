/** How those who are told of alerts stand, for the desk. No address and no body. */
import type { DeliverySnapshot, Severity } from "./alert.ts";

export interface ReceiverSnapshot {
  readonly receiver: string;
  /** Kind of receiver in the configuration, such as `slack`; `null`: it is not in it any more, and its messages still are. */
  readonly kind: string | null;
  readonly severities: readonly Severity[];
  /** Since when it is sent nothing, because it said that it is gone (410); `null`: it is sent messages. */
  readonly disabledSinceMs: number | null;
  /** Messages that wait, and since when the oldest does; `null`: none. */
  readonly waiting: number;
  readonly waitingSinceMs: number | null;
}

export interface Deliveries {
  readonly receivers: readonly ReceiverSnapshot[];
  /** Newest first, the last 200. */
  readonly deliveries: readonly DeliverySnapshot[];
}

/** What became of a message that was sent to try a receiver. */
export interface TestResult {
  readonly receiver: string;
  readonly delivered: boolean;
  /** As `lastError` of a delivery; `null` when it was delivered. */
  readonly error: string | null;
}
