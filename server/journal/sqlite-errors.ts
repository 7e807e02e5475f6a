import path from "node:path";

import { JournalUnavailable } from "#engine/ports.ts";

import { JournalUnusable } from "./unusable.ts";

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const TOO_BIG = 18;
const CONSTRAINT = 19;
const MISMATCH = 20;
const NOT_A_DATABASE = 26;

/** What may pass by itself: the disk is full, read-only or failing, or memory ran out. */
const PASSING = new Map<number, string>([
  [BUSY, "it is locked"],
  [LOCKED, "it is locked"],
  [7, "memory ran out"],
  [3, "permission was denied"],
  [8, "it is read-only"],
  [10, "the disk reports an error"],
  [13, "the disk is full"],
  [14, "a file of it cannot be opened"],
]);

export const LEDGER_FILE = "ledger.sqlite";

/** What to do when a file is damaged, where it is not as with the journal: of accounts there is no other copy. */
const ADVICE: Readonly<Record<string, string>> = {
  [LEDGER_FILE]:
    "put a backup in its place, or move it and its -wal file away, start again and import the history (npm run import)",
  "access.sqlite":
    "put a backup in its place; without one move it and its -wal file away, keep them for what the audit log held, start again, invite everybody anew (npm run admin) and pair the screens anew",
};
const ADVICE_OF_JOURNAL =
  "move it and its -wal file away and start again (sources deliver again what they still hold), or put a backup in its place";

/** What people call the file, and where it is: `the journal /data/journal.sqlite`. */
export const nameOf = (file: string): string => `the ${path.basename(file, ".sqlite")} ${file}`;

/** The primary result code, or null for an error that SQLite did not raise. */
function resultCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode & 0xff : null;
}

/** Whether what was to be written does not fit the table: a row twice, a number that is none. */
export function isRefused(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === TOO_BIG || code === CONSTRAINT || code === MISMATCH;
}

/** What to throw for a failed read or write of an open journal. An error SQLite did not raise is a bug and stays as it is. */
export function failureOf(error: unknown, file: string): unknown {
  const code = resultCodeOf(error);
  if (code === null) return error;
  if (code === CORRUPT || code === NOT_A_DATABASE) return corrupt(file, error);
  const reason = PASSING.get(code);
  if (reason === undefined) return error;
  return new JournalUnavailable(`${nameOf(file)} cannot be used at present: ${reason}`, { cause: error });
}

/** What to throw for a journal that could not be opened. */
export function openFailureOf(error: unknown, file: string): unknown {
  const code = resultCodeOf(error);
  if (code === BUSY || code === LOCKED)
    return new JournalUnusable(
      "already-open",
      `${nameOf(file)} is open in another process: stop that one first, or give this one a data directory of its own`,
      { cause: error },
    );
  const reason = code === null ? undefined : PASSING.get(code);
  if (reason !== undefined)
    return new JournalUnusable(
      "unreachable",
      `${nameOf(file)} cannot be opened: ${reason}; the process needs a data directory it may read and write, with room on the disk`,
      { cause: error },
    );
  return failureOf(error, file);
}

/** The file is damaged: nothing in it can be trusted. */
export const corrupt = (file: string, cause?: unknown): JournalUnusable =>
  new JournalUnusable(
    "corrupt",
    `${nameOf(file)} is damaged: ${ADVICE[path.basename(file)] ?? ADVICE_OF_JOURNAL}`,
    { cause },
  );
