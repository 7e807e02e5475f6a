import type { HelplineEvent } from "#domain/contact-event.ts";

export const REFUSAL_REASONS = [
  "not-json",
  "not-an-object",
  "missing",
  "unknown-field",
  "wrong-type",
  "empty",
  "too-long",
  "too-large",
  "out-of-range",
  "not-an-instant",
  "not-allowed",
  "not-configured",
  "foreign-source",
  "too-late",
] as const;
/** Why an event is refused, for programs; `docs/errors.md` explains each. Never holds a value. */
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  readonly ok: false;
  /** JSONPath from the event, such as `$.data.queue`. An unknown field is told by the object it stands in. */
  readonly path: string;
  readonly reason: RefusalReason;
}

export type Decoded = { readonly ok: true; readonly event: HelplineEvent } | Refusal;

export const refuse = (path: string, reason: RefusalReason): Refusal => ({ ok: false, path, reason });

export const accept = (event: HelplineEvent): Decoded => ({ ok: true, event });
