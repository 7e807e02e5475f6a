/**
 * What alerts keep beside the events, in the same database, so that a state and the
 * messages that it gave rise to are committed together.
 *
 * `alerts`: one row, the state as JSON. `outbox`: one row per message and receiver; `seq` is
 * the order of commit, `next_at` when a waiting one is due, `at` when it was delivered or given up.
 */
export const ALERT_TABLES = `
  CREATE TABLE alerts (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;

  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver TEXT NOT NULL,
    id TEXT NOT NULL,
    cause TEXT NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    at INTEGER,
    last_error TEXT,
    UNIQUE (receiver, id)
  ) STRICT;
  CREATE INDEX outbox_waiting ON outbox (receiver, seq) WHERE state = 'waiting';
  `;
