/** What became of questions to the bus. */
import { storageFaultOf } from "#engine/storage-fault.ts";

import { BusUnavailable, isRefusal } from "./guarded-redis.ts";

/** The answers of a pipeline, in order. Throws the first refusal, or `BusUnavailable`. */
export function answersOf(replies: [error: Error | null, answer: unknown][] | null): readonly unknown[] {
  if (replies === null) throw new BusUnavailable("no answer");
  return replies.map(([error, answer]) => {
    if (error === null) return answer;
    throw isRefusal(error) ? error : new BusUnavailable("no answer", { cause: error });
  });
}

/** The server may refuse, and the connection may be lost; anything else is a fault of ours. */
export const isExpected = (error: unknown): boolean => error instanceof BusUnavailable || isRefusal(error);

export function ignoreExpected(error: unknown): void {
  if (!isExpected(error)) throw error;
}

/** Why the journal or the ledger could not be read or written, and what to do about it, for a log. Throws what is a fault of ours. */
export const storageTroubleOf = (error: unknown): { readonly reason: string; readonly fault: string } => ({
  ...storageFaultOf(error),
  fault: error instanceof Error ? error.message : "",
});

/** The first word of a refusal, such as OOM or NOPERM: never the whole, which could hold what was sent. */
export function wordOf(error: unknown): string {
  if (isRefusal(error)) return /^[A-Z]+/.exec(error.message)?.[0] ?? "refused";
  return error instanceof Error ? error.name : "unknown";
}
