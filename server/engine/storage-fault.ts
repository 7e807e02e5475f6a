/** By name, because the adapter has one of its own for files that are damaged. */
const FAULTS: ReadonlySet<string> = new Set(["JournalUnavailable", "JournalUnusable"]);

/**
 * Why the journal or the ledger could not be read or written, for a log. What is no such
 * fault is a bug of ours: it is thrown on, and ends the process.
 */
export function storageFaultOf(error: unknown): { readonly reason: string } {
  if (error instanceof Error && FAULTS.has(error.name)) return { reason: error.name };
  throw error;
}
