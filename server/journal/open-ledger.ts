import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

import type { LedgerCell } from "#domain/ledger-cell.ts";
import { epochMs } from "#domain/time.ts";
import { LedgerPageRefused, type SharedLedger } from "#engine/bus-ports.ts";
import type { JournalMark, LedgerStore } from "#engine/ports.ts";

import { openDatabase } from "./database.ts";
import { assertKind, factsOf, type JournalKind } from "./facts.ts";
import {
  ARRIVALS,
  arrivalsOf,
  cellOf,
  hourStateOf,
  QUEUED,
  stepsOf,
  stepValuesOf,
  valuesOf,
} from "./ledger-codec.ts";
import { LEDGER_STEPS } from "./ledger-migrations.ts";
import { sharedHoursOf } from "./shared-hours.ts";
import { corrupt, failureOf, isRefused, LEDGER_FILE, openFailureOf } from "./sqlite-errors.ts";

/** "VDTL": marks the file as a ledger of this program. */
const APPLICATION_ID = 0x5644544c;

export interface OpenLedger extends LedgerStore, SharedLedger {
  /** Deletes everything: for a simulation that begins anew. */
  clear(): void;
  close(): void;
}

/**
 * Opens `ledger.sqlite` in `directory`, beside whatever other process has it open.
 * Throws `JournalUnusable`.
 */
export function openLedger(options: { readonly directory: string; readonly kind: JournalKind }): OpenLedger {
  const file = path.join(options.directory, LEDGER_FILE);
  const database = openDatabase({
    directory: options.directory,
    path: file,
    applicationId: APPLICATION_ID,
    steps: LEDGER_STEPS,
    access: "together",
  });
  try {
    assertKind(factsOf(database), options.kind, file);
    return build(database, file);
  } catch (error) {
    database.close();
    throw openFailureOf(error, file);
  }
}

function build(database: DatabaseSync, file: string): OpenLedger {
  const note = database.prepare(
    "INSERT INTO hours VALUES (?, ?, 'heard', 'arrivals') ON CONFLICT DO NOTHING",
  );
  const insertCell = database.prepare("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const setState = database.prepare("INSERT OR REPLACE INTO hours VALUES (?, ?, ?, ?)");
  const isImported = database.prepare(
    "SELECT 1 FROM hours WHERE hour = ? AND source = ? AND state = 'imported'",
  );
  const markClosed = database.prepare(
    "UPDATE hours SET state = 'closed' WHERE hour >= ? AND hour < ? AND state = 'heard'",
  );
  const dropHour = database.prepare("DELETE FROM cells WHERE hour = ? AND source = ?");
  const selectCells = database.prepare(
    `SELECT * FROM cells WHERE hour >= ? AND hour < ?
     ORDER BY hour, source, channel, language, entry, outcome`,
  );
  const selectHours = database.prepare(
    "SELECT hour, source, state FROM hours WHERE hour >= ? AND hour < ? ORDER BY hour, source",
  );
  const selectArrivals = database.prepare(
    `SELECT hours.hour, hours.source, state, tells, channel, sum(count) AS count
     FROM hours LEFT JOIN cells ON cells.hour = hours.hour AND cells.source = hours.source
       AND outcome <> 'blacklisted' AND outcome NOT LIKE 'outbound:%'
     WHERE hours.hour >= ? AND hours.hour < ? AND state <> 'heard'
     GROUP BY hours.hour, hours.source, channel ORDER BY hours.hour`,
  );
  const replaceSteps = database.prepare("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)");
  const dropSteps = database.prepare("DELETE FROM steps WHERE day < ?");
  const selectSteps = database.prepare(
    "SELECT day, channel, counts, known FROM steps WHERE day >= ? AND day < ? ORDER BY day, channel",
  );
  const selectAny = database.prepare("SELECT 1 FROM hours WHERE hour >= ? AND hour < ? LIMIT 1");
  const selectFirst = database.prepare("SELECT min(hour) AS first FROM hours");
  const selectFact = database.prepare("SELECT value FROM facts WHERE name = ?");
  const writeFact = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)");

  const shared = sharedHoursOf(database, file);

  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw failureOf(error, file);
    }
  };
  const inTransaction = (work: () => void): void =>
    guard(() => {
      database.exec("BEGIN IMMEDIATE");
      work();
      database.exec("COMMIT");
    });
  const remember = ({ journal, seq }: JournalMark): void => {
    writeFact.run("closed-by", journal);
    writeFact.run("closed-at-seq", String(seq));
  };
  const insert = (cells: readonly LedgerCell[]): void => {
    for (const cell of cells) insertCell.run(...valuesOf(cell));
  };

  return {
    noteHeard: (source, hour) => guard(() => void note.run(hour, source)),

    closeHours: ({ from, to }, cells, by) =>
      inTransaction(() => {
        const ours = cells.filter(({ hour, source }) => isImported.get(hour, source) === undefined);
        for (const { hour, source } of ours) dropHour.run(hour, source);
        insert(ours);
        for (const { hour, source } of ours) setState.run(hour, source, "closed", ARRIVALS);
        markClosed.run(from, to);
        remember(by);
      }),

    importHours: ({ source, hours, cells, queuedOnly }) =>
      inTransaction(() => {
        for (const hour of hours) {
          dropHour.run(hour, source);
          setState.run(hour, source, "imported", queuedOnly?.has(hour) === true ? QUEUED : ARRIVALS);
        }
        insert(cells);
      }),

    // Both as of one moment: an import must not commit in between.
    readHours: ({ from, to }) =>
      guard(() => {
        database.exec("BEGIN");
        const cells = selectCells.all(from, to).map((row) => cellOf(row) ?? damaged(file));
        const hours = selectHours.all(from, to).map((row) => ({
          hour: epochMs(Number(row["hour"])),
          source: String(row["source"]),
          state: hourStateOf(row["state"]) ?? damaged(file),
        }));
        database.exec("COMMIT");
        return { cells, hours };
      }),

    readArrivals: ({ from, to }) =>
      guard(() => selectArrivals.all(from, to).map((row) => arrivalsOf(row) ?? damaged(file))),

    saveSteps: (steps) => guard(() => void replaceSteps.run(...stepValuesOf(steps))),

    readSteps: ({ from, to }) =>
      guard(() => selectSteps.all(from, to).map((row) => stepsOf(row) ?? damaged(file))),

    forgetSteps: (before) => guard(() => void dropSteps.run(before)),

    knows: ({ from, to }) => guard(() => selectAny.get(from, to) !== undefined),

    firstHour: () =>
      guard(() => {
        const first = selectFirst.get()?.["first"];
        return typeof first === "number" ? epochMs(first) : null;
      }),

    closedBy: () =>
      guard(() => {
        const journal = selectFact.get("closed-by")?.["value"];
        const seq = selectFact.get("closed-at-seq")?.["value"];
        return typeof journal === "string" && typeof seq === "string" ? { journal, seq: Number(seq) } : null;
      }),

    get version() {
      return guard(shared.version);
    },
    readShared: (range) =>
      guard(() => {
        database.exec("BEGIN");
        const page = shared.read(range);
        database.exec("COMMIT");
        return page;
      }),
    takeShared: (page) =>
      inTransaction(() => {
        try {
          shared.write(page);
        } catch (error) {
          throw isRefused(error) ? new LedgerPageRefused("a page cannot be stored", { cause: error }) : error;
        }
      }),

    beginWith: (journal) =>
      inTransaction(() => {
        database.exec("DELETE FROM hours WHERE state = 'heard'");
        remember(journal);
      }),

    clear: () =>
      inTransaction(() =>
        database.exec(
          "DELETE FROM cells; DELETE FROM hours; DELETE FROM steps; DELETE FROM facts WHERE name LIKE 'closed-%'",
        ),
      ),
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function damaged(file: string): never {
  throw corrupt(file);
}
