/** What a desk may see and do about messages to receivers. Implemented by `notify/`. */
import type { Deliveries, TestResult } from "#wire/deliveries.ts";

/** `unknown`: no such message was given up. `over`: its end was told. `gone`: the receiver takes nothing before a test. */
export type ResendAnswer = "waits" | "unknown" | "over" | "gone";

export interface DeliveryDesk {
  /** Throws `JournalUnavailable`. */
  deliveries(): Deliveries;
  /** Puts a dead message back in line and sends it as soon as its turn comes. Throws `JournalUnavailable`. */
  resend(receiver: string, id: string): ResendAnswer;
  /**
   * Sends a test at once, without the outbox and without retries, after an attempt
   * that is under way. One that is delivered enables a disabled receiver again.
   * `null`: there is no such receiver. `waits`: another one waits already. Never rejects.
   */
  sendTest(receiver: string): Promise<TestResult | "waits" | null>;
}

/** Whether everything between a contact and a message about it works, or a word for what does not. */
export type Freshness = { readonly fresh: true } | { readonly fresh: false; readonly reason: string };
