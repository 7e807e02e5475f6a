/** How a contact ended by what is told of its end, and whether it is over at all. */
import { type Outcome, OUTCOMES } from "./contact-event.ts";
import { COLUMN, type ContactTable } from "./contact-table.ts";
import { type DurationMs, type EpochMs, ms } from "./time.ts";

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
  const holds = (column: number): boolean => isInForce(table, row, column);
  const ended = [COLUMN.endedAt, COLUMN.lastEndedAt].find(holds);
  const corrected = [COLUMN.correctedAt, COLUMN.lastCorrectedAt].find(holds);
  const [timed, named] = [ended ?? corrected, corrected ?? ended];
  if (timed === undefined || named === undefined) return null;
  const at = table.at(row, timed);
  const word = table.word(row, named + 1);
  const outcome = OUTCOMES.find((one) => one === word);
  return at === null || outcome === undefined ? null : { at, outcome };
}

/** Talk time that its source measured, of an end that counts; `null`: of none. */
export function measuredTalkOf(table: ContactTable, row: number): DurationMs | null {
  const column = [COLUMN.talkMeasuredAt, COLUMN.lastTalkMeasuredAt].find((one) => isInForce(table, row, one));
  const talk = column === undefined ? null : table.get(row, column + 1);
  return talk === null ? null : ms(talk);
}

/** What was told at the instant of the column is not void: it did not come back after it. */
function isInForce(table: ContactTable, row: number, column: number): boolean {
  const at = table.at(row, column);
  const returnedAt = table.at(row, COLUMN.returnedAt);
  return at !== null && (returnedAt === null || at > returnedAt);
}
