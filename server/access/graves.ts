/** What was ended or removed. It stays known for as long as another node could have it still. */
import type { DatabaseSync } from "node:sqlite";

import type { EpochMs } from "#domain/time.ts";

import type { SharedKind } from "./access-database.ts";

/** Where rows of a kind are, the column that names one, and the one that says which version it has. */
export const TABLES = {
  account: { table: "accounts", key: "name", born: "created", version: "version" },
  session: { table: "sessions", key: "id", born: "began", version: "began" },
  screen: { table: "screens", key: "id", born: "paired", version: "version" },
} as const satisfies Readonly<Record<SharedKind, object>>;

/** Removes a row and notes its end, later than anything that happened to it. Whether it was there. */
export function bury(database: DatabaseSync, kind: SharedKind, id: string, now: EpochMs): boolean {
  const { table, key, version } = TABLES[kind];
  const row = database.prepare(`SELECT ${version} AS version FROM ${table} WHERE ${key} = ?`).get(id);
  if (row === undefined) return false;
  digGrave(database, { kind, id, version: Math.max(now, Number(row["version"]) + 1) });
  return true;
}

/** A row that was born up to this version is gone, whatever was done with it elsewhere since. */
export function digGrave(
  database: DatabaseSync,
  grave: { readonly kind: SharedKind; readonly id: string; readonly version: number },
): void {
  const { table, key, born } = TABLES[grave.kind];
  database.prepare(`DELETE FROM ${table} WHERE ${key} = ? AND ${born} <= ?`).run(grave.id, grave.version);
  database
    .prepare("INSERT OR REPLACE INTO gone (kind, id, version) VALUES (?, ?, ?)")
    .run(grave.kind, grave.id, grave.version);
}

/** When a row of this name ended for the last time; `null`: never, as far as is known. */
export function buriedVersion(database: DatabaseSync, kind: SharedKind, id: string): number | null {
  const row = database.prepare("SELECT version FROM gone WHERE kind = ? AND id = ?").get(kind, id);
  return row === undefined ? null : Number(row["version"]);
}
