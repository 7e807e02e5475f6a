import type { DatabaseSync, SQLOutputValue } from "node:sqlite";

import { CHANNELS } from "#domain/contact-event.ts";
import { epochMs, type EpochMs, ms } from "#domain/time.ts";
import type { HourCount } from "#engine/ports.ts";

import { corrupt, failureOf } from "./sqlite-errors.ts";

/** The counts that remain after the contacts themselves are forgotten. "" in a column means that it does not apply. */
export class HourCountsTable {
  readonly #database: DatabaseSync;
  readonly #path: string;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** In one transaction: the hours from `from` up to, not including, `to` hold these rows afterwards and nothing else. */
  replace(from: EpochMs, to: EpochMs, rows: readonly HourCount[]): void {
    const database = this.#database;
    try {
      const insert = database.prepare("INSERT INTO hour_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
      database.exec("BEGIN IMMEDIATE");
      database.prepare("DELETE FROM hour_counts WHERE hour_utc >= ? AND hour_utc < ?").run(from, to);
      for (const { hour, source, channel, language, entry, outcome, answerBand, count, wait, talk } of rows)
        insert.run(
          hour,
          source,
          channel,
          language ?? "",
          entry ?? "",
          outcome,
          answerBand ?? "",
          count,
          wait,
          talk,
        );
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw failureOf(error, this.#path);
    }
  }

  read(from: EpochMs, to: EpochMs): readonly HourCount[] {
    try {
      return this.#database
        .prepare(
          `SELECT * FROM hour_counts WHERE hour_utc >= ? AND hour_utc < ?
           ORDER BY hour_utc, source, channel, language, entry, outcome, answer_band`,
        )
        .all(from, to)
        .map((row) => this.#countOf(row));
    } catch (error) {
      throw failureOf(error, this.#path);
    }
  }

  #countOf(row: Record<string, SQLOutputValue>): HourCount {
    const channel = CHANNELS.find((name) => name === row["channel"]);
    if (channel === undefined) throw corrupt(this.#path);
    return {
      hour: epochMs(Number(row["hour_utc"])),
      source: String(row["source"]),
      channel,
      language: String(row["language"]) || null,
      entry: String(row["entry"]) || null,
      outcome: String(row["outcome"]),
      answerBand: String(row["answer_band"]) || null,
      count: Number(row["count"]),
      wait: ms(Number(row["wait_sum_ms"])),
      talk: ms(Number(row["talk_sum_ms"])),
    };
  }
}
