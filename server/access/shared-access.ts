import type { DatabaseSync } from "node:sqlite";

import { type EpochMs, hours } from "#domain/time.ts";
import type { SharedState } from "#engine/shared-state.ts";

import { type AccessDatabase, AccessUnavailable, type SharedKind } from "./access-database.ts";
import { buriedVersion, digGrave, TABLES } from "./graves.ts";
import { mergeRows } from "./merge-rows.ts";
import { SCREEN_LIFE } from "./screens.ts";
import type { SessionLimits } from "./sessions.ts";
import { digestOfRows, partsOf } from "./shared-parts.ts";
import {
  bornAt,
  COLUMNS,
  type Grave,
  idOf,
  type LiveRow,
  type SharedRow,
  sharedRows,
  storedValues,
  toldRow,
} from "./shared-row.ts";

const KINDS = ["account", "session", "screen"] as const;
/** A node that was away for longer must not come back with the accounts it had. */
const ACCOUNT_GRAVE_LIFE = hours(365 * 24);

/**
 * Accounts, sessions and screens, as far as they are the same on all nodes: all but the audit log.
 * What is over is neither told nor taken, so nothing comes back from a node that was away. While
 * the file cannot be used there is nothing to tell and nothing is taken.
 */
export class SharedAccess implements SharedState {
  readonly #database: AccessDatabase;
  readonly #limits: SessionLimits;
  readonly #listeners = new Set<(part: string) => void>();
  readonly #stop: () => void;
  readonly #onArrival: (came: Arrival) => void;
  #fileVersion: number;

  /** `onArrival` hears, after the fact, of what another node has added, and of accounts that it has changed. */
  constructor(
    database: AccessDatabase,
    limits: SessionLimits,
    onArrival: (came: Arrival) => void = () => undefined,
  ) {
    this.#onArrival = onArrival;
    this.#database = database;
    this.#limits = limits;
    this.#fileVersion = this.#readFileVersion();
    this.#stop = database.onChanged((kind, id) => this.#say(this.#rowsOf(kind, id)));
  }

  digest(now: EpochMs): string {
    return this.#orElse("", () => digestOfRows(this.#rows(now)));
  }

  told(now: EpochMs): readonly string[] {
    return this.#orElse([], () => partsOf(this.#rows(now)));
  }

  take(part: string, now: EpochMs): number {
    const rows = sharedRows.parse(JSON.parse(part));
    const arrived: Arrival[] = [];
    const news = this.#orElse(0, () =>
      this.#database.transaction((file) => {
        const taken = rows.filter((row) => this.#take(file, row, now, arrived)).length;
        if (taken > 0) file.exec(`DELETE FROM sessions WHERE ${WITHOUT_ACCOUNT}`);
        return taken;
      }),
    );
    if (news > 0) arrived.forEach((came) => this.#onArrival(came));
    return news;
  }

  onChange(listener: (part: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everything anew when another process, such as `npm run admin`, has changed the file. */
  look(now: EpochMs): void {
    const version = this.#orElse(this.#fileVersion, () => this.#readFileVersion());
    if (version === this.#fileVersion) return;
    this.#fileVersion = version;
    for (const part of this.told(now)) this.#listeners.forEach((listener) => listener(part));
  }

  /** Lets go of the ends of what can be nowhere any more. */
  prune(now: EpochMs): void {
    this.#orElse(undefined, () =>
      this.#database.run((file) => {
        for (const kind of KINDS)
          file
            .prepare("DELETE FROM gone WHERE kind = ? AND version <= ?")
            .run(kind, this.#forgetUpTo(kind, now));
      }),
    );
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #say(rows: readonly SharedRow[]): void {
    if (this.#listeners.size === 0) return;
    for (const part of partsOf(rows)) this.#listeners.forEach((listener) => listener(part));
  }

  #rowsOf(kind: SharedKind, id: string): readonly SharedRow[] {
    return this.#orElse([], () =>
      this.#database.run((file) => {
        const live = readRow(file, kind, id);
        const version = buriedVersion(file, kind, id);
        return [
          ...(live === null ? [] : [live]),
          ...(version === null ? [] : [{ kind: "gone", of: kind, id, version } as const]),
        ];
      }),
    );
  }

  #rows(now: EpochMs): readonly SharedRow[] {
    return this.#database
      .run((file) => [
        ...KINDS.flatMap((kind) =>
          file
            .prepare(READ_ALL[kind])
            .all()
            .map((row) => toldRow(kind, row)),
        ),
        ...KINDS.flatMap((of) =>
          file
            .prepare("SELECT id, version FROM gone WHERE kind = ?")
            .all(of)
            .map(({ id, version }): Grave => ({
              kind: "gone",
              of,
              id: String(id),
              version: Number(version),
            })),
        ),
      ])
      .filter((row) => !this.#isOver(row, now));
  }

  #take(file: DatabaseSync, row: SharedRow, now: EpochMs, arrived: Arrival[]): boolean {
    if (this.#isOver(row, now)) return false;
    if (row.kind === "gone") {
      if ((buriedVersion(file, row.of, row.id) ?? -1) >= row.version) return false;
      digGrave(file, { kind: row.of, id: row.id, version: row.version });
      return true;
    }
    const id = idOf(row);
    if ((buriedVersion(file, row.kind, id) ?? -1) >= bornAt(row)) return false;
    const known = readRow(file, row.kind, id);
    const merged = known === null ? row : mergeRows(known, row);
    if (known !== null && digestOfRows([known]) === digestOfRows([merged])) return false;
    const columns = COLUMNS[row.kind];
    file
      .prepare(
        `INSERT OR REPLACE INTO ${TABLES[row.kind].table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
      )
      .run(...storedValues(merged));
    if (isArrival(known, merged)) arrived.push({ kind: row.kind, name: nameOf(merged) });
    return true;
  }

  #isOver(row: SharedRow, now: EpochMs): boolean {
    switch (row.kind) {
      case "account":
        return false;
      case "session":
        return row.began <= now - this.#limits.absolute || row.seen <= now - this.#limits.idle;
      case "screen":
        return row.seen <= now - SCREEN_LIFE;
      case "gone":
        return row.version <= this.#forgetUpTo(row.of, now);
    }
  }

  #forgetUpTo(kind: SharedKind, now: EpochMs): number {
    const life = { account: ACCOUNT_GRAVE_LIFE, session: this.#limits.absolute, screen: SCREEN_LIFE };
    return now - life[kind];
  }

  #readFileVersion(): number {
    const row = this.#database.run((file) => file.prepare("PRAGMA data_version").get());
    return Number(row?.["data_version"]);
  }

  #orElse<T>(otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AccessUnavailable)) throw error;
      return otherwise;
    }
  }
}

/** Something of another node that nobody here has made: by what people know it. */
export interface Arrival {
  readonly kind: SharedKind;
  readonly name: string;
}

const isArrival = (known: LiveRow | null, row: LiveRow): boolean =>
  known === null || (known.kind === "account" && row.kind === "account" && known.version !== row.version);

function nameOf(row: LiveRow): string {
  switch (row.kind) {
    case "account":
      return `local:${row.name} (${row.role})`;
    case "session":
      return `${row.person} (${row.role})`;
    case "screen":
      return row.name;
  }
}

function readRow(file: DatabaseSync, kind: SharedKind, id: string): LiveRow | null {
  const { table, key } = TABLES[kind];
  const row = file.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`).get(id);
  return row === undefined ? null : toldRow(kind, row);
}

/** Whose account was removed or made anew is out, also where they came in before that was heard. */
const WITHOUT_ACCOUNT = `(
  EXISTS (SELECT 1 FROM accounts WHERE person = 'local:' || accounts.name AND created > began)
  OR (
    EXISTS (SELECT 1 FROM gone WHERE kind = 'account' AND person = 'local:' || gone.id)
    AND NOT EXISTS (SELECT 1 FROM accounts WHERE person = 'local:' || accounts.name)
  )
)`;

const READ_ALL = {
  account: "SELECT * FROM accounts",
  session: `SELECT * FROM sessions WHERE NOT ${WITHOUT_ACCOUNT}`,
  screen: "SELECT * FROM screens",
} as const satisfies Readonly<Record<SharedKind, string>>;
