/**
 * One contact as a monotone merge of what is known about it. Of each kind of fact
 * the earliest is kept, ties broken by value, and of when it was last seen, missed, back
 * or over the latest, so that any order and any duplication of the same events gives the same contact.
 */
import { type ContactFact, type OpenContact, unreachable } from "./contact-event.ts";
import { COLUMN, type ContactTable } from "./contact-table.ts";
import type { EpochMs } from "./time.ts";

/** Merges one event into its contact's row. */
export function mergeFact(table: ContactTable, row: number, event: ContactFact): void {
  const { at } = event;
  // To miss a contact is not to see it.
  table.keepLatest(row, event.type === "contact.unconfirmed" ? COLUMN.unconfirmedAt : COLUMN.lastSeenAt, at);
  switch (event.type) {
    case "contact.arrived":
      return keepWords(table, row, COLUMN.arrivedAt, at, event.channel, event.entry, event.language ?? null);
    case "contact.blacklisted":
      return table.keepEarliest(row, COLUMN.blacklistedAt, at);
    case "contact.queued":
      return keepWords(table, row, COLUMN.queuedAt, at, event.queue, event.language);
    case "contact.answered":
      if (event.estimated === true) return table.keepEarliest(row, COLUMN.estimatedAnswerAt, at);
      table.keepEarliest(row, COLUMN.answeredAt, at);
      return event.wait === undefined
        ? undefined
        : keepMeasure(table, row, COLUMN.waitMeasuredAt, at, event.wait);
    case "contact.unconfirmed":
      return;
    case "contact.returned":
      return table.keepLatest(row, COLUMN.returnedAt, at);
    case "contact.ended":
      keepWords(table, row, COLUMN.endedAt, at, event.outcome);
      keepLast(table, row, COLUMN.lastEndedAt, at, event.outcome);
      if (event.talk === undefined) return;
      keepMeasure(table, row, COLUMN.talkMeasuredAt, at, event.talk);
      return keepLastMeasure(table, row, COLUMN.lastTalkMeasuredAt, at, event.talk);
    case "contact.corrected":
      keepWords(table, row, COLUMN.correctedAt, at, event.outcome);
      return keepLast(table, row, COLUMN.lastCorrectedAt, at, event.outcome);
    default:
      unreachable(event);
  }
}

/** Merges one line of a listing taken at `at`: proof of life, and estimates where no event told. */
export function mergeListing(table: ContactTable, row: number, open: OpenContact, at: EpochMs): void {
  table.keepLatest(row, COLUMN.lastSeenAt, at);
  // Nobody has been in a phase since after the listing: clocks of the source disagree.
  const since = open.since < at ? open.since : at;
  const language = open.language ?? null;
  keepWords(table, row, COLUMN.listedArrivalAt, since, open.channel, open.entry, language);
  if (open.phase === "welcome") return;
  keepWords(table, row, COLUMN.listedQueueingAt, since, language);
  if (open.phase === "conversation") table.keepEarliest(row, COLUMN.listedAnswerAt, since);
}

/**
 * Keeps the earlier of two facts whose words stand in the columns after `column`;
 * at the same instant the one whose words come first.
 */
function keepWords(
  table: ContactTable,
  row: number,
  column: number,
  at: EpochMs,
  first: string | null,
  second: string | null = null,
  third: string | null = null,
): void {
  const known = table.get(row, column);
  if (known !== null && known < at) return;
  const width = wordsAfter(column);
  if (known === at) {
    const order =
      compareWords(first, table.word(row, column + 1)) ||
      (width > 1 ? compareWords(second, table.word(row, column + 2)) : 0) ||
      (width > 2 ? compareWords(third, table.word(row, column + 3)) : 0);
    if (order >= 0) return;
  }
  table.set(row, column, at);
  table.setWord(row, column + 1, first);
  if (width > 1) table.setWord(row, column + 2, second);
  if (width > 2) table.setWord(row, column + 3, third);
}

/** Keeps the later of two facts whose word stands in the column after `column`; at the same instant the one whose word comes first. */
function keepLast(table: ContactTable, row: number, column: number, at: EpochMs, word: string): void {
  const known = table.get(row, column);
  if (known !== null && known > at) return;
  if (known === at && compareWords(word, table.word(row, column + 1)) >= 0) return;
  table.set(row, column, at);
  table.setWord(row, column + 1, word);
}

/** How many words belong to an instant. */
function wordsAfter(column: number): number {
  if (column === COLUMN.arrivedAt || column === COLUMN.listedArrivalAt) return 3;
  return column === COLUMN.queuedAt ? 2 : 1;
}

/** Keeps the earlier of two measures, and the smaller one of the same instant. */
function keepMeasure(table: ContactTable, row: number, column: number, at: EpochMs, measure: number): void {
  const known = table.get(row, column);
  if (known !== null && known < at) return;
  if (known === at && measure >= (table.get(row, column + 1) ?? Number.POSITIVE_INFINITY)) return;
  table.set(row, column, at);
  table.set(row, column + 1, measure);
}

/** Keeps the later of two measures, and the smaller one of the same instant. */
function keepLastMeasure(
  table: ContactTable,
  row: number,
  column: number,
  at: EpochMs,
  measure: number,
): void {
  const known = table.get(row, column);
  if (known !== null && known > at) return;
  if (known === at && measure >= (table.get(row, column + 1) ?? Number.POSITIVE_INFINITY)) return;
  table.set(row, column, at);
  table.set(row, column + 1, measure);
}

/** No word comes before every word. */
function compareWords(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
