import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

import type { ContactKey } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { Bookmarks, Checkpoints, HourCounts, Journal, Logger, Probe } from "#engine/ports.ts";

import { CHECKPOINT_FILE, CheckpointFile } from "./checkpoint-file.ts";
import { openDatabase } from "./database.ts";
import { EventLog } from "./event-log.ts";
import { HourCountsTable } from "./hour-counts.ts";
import { prune } from "./prune.ts";
import { failureOf, openFailureOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/** Simulated and real events never share a journal. */
export type JournalKind = "simulated" | "real";

export interface JournalOptions {
  /** Made when it does not exist, for the owner alone. The journal is `journal.sqlite` in it. */
  readonly directory: string;
  readonly kind: JournalKind;
  readonly logger?: Logger;
  /** The file may not grow beyond this; at the limit the journal is unavailable until events were pruned. No limit by default. */
  readonly maxBytes?: number;
}

export interface OpenJournal extends Journal, Probe, Bookmarks, HourCounts, Checkpoints {
  /**
   * Deletes events committed before `before`, except those of contacts that are still
   * open; ids of deleted events count as new again. Answers how many went.
   */
  prune(before: EpochMs, isOpen?: (contact: ContactKey) => boolean): Promise<number>;
  /** Deletes everything, the checkpoint too: for a simulation that begins anew. */
  clear(): void;
  close(): void;
}

/** Opens the journal in `directory` for this process alone. Throws `JournalUnusable`. */
export function openJournal(options: JournalOptions): OpenJournal {
  const file = path.join(options.directory, "journal.sqlite");
  const database = openDatabase({
    directory: options.directory,
    path: file,
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  try {
    if (!isBegun(database) && existsSync(path.join(options.directory, CHECKPOINT_FILE))) throw lost(file);
    const facts = factsOf(database);
    if (facts("kind", options.kind) !== options.kind) throw otherKind(file, options.kind);
    const identity = Buffer.from(facts("identity", randomUUID().replaceAll("-", "")), "hex");
    return build(options, file, database, identity);
  } catch (error) {
    database.close();
    throw openFailureOf(error, file);
  }
}

function build(
  options: JournalOptions,
  file: string,
  database: DatabaseSync,
  identity: Uint8Array,
): OpenJournal {
  const log = new EventLog(database, file);
  const hourCounts = new HourCountsTable(database, file);
  const checkpoint = new CheckpointFile(options.directory, identity);
  const readBookmark = database.prepare("SELECT value FROM bookmarks WHERE name = ?");
  const writeBookmark = database.prepare("INSERT OR REPLACE INTO bookmarks (name, value) VALUES (?, ?)");
  const touch = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('probed', '')");
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw failureOf(error, file);
    }
  };

  return {
    get lastSeq() {
      return log.lastSeq;
    },
    append: (events, received) => log.append(events, received),
    replay: (afterSeq = 0) => log.replay(afterSeq),

    read(name) {
      const value = guard(() => readBookmark.get(name)?.["value"]);
      return typeof value === "string" ? value : null;
    },
    write(name, value) {
      guard(() => writeBookmark.run(name, value));
    },

    replaceHourCounts: (from, to, rows) => hourCounts.replace(from, to, rows),
    readHourCounts: (from, to) => hourCounts.read(from, to),

    saveCheckpoint(upToSeq, bytes) {
      try {
        checkpoint.save({ upToSeq, bytes });
        return true;
      } catch {
        options.logger?.warn({ file }, "the checkpoint was not saved: the next start replays the journal");
        return false;
      }
    },
    loadCheckpoint() {
      const loaded = checkpoint.load();
      // A journal put back from a backup may end before the checkpoint does.
      return loaded !== null && loaded.upToSeq <= log.lastSeq ? loaded : null;
    },

    probe() {
      try {
        touch.run();
        return true;
      } catch {
        return false;
      }
    },
    prune: (before, isOpen = () => false) =>
      prune({
        database,
        path: file,
        log,
        before,
        isOpen,
        ...(options.logger === undefined ? {} : { logger: options.logger }),
      }),
    clear() {
      checkpoint.remove();
      log.clear();
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
}

/** Reads a fact about the journal, and writes `first` when there is none yet. */
function factsOf(database: DatabaseSync): (name: string, first: string) => string {
  const write = database.prepare("INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const read = database.prepare("SELECT value FROM facts WHERE name = ?");
  return (name, first) => {
    write.run(name, first);
    return String(read.get(name)?.["value"]);
  };
}

/** Whether this journal was ever opened before. */
const isBegun = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM facts WHERE name = 'identity'").get() !== undefined;

const lost = (file: string): JournalUnusable =>
  new JournalUnusable(
    "lost",
    `the journal ${file} is empty, but a board saved from it lies beside it: put the journal back from a backup, or delete ${CHECKPOINT_FILE} to begin anew`,
  );

const otherKind = (file: string, kind: JournalKind): JournalUnusable =>
  new JournalUnusable(
    "other-kind",
    kind === "real"
      ? `the journal ${file} holds simulated events and the configuration names real sources: use another data directory`
      : `the journal ${file} holds real events and the configuration asks for a simulation: use another data directory`,
  );
