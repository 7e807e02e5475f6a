import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";

import type { NotificationMessage } from "#wire/alert.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openJournal } from "./open-journal.ts";

const message = (id: string): NotificationMessage => ({
  id,
  cause: "fired",
  house: "1522",
  locales: ["it"],
  timeZone: "Europe/Rome",
  atMs: 1_000,
  simulated: true,
  alerts: [],
});

function outboxOf(directory: string): unknown[] {
  const database = new DatabaseSync(path.join(directory, "journal.sqlite"), { readOnly: true });
  try {
    return database
      .prepare("SELECT receiver, id, state, attempts, created_at, next_at FROM outbox ORDER BY seq")
      .all()
      .map((row) => Object.assign({}, row));
  } finally {
    database.close();
  }
}

const open = (t: TestContext, directory = temporaryDirectory(t)) => {
  const journal = openJournal({ directory, kind: "simulated" });
  t.after(() => journal.close());
  return { directory, journal };
};

describe("alerts in the journal", () => {
  it("are as they were saved last, also for the next process", (t) => {
    const { directory, journal } = open(t);
    assert.equal(journal.alerts.loadAlerts(), null);
    journal.alerts.saveAlerts({ version: 1, state: { a: 1 } }, []);
    journal.alerts.saveAlerts({ version: 2, state: { b: [2] } }, []);
    journal.close();
    assert.deepEqual(open(t, directory).journal.alerts.loadAlerts(), { version: 2, state: { b: [2] } });
  });

  it("bring their messages with them, in order, and a known one stays as it is", (t) => {
    const { directory, journal } = open(t);
    journal.alerts.saveAlerts({ version: 1, state: 1 }, [
      { receiver: "desk", message: message("one") },
      { receiver: "chat", message: message("one") },
    ]);
    journal.alerts.saveAlerts({ version: 1, state: 2 }, [
      { receiver: "desk", message: { ...message("one"), atMs: 9_000 } },
      { receiver: "desk", message: message("two") },
    ]);
    journal.close();
    const row = { state: "waiting", attempts: 0, created_at: 1_000, next_at: 1_000 };
    assert.deepEqual(outboxOf(directory), [
      { receiver: "desk", id: "one", ...row },
      { receiver: "chat", id: "one", ...row },
      { receiver: "desk", id: "two", ...row },
    ]);
  });

  it("leave nothing of a call that fails", (t) => {
    const { directory, journal } = open(t);
    journal.alerts.saveAlerts({ version: 1, state: "before" }, []);
    const unwritable = { ...message("bad"), atMs: Number.NaN };
    assert.throws(() =>
      journal.alerts.saveAlerts({ version: 1, state: "after" }, [
        { receiver: "desk", message: message("good") },
        { receiver: "desk", message: unwritable },
      ]),
    );
    assert.deepEqual(journal.alerts.loadAlerts(), { version: 1, state: "before" });
    journal.close();
    assert.deepEqual(outboxOf(directory), []);
  });

  it("are gone when a simulation begins anew", (t) => {
    const { directory, journal } = open(t);
    journal.alerts.saveAlerts({ version: 1, state: 1 }, [{ receiver: "desk", message: message("one") }]);
    journal.clear();
    assert.equal(journal.alerts.loadAlerts(), null);
    journal.close();
    assert.deepEqual(outboxOf(directory), []);
  });
});
