/** Closed and imported hours of a ledger, and its steps, as they go from node to node. */
import type { DatabaseSync } from "node:sqlite";

import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import { epochMs } from "#domain/time.ts";
import type { SharedHour, SharedLedgerPage } from "#engine/bus-ports.ts";

import { cellOf, hourStateOf, QUEUED, stepsOf, stepValuesOf, valuesOf } from "./ledger-codec.ts";
import { corrupt } from "./sqlite-errors.ts";

export interface SharedHours {
  readonly version: () => number;
  readonly read: (range: TimeRange) => SharedLedgerPage;
  /** Within a transaction of the caller. */
  readonly write: (page: SharedLedgerPage) => void;
}

export function sharedHoursOf(database: DatabaseSync, file: string): SharedHours {
  const selectVersion = database.prepare("PRAGMA data_version");
  const selectHours = database.prepare(
    `SELECT hour, source, state, tells FROM hours WHERE hour >= ? AND hour < ? AND state <> 'heard'
     ORDER BY hour, source`,
  );
  const selectCells = database.prepare(
    `SELECT * FROM cells WHERE hour >= ? AND hour < ?
     ORDER BY hour, source, channel, language, entry, outcome`,
  );
  const selectSteps = database.prepare(
    "SELECT day, channel, counts, known FROM steps WHERE day >= ? AND day < ? ORDER BY day, channel",
  );
  const dropCells = database.prepare("DELETE FROM cells WHERE hour = ? AND source = ?");
  const insertCell = database.prepare("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const setHour = database.prepare("INSERT OR REPLACE INTO hours VALUES (?, ?, ?, ?)");
  const setSteps = database.prepare("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)");
  const damaged = (): never => {
    throw corrupt(file);
  };

  return {
    version: () => Number(selectVersion.get()?.["data_version"]),
    read({ from, to }) {
      const cells = new Map<string, LedgerCell[]>();
      for (const row of selectCells.iterate(from, to)) {
        const cell = cellOf(row) ?? damaged();
        const key = `${cell.hour} ${cell.source}`;
        const known = cells.get(key);
        if (known === undefined) cells.set(key, [cell]);
        else known.push(cell);
      }
      const hours = selectHours.all(from, to).map((row): SharedHour => {
        const hour = epochMs(Number(row["hour"]));
        const source = String(row["source"]);
        const state = hourStateOf(row["state"]);
        if (state === undefined || state === "heard") return damaged();
        const tells = row["tells"] === QUEUED ? "queued" : "arrivals";
        return { hour, source, state, tells, cells: cells.get(`${hour} ${source}`) ?? [] };
      });
      return { hours, steps: selectSteps.all(from, to).map((row) => stepsOf(row) ?? damaged()) };
    },
    write({ hours, steps }) {
      for (const { hour, source, state, tells, cells } of hours) {
        dropCells.run(hour, source);
        for (const cell of cells) insertCell.run(...valuesOf(cell));
        setHour.run(hour, source, state, tells);
      }
      for (const one of steps) setSteps.run(...stepValuesOf(one));
    },
  };
}
