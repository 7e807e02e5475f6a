import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

import type { ContactKey } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { AlertStore, Outbox } from "#engine/alert-ports.ts";
import type { BusJournal } from "#engine/bus-ports.ts";
import type { Bookmarks, Checkpoints, Journal, Logger, Probe } from "#engine/ports.ts";
import type { JournalSize } from "#engine/system-status.ts";

import { AlertTable } from "./alert-store.ts";
import { CHECKPOINT_FILE, CheckpointFile } from "./checkpoint-file.ts";
import { openDamageBook } from "./damage-book.ts";
import { openDatabase } from "./database.ts";
import { assertKind, factsOf, type JournalKind } from "./facts.ts";
import { EventLog } from "./event-log.ts";
import { JOURNAL_STEPS } from "./migrations.ts";
import { OutboxTable } from "./outbox.ts";
import { prune } from "./prune.ts";
import { failureOf, openFailureOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/** "VDTA": marks the file as a journal of this program. */
const APPLICATION_ID = 0x56445441;

export interface JournalOptions {
  /** Made when it does not exist, for the owner alone. The journal is `journal.sqlite` in it. */
  readonly directory: string;
  readonly kind: JournalKind;
  readonly logger?: Logger;
  /** The file may not grow beyond this; at the limit the journal is unavailable until events were pruned. No limit by default. */
  readonly maxBytes?: number;
}

export interface OpenJournal extends Journal, Probe, Bookmarks, Checkpoints, BusJournal {
  /**
   * Deletes events committed before `before`, except those of contacts that are still
   * open; ids of deleted events count as new again. Answers how many went.
   */
  prune(before: EpochMs, isOpen?: (contact: ContactKey) => boolean): Promise<number>;
  /** Alerts and the messages about them, beside the events. */
  readonly alerts: AlertStore;
  /** The same messages as those see them who deliver. */
  readonly outbox: Outbox;
  /** How large the file is, and when something was committed last. Throws `JournalUnavailable`. */
  size(): JournalSize;
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
    applicationId: APPLICATION_ID,
    steps: JOURNAL_STEPS,
    access: "alone",
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  try {
    if (!isBegun(database) && existsSync(path.join(options.directory, CHECKPOINT_FILE))) throw lost(file);
    const facts = factsOf(database);
    assertKind(facts, options.kind, file);
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
  const log = new EventLog(database, file, openDamageBook(database, file, options.logger));
  const checkpoint = new CheckpointFile(options.directory, identity);
  const readBookmark = database.prepare("SELECT value FROM bookmarks WHERE name = ?");
  const writeBookmark = database.prepare("INSERT OR REPLACE INTO bookmarks (name, value) VALUES (?, ?)");
  const touch = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('probed', '')");
  const readPages = database.prepare(
    "SELECT page_count AS count, page_size AS size FROM pragma_page_count, pragma_page_size",
  );
  const readLast = database.prepare("SELECT max(received) AS received FROM batches");
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw failureOf(error, file);
    }
  };

  return {
    identity: Buffer.from(identity).toString("hex"),
    get lastSeq() {
      return log.lastSeq;
    },
    append: (events, received) => log.append(events, received),
    appendFromBus: (events, received, { name, value }) =>
      log.appendFromBus(events, received, () => void writeBookmark.run(name, value)),
    batchesAfter: (seq, most, own) => log.batchesAfter(seq, most, own),
    replay: (afterSeq = 0) => log.replay(afterSeq),

    read(name) {
      const value = guard(() => readBookmark.get(name)?.["value"]);
      return typeof value === "string" ? value : null;
    },
    write(name, value) {
      guard(() => writeBookmark.run(name, value));
    },

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
    size() {
      const pages = guard(() => readPages.get());
      const last = guard(() => readLast.get()?.["received"]);
      return {
        bytes: Number(pages?.["count"]) * Number(pages?.["size"]),
        lastCommit: typeof last === "number" ? epochMs(last) : null,
      };
    },
    alerts: new AlertTable(database, file),
    outbox: new OutboxTable(database, file),
    clear() {
      checkpoint.remove();
      log.clear();
      guard(() => database.exec("DELETE FROM alerts; DELETE FROM outbox"));
    },
    close() {
      if (database.isOpen) database.close();
    },
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
