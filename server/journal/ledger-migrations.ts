/**
 * The schema of the ledger, step by step, as in `migrations.ts`.
 *
 * `cells`: "" in a column means that it does not apply. `waits` is `bin:count` in
 * ascending order of bins, joined by commas. `hours`: see `HourState`; `tells` is "queued"
 * where a file of history had contacts from their queue on only. `steps`: arrivals
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
  // Of calls imported before, those of a source without a single one that ended before a queue are taken for queued ones only.
  `
  ALTER TABLE hours ADD COLUMN tells TEXT NOT NULL DEFAULT 'arrivals';

  UPDATE hours SET tells = 'queued'
  WHERE state = 'imported' AND source IN (
    SELECT cells.source FROM cells
    JOIN hours AS theirs ON theirs.hour = cells.hour AND theirs.source = cells.source
    WHERE theirs.state = 'imported' AND channel = 'phone'
    GROUP BY cells.source
    HAVING sum(outcome IN ('closedInWelcome', 'blacklisted', 'interruptedBeforeQueue')) = 0
  );
  `,
];
