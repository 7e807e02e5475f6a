import type { DatabaseSync, SQLOutputValue } from "node:sqlite";

import { type EpochMs, epochMs, hours } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";

import { type AccessDatabase, AccessUnavailable } from "./access-database.ts";
import {
  type AuditEntry,
  type AuditRow,
  chainHash,
  type ChainMark,
  type Deed,
  verifyChain,
} from "./audit-chain.ts";
import { StrangerRows } from "./stranger-rows.ts";

/** Rows are kept for a year. */
export const AUDIT_LIFE = hours(365 * 24);
/** How much of its oldest time the log lets go of in one run. Runs are a day apart, and at starts. */
const PRUNED_AT_ONCE = hours(2 * 24);
const MAX_FIELD = 200;
/** Who wants to come in and is not known. */
const NOBODY = "nobody";

export type Result = "done" | "refused" | "limited";

export interface Note {
  readonly actor: string;
  readonly deed: Deed;
  readonly target?: string;
  readonly address?: string;
  readonly result?: Result;
}

/** The audit log: each row carries a hash over itself and the one before. */
export class AuditLog {
  readonly #database: AccessDatabase;
  readonly #logger: Logger;
  readonly #strangers = new StrangerRows();

  constructor(database: AccessDatabase, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  /**
   * Writes a row, and the same as a log line, with its number and hash: where logs are kept elsewhere,
   * they show that a chain was made anew. When the file cannot be written the line is still there.
   * Of what nobody known did there are 60 rows a minute, and one that says that there was more.
   */
  write(note: Note, now: EpochMs): void {
    const leftOut = this.#strangers.takeLeftOut(now);
    if (leftOut > 0) this.#logger.warn({ leftOut }, "audit: so much more was refused to strangers");
    if (note.actor !== NOBODY) return this.#write(entryOf(note, now));
    const room = this.#strangers.admit(now);
    if (room === "none") return;
    const { deed } = note;
    const last: Note = { actor: NOBODY, deed, target: "more than 60 a minute", result: "limited" };
    this.#write(entryOf(room === "last" ? last : note, now));
  }

  #write(entry: AuditEntry): void {
    try {
      this.#say(
        entry,
        this.#database.transaction((database) => this.#add(database, entry)),
      );
    } catch (error) {
      if (!(error instanceof AccessUnavailable)) throw error;
      this.#logger.error({ ...entry }, "audit: the log cannot be written, so this line is its only trace");
    }
  }

  /** The newest first; from `before` on backwards. */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): readonly AuditRow[] {
    return this.#database
      .run((database) =>
        database.prepare("SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?").all(before, limit),
      )
      .map(rowOf);
  }

  verify() {
    return this.#database.run((database) => {
      const rows = database.prepare("SELECT * FROM audit ORDER BY seq").iterate();
      return verifyChain(rows.map(rowOf), this.#mark("audit_base"), this.#mark("audit_head"));
    });
  }

  /** The target of the last row of this deed; `null`: there is none. */
  lastTarget(deed: Deed): string | null {
    const row = this.#database.run((database) =>
      database.prepare("SELECT target FROM audit WHERE deed = ? ORDER BY seq DESC LIMIT 1").get(deed),
    );
    return row === undefined ? null : String(row["target"]);
  }

  /** When somebody who is known last did something; `null`: nobody did. What a start writes by itself is no measure of time. */
  lastAt(): EpochMs | null {
    const row = this.#database.run((database) =>
      database
        .prepare("SELECT at FROM audit WHERE actor NOT IN ('server', 'nobody') ORDER BY seq DESC LIMIT 1")
        .get(),
    );
    return row === undefined ? null : epochMs(Number(row["at"]));
  }

  /**
   * Lets go of rows that are older than a year, from the beginning up to the first that is not; the chain then
   * begins after them. They are a year older than the last deed too, so a start whose clock is ahead takes nothing; and of what
   * may go the two oldest days go at a time, so a clock that stays ahead takes little. When the file cannot be
   * written nothing goes, and the next time is soon enough.
   */
  prune(now: EpochMs): void {
    try {
      const pruning = this.#database.transaction((database) => {
        const measure = Math.min(now, this.lastAt() ?? 0) - AUDIT_LIFE;
        const last = database
          .prepare(
            `SELECT * FROM audit WHERE seq < (
               SELECT MIN(seq) FROM audit
               WHERE at > MIN(?, (SELECT at FROM audit ORDER BY seq LIMIT 1) + ?)
             ) ORDER BY seq DESC LIMIT 1`,
          )
          .get(measure, PRUNED_AT_ONCE);
        if (last === undefined) return null;
        const { seq, hash } = rowOf(last);
        const rows = seq - this.#mark("audit_base").seq;
        const entry = entryOf({ actor: "server", deed: "audit.prune", target: `${rows} rows` }, now);
        const mark = this.#add(database, entry);
        database.prepare("UPDATE audit_base SET seq = ?, hash = ?").run(seq, hash);
        database.prepare("DELETE FROM audit WHERE seq <= ?").run(seq);
        return { entry, mark };
      });
      if (pruning !== null) this.#say(pruning.entry, pruning.mark);
    } catch (error) {
      if (!(error instanceof AccessUnavailable)) throw error;
      this.#logger.warn({}, "audit: what is older than a year cannot be pruned at present");
    }
  }

  #say(entry: AuditEntry, { seq, hash }: ChainMark): void {
    this.#logger.info({ ...entry, seq, hash: Buffer.from(hash).toString("hex") }, "audit");
  }

  #add(database: DatabaseSync, entry: AuditEntry): ChainMark {
    const head = this.#mark("audit_head");
    const [seq, hash] = [head.seq + 1, chainHash(head, entry)];
    const { at, actor, deed, target, address, result } = entry;
    database
      .prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(seq, at, actor, deed, target, address, result, hash);
    database.prepare("UPDATE audit_head SET seq = ?, hash = ?").run(seq, hash);
    return { seq, hash };
  }

  #mark(table: "audit_base" | "audit_head"): ChainMark {
    const row = this.#database.run((database) => database.prepare(`SELECT seq, hash FROM ${table}`).get());
    const hash = row?.["hash"];
    return { seq: Number(row?.["seq"] ?? 0), hash: hash instanceof Uint8Array ? hash : new Uint8Array(32) };
  }
}

const entryOf = (note: Note, now: EpochMs): AuditEntry => ({
  at: now,
  actor: fieldOf(note.actor),
  deed: note.deed,
  target: fieldOf(note.target ?? ""),
  address: fieldOf(note.address ?? ""),
  result: note.result ?? "done",
});

/** One line of at most 200 characters, none of them half: whatever a name holds, it makes no second entry, and is read as it was written. */
const fieldOf = (text: string): string =>
  text
    .replaceAll(/\p{Cc}|\p{Cf}|[\u2028\u2029]/gu, "?")
    .slice(0, MAX_FIELD)
    .toWellFormed();

function rowOf(row: Readonly<Record<string, SQLOutputValue>>): AuditRow {
  const { hash } = row;
  return {
    seq: Number(row["seq"]),
    at: Number(row["at"]),
    actor: String(row["actor"]),
    deed: String(row["deed"]),
    target: String(row["target"]),
    address: String(row["address"]),
    result: String(row["result"]),
    hash: hash instanceof Uint8Array ? hash : new Uint8Array(),
  };
}
