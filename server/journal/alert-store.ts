import type { DatabaseSync, StatementSync } from "node:sqlite";

import type { AlertStore, OutboxEntry, SavedAlerts } from "#engine/alert-ports.ts";

import { failureOf } from "./sqlite-errors.ts";

/**
 * States of alerts and the messages they gave rise to, in the journal's own database: one
 * transaction writes both. How messages are delivered afterwards is the outbox's affair.
 */
export class AlertTable implements AlertStore {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  readonly #add: StatementSync;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#read = database.prepare("SELECT version, state FROM alerts WHERE one = 1");
    this.#write = database.prepare("INSERT OR REPLACE INTO alerts (one, version, state) VALUES (1, ?, ?)");
    this.#add = database.prepare(
      `INSERT INTO outbox (receiver, id, cause, message, state, attempts, created_at, next_at)
       VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT (receiver, id) DO NOTHING`,
    );
  }

  loadAlerts(): SavedAlerts | null {
    const row = this.#guard(() => this.#read.get());
    const [version, text] = [row?.["version"], row?.["state"]];
    if (typeof version !== "number" || typeof text !== "string") return null;
    return { version, state: parsed(text) };
  }

  saveAlerts({ version, state }: SavedAlerts, messages: readonly OutboxEntry[]): void {
    this.#guard(() => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        this.#write.run(version, JSON.stringify(state));
        for (const { receiver, message } of messages) {
          const { id, cause, atMs } = message;
          this.#add.run(receiver, id, cause, JSON.stringify(message), Math.round(atMs), Math.round(atMs));
        }
        this.#database.exec("COMMIT");
      } catch (error) {
        // A full disk has already rolled it back.
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw failureOf(error, this.#path);
    }
  }
}

/** What cannot be read counts as never saved. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
