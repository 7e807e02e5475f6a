import { chmodSync, closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

import { makeDirectory } from "./make-directory.ts";
import { migrate } from "./migrations.ts";
import { openFailureOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/** The log is folded into the database every 16 MiB: a longer log makes the pause longer, a shorter one writes more. */
const LOG_PAGES = 4_096;
const CACHE_KIB = 16_384;

export interface DatabaseOptions {
  readonly directory: string;
  readonly path: string;
  /** Marks the file as one of this program. */
  readonly applicationId: number;
  /** Its schema, step by step. */
  readonly steps: readonly string[];
  /** `alone`: no other process may open it. `together`: others may; a write waits for theirs, `BUSY_MS` at most. */
  readonly access: "alone" | "together";
  readonly maxBytes?: number;
}

/** Longer than a write of another process takes; the event loop stands still meanwhile. */
const BUSY_MS = 2_000;

/**
 * Opens a database, makes it when there is none, and brings its schema up to
 * date. Where it is for one process alone, SQLite's own lock keeps every other out
 * until this one closes it or ends, however it ends. Throws `JournalUnusable`.
 */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const { directory, path } = options;
  makeFile(directory, path);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    // The lock mode comes first: a database that enters WAL mode with it needs no shared memory file.
    if (options.access === "alone") database.exec("PRAGMA locking_mode = EXCLUSIVE");
    else database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    const isNew = Number(database.prepare("PRAGMA schema_version").get()?.["schema_version"]) === 0;
    if (isNew) database.exec(`PRAGMA application_id = ${options.applicationId}`);
    const mark = database.prepare("PRAGMA application_id").get()?.["application_id"];
    if (mark !== options.applicationId)
      throw new JournalUnusable(
        "not-a-journal",
        `${path} is a database of another program: use another data directory`,
      );
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${LOG_PAGES}; PRAGMA journal_size_limit = ${LOG_PAGES * 4_096}`,
    );
    migrate(database, path, options.steps);
    if (options.maxBytes !== undefined) limitSize(database, options.maxBytes);
    return database;
  } catch (error) {
    database?.close();
    throw openFailureOf(error, path);
  }
}

/** Nobody but the owner may read the files; SQLite gives its log the mode of the database. */
function makeFile(directory: string, path: string): void {
  try {
    makeDirectory(directory);
    // An existing file is not opened here: closing it would drop the lock that this process may hold on it.
    if (existsSync(path)) chmodSync(path, 0o600);
    else closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    throw new JournalUnusable(
      "unreachable",
      `the data directory ${directory} cannot be used: it must be a directory that the process may read and write`,
      { cause: error },
    );
  }
}

function limitSize(database: DatabaseSync, maxBytes: number): void {
  const pageSize = Number(database.prepare("PRAGMA page_size").get()?.["page_size"]);
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}
