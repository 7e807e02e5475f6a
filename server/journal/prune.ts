import { setImmediate as nextTurn } from "node:timers/promises";
import type { DatabaseSync } from "node:sqlite";

import type { ContactKey, HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, type EpochMs } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";

import type { Batch, EventLog } from "./event-log.ts";
import { failureOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/** Events looked at in one transaction; between two of them the event loop gets its turn. */
const SLICE = 2_000;

/**
 * Deletes events committed before `before`, in slices of a few milliseconds, except
 * those about contacts that `isOpen` still knows: so a contact goes as a whole when
 * it is over, and a long one keeps its beginning. The time of commit decides, not
 * the time of the event: an event that came late is kept as long as any other, and
 * its id is known for as long as the source might send it again.
 *
 * A batch that is damaged goes whole when it is old enough.
 *
 * Answers how many readable events went. What is deleted stays deleted when a later slice fails
 * or the journal is closed in between.
 */
export async function prune(options: {
  readonly database: DatabaseSync;
  readonly path: string;
  readonly log: EventLog;
  readonly before: EpochMs;
  readonly isOpen: (contact: ContactKey) => boolean;
  readonly logger?: Logger;
}): Promise<number> {
  const { database, path, log, before, isOpen, logger } = options;
  const select = database.prepare(
    `SELECT first, received, crc, body FROM batches
     WHERE received < ? AND (received, first) > (?, ?) ORDER BY received, first`,
  );
  const drop = database.prepare("DELETE FROM batches WHERE first = ?");
  const replace = database.prepare(
    "UPDATE batches SET count = ?, crc = ?, keys = ?, body = ? WHERE first = ?",
  );
  const remember = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('pruned-to', ?)");

  let removed = 0;
  let last: Batch | null = null;
  for (;;) {
    const slice = takeSlice(select.iterate(before, last?.received ?? -1, last?.first ?? -1));
    if (slice.length === 0) return removed;
    const gone: HelplineEvent[] = [];
    let hasDropped = false;
    inTransaction(() => {
      for (const { first, events, damaged } of slice) {
        if (damaged === true) {
          drop.run(first);
          hasDropped = true;
          continue;
        }
        const kept: HelplineEvent[] = [];
        for (const event of events) ("contact" in event && isOpen(event.contact) ? kept : gone).push(event);
        if (kept.length === events.length) continue;
        if (kept.length === 0) drop.run(first);
        else replace.run(...log.columnsOf(kept), first);
      }
      // The newest event may be among them, and its number must not be given again.
      if (gone.length > 0 || hasDropped) remember.run(String(log.lastSeq));
    });
    log.forget(gone);
    removed += gone.length;
    last = slice.at(-1) ?? null;
    await nextTurn();
    if (!database.isOpen) return removed;
  }

  function takeSlice(
    rows: Iterable<Parameters<EventLog["batchOf"]>[0]>,
  ): (Batch & { readonly damaged?: true })[] {
    const slice: (Batch & { readonly damaged?: true })[] = [];
    let events = 0;
    try {
      for (const row of rows) {
        const batch = readable(row);
        slice.push(batch);
        events += batch.events.length;
        if (events >= SLICE) break;
      }
    } catch (error) {
      throw failureOf(error, path);
    }
    return slice;
  }

  /** What cannot be read is old all the same, and must not keep everything after it. */
  function readable(row: Parameters<EventLog["batchOf"]>[0]): Batch & { readonly damaged?: true } {
    try {
      return log.batchOf(row);
    } catch (error) {
      if (!(error instanceof JournalUnusable)) throw error;
      logger?.error(
        { file: path, first: Number(row["first"]) },
        "a damaged batch of the journal was deleted because of its age",
      );
      return {
        first: Number(row["first"]),
        received: epochMs(Number(row["received"])),
        events: [],
        damaged: true,
      };
    }
  }

  function inTransaction(work: () => void): void {
    try {
      database.exec("BEGIN IMMEDIATE");
      work();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw failureOf(error, path);
    }
  }
}
