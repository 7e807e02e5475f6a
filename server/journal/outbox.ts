import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

import { type EpochMs, epochMs } from "#domain/time.ts";
import type { Outbox, OutboxRow } from "#engine/alert-ports.ts";
import {
  DELIVERY_STATES,
  type DeliverySnapshot,
  NOTIFICATION_CAUSES,
  type NotificationMessage,
} from "#wire/alert.ts";

import { failureOf } from "./sqlite-errors.ts";

type Row = Readonly<Record<string, SQLOutputValue>>;

/** The table `outbox` of the journal as those see it who deliver. Messages are put in by `AlertTable`, together with the state that gave rise to them. */
export class OutboxTable implements Outbox {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  next(receiver: string, limit: number): readonly OutboxRow[] {
    return this.#all(
      `SELECT seq, receiver, message, attempts, created_at, next_at, last_error FROM outbox
       WHERE receiver = ? AND state = 'waiting' ORDER BY seq LIMIT ?`,
      receiver,
      limit,
    ).map(rowOf);
  }

  delivered(seq: number, at: EpochMs, carried: readonly number[] = [], partly: string | null = null): void {
    const update = `UPDATE outbox SET state = 'delivered', at = ?, attempts = attempts + ?, last_error = ? WHERE seq = ?`;
    this.#guard(() => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        this.#prepared(update).run(at, 1, partly, seq);
        for (const other of carried) this.#prepared(update).run(at, 0, "superseded", other);
        this.#database.exec("COMMIT");
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  failed(seq: number, nextAt: EpochMs, error: string): void {
    this.#run(
      `UPDATE outbox SET attempts = attempts + 1, next_at = ?, last_error = ? WHERE seq = ?`,
      nextAt,
      error,
      seq,
    );
  }

  dead(seq: number, at: EpochMs, error: string): void {
    this.#run(
      `UPDATE outbox SET state = 'dead', attempts = attempts + 1, at = ?, last_error = ? WHERE seq = ?`,
      at,
      error,
      seq,
    );
  }

  resend(receiver: string, id: string, at: EpochMs): boolean {
    // It waits from now on, with the whole schedule before it, and it is the oldest by its place in the line.
    const changes = this.#run(
      `UPDATE outbox SET state = 'waiting', attempts = 0, created_at = ?, next_at = ?, at = NULL, last_error = NULL
       WHERE receiver = ? AND id = ? AND state = 'dead'`,
      at,
      at,
      receiver,
      id,
    );
    return changes > 0;
  }

  deadAnd(receiver: string, id: string): ReturnType<Outbox["deadAnd"]> {
    const [row] = this.#all(
      "SELECT seq, message FROM outbox WHERE receiver = ? AND id = ? AND state = 'dead'",
      receiver,
      id,
    );
    if (row === undefined) return null;
    const after = this.#all(
      "SELECT message FROM outbox WHERE receiver = ? AND seq > ? AND state = 'delivered'",
      receiver,
      Number(row["seq"]),
    );
    return { dead: messageOf(row), after: after.map(messageOf) };
  }

  deliveries(limit: number): readonly DeliverySnapshot[] {
    return this.#all("SELECT * FROM outbox ORDER BY seq DESC LIMIT ?", limit).map(deliveryOf);
  }

  waiting(): ReturnType<Outbox["waiting"]> {
    return this.#all(
      `SELECT receiver, min(created_at) AS since, count(*) AS count FROM outbox
       WHERE state = 'waiting' GROUP BY receiver ORDER BY receiver`,
    ).map(standingOf);
  }

  failing(): ReturnType<Outbox["failing"]> {
    return this.#all(
      `SELECT receiver, min(at) AS since, count(*) AS count FROM outbox AS dead
       WHERE state = 'dead' AND last_error <> 'receiver-removed' AND at > coalesce(
         (SELECT max(at) FROM outbox WHERE receiver = dead.receiver AND state = 'delivered'), 0)
       GROUP BY receiver ORDER BY receiver`,
    ).map(standingOf);
  }

  tested(receiver: string, message: NotificationMessage, at: EpochMs): void {
    this.#run(
      `INSERT INTO outbox (receiver, id, cause, message, state, attempts, created_at, next_at, at)
       VALUES (?, ?, 'test', ?, 'delivered', 1, ?, ?, ?) ON CONFLICT (receiver, id) DO NOTHING`,
      receiver,
      message.id,
      JSON.stringify(message),
      Math.round(message.atMs),
      Math.round(message.atMs),
      at,
    );
  }

  forgetBefore(before: EpochMs): void {
    this.#run("DELETE FROM outbox WHERE state <> 'waiting' AND at < ?", before);
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard(() => this.#prepared(sql).all(...values));
  }

  /** Answers how many rows it changed. */
  #run(sql: string, ...values: SQLInputValue[]): number {
    return this.#guard(() => Number(this.#prepared(sql).run(...values).changes));
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw failureOf(error, this.#path);
    }
  }
}

const messageOf = (row: Row): NotificationMessage => JSON.parse(String(row["message"]));

const standingOf = (row: Row) => ({
  receiver: String(row["receiver"]),
  since: epochMs(Number(row["since"])),
  count: Number(row["count"]),
});

const textOrNull = (value: SQLOutputValue | undefined): string | null =>
  typeof value === "string" ? value : null;

function rowOf(row: Row): OutboxRow {
  return {
    seq: Number(row["seq"]),
    receiver: String(row["receiver"]),
    message: messageOf(row),
    attempts: Number(row["attempts"]),
    lastError: textOrNull(row["last_error"]),
    createdAt: epochMs(Number(row["created_at"])),
    nextAt: epochMs(Number(row["next_at"])),
  };
}

function deliveryOf(row: Row): DeliverySnapshot {
  return {
    id: String(row["id"]),
    receiver: String(row["receiver"]),
    cause: NOTIFICATION_CAUSES.find((cause) => cause === row["cause"]) ?? "fired",
    about: messageOf(row).alerts.map(({ fingerprint, reason }) => ({ fingerprint, reason })),
    state: DELIVERY_STATES.find((state) => state === row["state"]) ?? "dead",
    attempts: Number(row["attempts"]),
    createdAtMs: Number(row["created_at"]),
    atMs: Number(row["at"] ?? row["next_at"]),
    lastError: textOrNull(row["last_error"]),
  };
}
