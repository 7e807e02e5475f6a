import type { DatabaseSync } from "node:sqlite";

import { ALERT_TABLES } from "./alert-tables.ts";
import { nameOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/**
 * The schema, step by step. Step n brings `user_version` from n to n + 1. A step
 * that has been released is never changed; a new one is added below it.
 *
 * `batches`: one row per commit. `first` is the sequence number of its first event
 * and the others follow; `keys` holds 16 bytes per event (see `event-key.ts`),
 * `body` the events (see `event-codec.ts`), `crc` the CRC-32 of `body`. `origin` is 0
 * for events that this node took in itself, 1 for those that came over the bus.
 */
export const JOURNAL_STEPS: readonly string[] = [
  `
  CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE batches (
    first INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    received INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    keys BLOB NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX batches_by_age ON batches (received);

  CREATE TABLE bookmarks (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  ALERT_TABLES,
  `
  ALTER TABLE batches ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX batches_taken_in ON batches (first) WHERE origin = 0;
  `,
];

/** Brings the schema up to date, each step in a transaction of its own. Never goes back. */
export function migrate(database: DatabaseSync, path: string, steps: readonly string[]): void {
  const versionNow = (): number => Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const version = versionNow();
  if (version > steps.length)
    throw new JournalUnusable(
      "newer-schema",
      `${nameOf(path)} was written by a newer version of this program (schema ${version}, this one knows ${steps.length}): start the newer version, or use another data directory`,
    );
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    database.exec("BEGIN IMMEDIATE");
    // Another process may have taken the step while this one waited.
    const isTaken = versionNow() > index;
    database.exec(isTaken ? "COMMIT" : `${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
