import { JournalUnavailable } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

/** What needs the journal: while it can neither read nor write, whoever asks is told when to ask again. */
export function withJournal<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof JournalUnavailable)
      throw new ProblemError("journal-unavailable", { retryAfterSeconds: 5 });
    throw error;
  }
}
