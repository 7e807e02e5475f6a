import type { AlertReason, NotificationCause, Severity } from "#wire/alert.ts";

import type { Figures } from "../figures.ts";
import { en } from "./en.ts";
import { it } from "./it.ts";

export type Locale = "it" | "en";

/** What a language must have to tell of alerts. A text that is missing does not compile. */
export interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  /** Put after the severity; empty for what is new. */
  readonly cause: Readonly<Record<Exclude<NotificationCause, "resolved">, string>>;
  /** Stands in the place of the severity of what is over. */
  readonly resolved: string;
  /** What it is about, in two or three words. */
  readonly title: Readonly<Record<AlertReason["kind"], string>>;
  readonly channel: Readonly<Record<"phone" | "chat" | "both", string>>;
  /** Stands before every title of an invented house. */
  readonly simulated: string;
  /** Last line for the same. */
  readonly simulatedNote: string;
  readonly acknowledged: string;
  readonly delayed: string;
  /** When what is told was so. */
  readonly writtenAt: (time: string) => string;
  readonly test: string;
  /** Why, in one sentence. */
  sentence(reason: AlertReason, figures: Figures): string;
  /** Before how long an answer had to come. */
  within(length: string): string;
  /** From when to when something was so. */
  span(from: string, to: string, length: string): string;
}

export const WORDS: Readonly<Record<Locale, Words>> = { it, en };
