import type { DurationMs } from "#domain/time.ts";

/** What became of an attempt. `error` is a word or an HTTP status, never anything that the other side wrote. */
export type Outcome =
  /** `partly`: some of those whom it reaches refused it for good, or for too long. */
  | { readonly kind: "delivered"; readonly partly?: string }
  /** It may succeed later, not before `after` when the receiver says so. */
  | { readonly kind: "retry"; readonly error: string; readonly after: DurationMs | null }
  /** It would fail in the same way again. */
  | { readonly kind: "dead"; readonly error: string }
  /** The receiver wants no more messages. */
  | { readonly kind: "gone"; readonly error: string };

/** Statuses that ask for another attempt, besides 5xx. */
const AGAIN = new Set([408, 425, 429]);

/** What an HTTP status means. Only 2xx is a success; a redirect is not followed, because it may lead anywhere. */
export function outcomeOf(status: number, after: DurationMs | null): Outcome {
  const error = `http-${status}`;
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone", error };
  if (AGAIN.has(status) || status >= 500) return { kind: "retry", error, after };
  return { kind: "dead", error };
}
