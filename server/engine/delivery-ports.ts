/** What a desk may see and do about messages to receivers. Implemented by `notify/`. */
import type { Deliveries, TestResult } from "#wire/deliveries.ts";

export interface DeliveryDesk {
  /** Throws `JournalUnavailable`. */
  deliveries(): Deliveries;
  /** Puts a dead message back in line and sends it as soon as its turn comes. False: there is no such message. Throws `JournalUnavailable`. */
  resend(receiver: string, id: string): boolean;
  /**
   * Sends a test at once, without the outbox and without retries, after an attempt
   * that is under way. One that is delivered enables a disabled receiver again.
   * `null`: there is no such receiver. Never rejects.
   */
  sendTest(receiver: string): Promise<TestResult | null>;
}

/** Whether everything between a contact and a message about it works, or a word for what does not. */
export type Freshness = { readonly fresh: true } | { readonly fresh: false; readonly reason: string };
