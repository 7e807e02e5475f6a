/**
 * The schema of the ledger, step by step, as in `migrations.ts`.
 *
 * `cells`: "" in a column means that it does not apply. `waits` is `bin:count` in
 * ascending order of bins, joined by commas. `hours`: see `HourState`. `steps`: arrivals
 * of a channel on one local day, one number of 16 bits, the lower byte first, for each
 * five minutes, and one byte for each that is 1 when its sources were in touch.
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
  `
  CREATE TABLE steps (
    day INTEGER NOT NULL,
    channel TEXT NOT NULL,
    counts BLOB NOT NULL,
    known BLOB NOT NULL,
    PRIMARY KEY (day, channel)
  ) STRICT, WITHOUT ROWID;
  `,
];
