import type { DatabaseSync } from "node:sqlite";

import type { Logger } from "#engine/ports.ts";

import { failureOf } from "./sqlite-errors.ts";

const NAME = "damaged-";

/**
 * Tells of batches that are damaged, once for each, and again at every start for as long as they are there: what was
 * to be written to the bus has passed them by then. Answers what to call with the first number of one.
 */
export function openDamageBook(
  database: DatabaseSync,
  file: string,
  logger: Logger | undefined,
): (first: number) => void {
  const remember = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)");
  const told = new Set<number>();
  const tell = (first: number): void => {
    told.add(first);
    logger?.error(
      { file, first },
      "a batch of the journal is damaged: the other nodes do not get its events from here; to begin anew with what they have, stop this node and move the journal and its -wal file away",
    );
  };
  database.exec(
    `DELETE FROM facts WHERE name LIKE '${NAME}%' AND CAST(value AS INTEGER) NOT IN (SELECT first FROM batches)`,
  );
  const known = database.prepare(`SELECT value FROM facts WHERE name LIKE '${NAME}%'`).all();
  for (const { value } of known) tell(Number(value));
  return (first) => {
    if (told.has(first)) return;
    tell(first);
    try {
      remember.run(`${NAME}${first}`, String(first));
    } catch (error) {
      // Then it is told in this run alone.
      const failure = failureOf(error, file);
      if (failure === error) throw error;
    }
  };
}
