import { ms } from "#domain/time.ts";

import type { Format } from "./format.ts";
import { type GuardedOptions, guardedRequest } from "./guarded-request.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Receiver } from "./receiver.ts";
import { LONGEST_RETRY_AFTER, retryAfterOf } from "./retry-after.ts";

export interface OverHttpOptions extends GuardedOptions {
  readonly format: Format;
  /** Where a receiver tells in its body how many seconds to wait. */
  readonly retryAfterIn?: (body: string) => number | null;
}

/** Delivers over HTTP: the requests of a message one after another, up to the first that fails. */
export function overHttp(options: OverHttpOptions): Receiver["deliver"] {
  const { format, retryAfterIn } = options;
  return async (message, attempt, signal) => {
    for (const request of format(message, attempt)) {
      const answer = await guardedRequest({ ...request, method: "POST" }, { ...options, signal });
      if (!answer.ok) {
        const { error, isFinal } = answer;
        return isFinal ? { kind: "dead", error } : { kind: "retry", error, after: null };
      }
      const said = retryAfterIn?.(answer.body) ?? null;
      const after =
        said === null
          ? retryAfterOf(answer.retryAfter, attempt.at)
          : ms(Math.min(said * 1_000, LONGEST_RETRY_AFTER));
      const outcome: Outcome = outcomeOf(answer.status, after);
      if (outcome.kind !== "delivered") return outcome;
    }
    return { kind: "delivered" };
  };
}
