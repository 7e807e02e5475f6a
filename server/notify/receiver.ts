import type { NotificationMessage, Severity } from "#wire/alert.ts";

import type { Attempt } from "./format.ts";
import type { Outcome } from "./outcome.ts";
import type { Locale } from "./words/words.ts";

/** Somebody who is told of alerts, ready to be told. */
export interface Receiver {
  readonly id: string;
  /** As in the configuration. */
  readonly kind: string;
  readonly severities: readonly Severity[];
  /** `null`: the first language of the house. */
  readonly locale: Locale | null;
  /** Changes when the configuration or a secret of the receiver does; tells neither. */
  readonly settings: string;
  /** One attempt. Never rejects; `signal` ends it early. */
  deliver(message: NotificationMessage, attempt: Attempt, signal: AbortSignal): Promise<Outcome>;
}
