import { statSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { openDatabase } from "#journal/database.ts";

/** "VDTA": marks the file as one of this program. */
const APPLICATION_ID = 0x56445441;

export const ACCESS_FILE = "access.sqlite";

/** Whether the file is there and holds nothing, as none is that a server has opened: whatever it held is lost. */
export function isEmptied(directory: string): boolean {
  const status = statSync(path.join(directory, ACCESS_FILE), { throwIfNoEntry: false });
  return status?.isFile() === true && status.size === 0;
}

/**
 * Of secrets only hashes are here: SHA-256 of what has 256 random bits, Argon2id of passwords.
 * `totp` is a secret in the clear, because codes are made from it; the file is its owner's alone.
 *
 * `audit`: append-only. A row that is there cannot be changed, and none goes before it is a year old.
 * `audit_base`: where the chain begins, since older rows went. `audit_head`: where it ends, so that
 * rows that were cut off at the end are missed.
 *
 * `version`: when the row was changed, in milliseconds, and later than before in any case: of two nodes'
 * rows the higher one counts, see `merge-rows.ts`. `seed`: what the next secret of a screen is made of,
 * beside the present one. `former_seed`: what the present one was made of, beside the one before. `gone`: what was ended or removed, with the last version that it may have had.
 *
 * `tokens`: what the audit log last told of the tokens of the configuration: names, the first digits of their hashes, the last day.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    began INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE screens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    previous BLOB UNIQUE,
    confirmed INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    paired INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE accounts (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    created INTEGER NOT NULL,
    password TEXT,
    totp BLOB,
    last_step INTEGER NOT NULL,
    setup BLOB,
    setup_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    deed TEXT NOT NULL,
    target TEXT NOT NULL,
    address TEXT NOT NULL,
    result TEXT NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE audit_base (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE TABLE audit_head (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
  INSERT INTO audit_base VALUES (1, 0, zeroblob(32));
  INSERT INTO audit_head VALUES (1, 0, zeroblob(32));
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
  END;
  CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  WHEN OLD.at > (SELECT MAX(at) FROM audit) - 31536000000
  BEGIN
    SELECT RAISE(ABORT, 'the audit log is kept for a year');
  END;
  `,
  `
  ALTER TABLE screens ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE screens ADD COLUMN seed BLOB NOT NULL DEFAULT x'';
  UPDATE screens SET version = issued, seed = randomblob(32);
  ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  UPDATE accounts SET version = created;
  CREATE TABLE gone (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  `,
  // A row of a clock that ran ahead is no measure, and rows go from the beginning alone.
  `
  DROP TRIGGER audit_is_kept;
  CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  WHEN OLD.at > (SELECT at FROM audit ORDER BY seq DESC LIMIT 1) - 31536000000
    OR EXISTS (SELECT 1 FROM audit WHERE seq < OLD.seq)
  BEGIN
    SELECT RAISE(ABORT, 'the audit log is kept for a year');
  END;
  `,
  `
  ALTER TABLE screens ADD COLUMN former_seed BLOB NOT NULL DEFAULT x'';
  `,
  `
  CREATE TABLE tokens (
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    expires TEXT,
    ended INTEGER NOT NULL,
    PRIMARY KEY (name, prefix)
  ) STRICT, WITHOUT ROWID;
  `,
  // The row of pruning itself is no measure: it is written first, by a clock that may be wrong.
  `
  DROP TRIGGER audit_is_kept;
  CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  WHEN OLD.at > COALESCE((SELECT at FROM audit WHERE deed <> 'audit.prune' ORDER BY seq DESC LIMIT 1), 0) - 31536000000
    OR EXISTS (SELECT 1 FROM audit WHERE seq < OLD.seq)
  BEGIN
    SELECT RAISE(ABORT, 'the audit log is kept for a year');
  END;
  `,
];

/** The file of access cannot be read or written at present. */
export class AccessUnavailable extends Error {
  override readonly name = "AccessUnavailable";
}

/**
 * For what is written beside reading, such as that somebody was seen: when the file cannot be written at
 * present, whoever is known comes in all the same. Returns whether it was written.
 */
export function whereWritable(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (!(error instanceof AccessUnavailable)) throw error;
    return false;
  }
}

/** What nodes have the same rows of. */
export type SharedKind = "account" | "session" | "screen";

/** `access.sqlite`: accounts, sessions, paired screens and the audit log. Commands open it beside the server. */
export interface AccessDatabase {
  /** Throws `AccessUnavailable`. */
  run<T>(work: (database: DatabaseSync) => T): T;
  /** All of it or nothing. Throws `AccessUnavailable`. */
  transaction<T>(work: (database: DatabaseSync) => T): T;
  /** To be called when this process has made, changed or removed a row. */
  changed(kind: SharedKind, id: string): void;
  /** Hears of such rows. Returns unsubscribe. */
  onChanged(listener: (kind: SharedKind, id: string) => void): () => void;
  close(): void;
}

/** Throws `JournalUnusable` when the file is damaged, newer or somebody else's. */
export function openAccessDatabase(directory: string): AccessDatabase {
  const database = openDatabase({
    directory,
    path: path.join(directory, ACCESS_FILE),
    applicationId: APPLICATION_ID,
    steps: STEPS,
    access: "together",
  });
  const run = <T>(work: (database: DatabaseSync) => T): T => {
    try {
      return work(database);
    } catch (error) {
      if (isOfSqlite(error))
        throw new AccessUnavailable("the file of access cannot be used at present", { cause: error });
      throw error;
    }
  };
  const listeners = new Set<(kind: SharedKind, id: string) => void>();
  return {
    run,
    changed: (kind, id) => listeners.forEach((listener) => listener(kind, id)),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    transaction: (work) =>
      run(() => {
        database.exec("BEGIN IMMEDIATE");
        try {
          const result = work(database);
          database.exec("COMMIT");
          return result;
        } catch (error) {
          if (database.isTransaction) database.exec("ROLLBACK");
          throw error;
        }
      }),
    close: () => database.close(),
  };
}

const isOfSqlite = (error: unknown): boolean => error instanceof Error && "errcode" in error;
