/**
 * The schema of the ledger, step by step, as in `migrations.ts`.
 *
 * `cells`: "" in a column means that it does not apply. `waits` is `bin:count` in
 * ascending order of bins, joined by commas. `hours`: see `HourState`.
 */
export const LEDGER_STEPS: readonly string[] = [
  `
  CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cells (
    hour INTEGER NOT NULL,
    source TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    entry TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER NOT NULL,
    wait_sum_ms INTEGER NOT NULL,
    waits TEXT NOT NULL,
    talks INTEGER NOT NULL,
    talk_sum_ms INTEGER NOT NULL,
    PRIMARY KEY (hour, source, channel, language, entry, outcome)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE hours (
    hour INTEGER NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (hour, source)
  ) STRICT, WITHOUT ROWID;
  `,
];
