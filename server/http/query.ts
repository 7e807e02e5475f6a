import type { Request } from "express";

import { JournalUnavailable } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

/** What an address asks for. */
export const queryOf = ({ url }: Request): URLSearchParams => {
  const at = url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
};

/** What is read of the ledger. Throws `ProblemError` while it cannot be. */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JournalUnavailable)
      throw new ProblemError("ledger-unavailable", { retryAfterSeconds: 5 });
    throw error;
  }
}
