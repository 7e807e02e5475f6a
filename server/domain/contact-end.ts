/** How a contact ended by what is told of its end, and whether it is over at all. */
import { type Outcome, OUTCOMES } from "./contact-event.ts";
import { COLUMN, type ContactTable } from "./contact-table.ts";
import type { EpochMs } from "./time.ts";

export interface ContactEnd {
  readonly at: EpochMs;
  readonly outcome: Outcome;
}

/**
 * The end that its own events tell; `null`: none does, or it came back after every one. Of ends, and of
 * corrections, the earliest counts, and once the contact has come back after it the last. A correction
 * tells the outcome, an end the instant.
 */
export function endOf(table: ContactTable, row: number): ContactEnd | null {
  const returnedAt = table.at(row, COLUMN.returnedAt);
  const holds = (column: number): boolean => {
    const at = table.at(row, column);
    return at !== null && (returnedAt === null || at > returnedAt);
  };
  const ended = [COLUMN.endedAt, COLUMN.lastEndedAt].find(holds);
  const corrected = [COLUMN.correctedAt, COLUMN.lastCorrectedAt].find(holds);
  const [timed, named] = [ended ?? corrected, corrected ?? ended];
  if (timed === undefined || named === undefined) return null;
  const at = table.at(row, timed);
  const word = table.word(row, named + 1);
  const outcome = OUTCOMES.find((one) => one === word);
  return at === null || outcome === undefined ? null : { at, outcome };
}
