import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";

import { epochMs } from "#domain/time.ts";
import { JournalUnavailable } from "#engine/ports.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import { AlertTable } from "./alert-store.ts";
import { ALERT_TABLES } from "./alert-tables.ts";
import { OutboxTable } from "./outbox.ts";

const message = (id: string, atMs = 1_000): NotificationMessage => ({
  id,
  cause: "fired",
  house: "1522",
  locales: ["it"],
  timeZone: "Europe/Rome",
  atMs,
  simulated: false,
  alerts: [],
});
const at = epochMs;

function open(t: TestContext) {
  const database = new DatabaseSync(":memory:");
  t.after(() => database.isOpen && database.close());
  database.exec(ALERT_TABLES);
  const store = new AlertTable(database, "journal.sqlite");
  const put = (receiver: string, ...ids: string[]): void =>
    store.saveAlerts(
      { version: 1, state: null },
      ids.map((id, index) => ({ receiver, message: message(id, 1_000 + index) })),
    );
  return { database, outbox: new OutboxTable(database, "journal.sqlite"), put };
}

describe("the outbox", () => {
  it("gives the waiting messages of a receiver in order of commit", (t) => {
    const { outbox, put } = open(t);
    put("desk", "b", "a");
    put("chat", "c");
    put("desk", "d");
    assert.deepEqual(
      outbox.next("desk", 10).map((row) => row.message.id),
      ["b", "a", "d"],
    );
    assert.deepEqual(outbox.next("desk", 1), [
      {
        seq: 1,
        receiver: "desk",
        message: message("b"),
        attempts: 0,
        lastError: null,
        createdAt: 1_000,
        nextAt: 1_000,
      },
    ]);
    assert.deepEqual(outbox.next("nobody", 10), []);
  });

  it("counts attempts, keeps the last error, and tells a desk how each message stands", (t) => {
    const { outbox, put } = open(t);
    put("desk", "one", "two", "three");
    outbox.failed(1, at(9_000), "http-500");
    outbox.failed(1, at(20_000), "refused");
    outbox.dead(2, at(5_000), "http-404");
    outbox.delivered(3, at(6_000));
    const common = { receiver: "desk", cause: "fired", about: [] };
    assert.deepEqual(outbox.deliveries(10), [
      {
        ...common,
        id: "three",
        state: "delivered",
        attempts: 1,
        createdAtMs: 1_002,
        atMs: 6_000,
        lastError: null,
      },
      {
        ...common,
        id: "two",
        state: "dead",
        attempts: 1,
        createdAtMs: 1_001,
        atMs: 5_000,
        lastError: "http-404",
      },
      {
        ...common,
        id: "one",
        state: "waiting",
        attempts: 2,
        createdAtMs: 1_000,
        atMs: 20_000,
        lastError: "refused",
      },
    ]);
    assert.equal(outbox.deliveries(2).length, 2);
  });

  it("takes messages that a delivered one carried out of the line with it", (t) => {
    const { outbox, put } = open(t);
    put("desk", "fired", "repeated", "resolved", "other");
    outbox.delivered(3, at(9_000), [1, 2]);
    assert.deepEqual(
      outbox.deliveries(10).map(({ id, state, attempts, lastError }) => [id, state, attempts, lastError]),
      [
        ["other", "waiting", 0, null],
        ["resolved", "delivered", 1, null],
        ["repeated", "delivered", 0, "superseded"],
        ["fired", "delivered", 0, "superseded"],
      ],
    );
  });

  it("puts a dead message back in its place, and no other", (t) => {
    const { outbox, put } = open(t);
    put("desk", "one", "two");
    outbox.dead(1, at(5_000), "http-404");
    assert.equal(outbox.resend("desk", "two", at(7_000)), false);
    assert.equal(outbox.resend("chat", "one", at(7_000)), false);
    assert.equal(outbox.resend("desk", "one", at(7_000)), true);
    const [first] = outbox.next("desk", 1);
    assert.deepEqual(
      {
        id: first?.message.id,
        attempts: first?.attempts,
        createdAt: first?.createdAt,
        nextAt: first?.nextAt,
      },
      { id: "one", attempts: 0, createdAt: 7_000, nextAt: 7_000 },
    );
  });

  it("tells since when each receiver waits", (t) => {
    const { outbox, put } = open(t);
    put("desk", "one", "two");
    put("chat", "one");
    outbox.delivered(3, at(2_000));
    assert.deepEqual(outbox.waiting(), [{ receiver: "desk", since: 1_000, count: 2 }]);
  });

  it("tells what each receiver has given up since the last message or test that it took", (t) => {
    const { outbox, put } = open(t);
    put("desk", "one", "two", "three");
    put("removed", "one");
    outbox.delivered(1, at(2_000));
    outbox.dead(2, at(3_000), "http-404");
    outbox.dead(3, at(4_000), "http-404");
    outbox.dead(4, at(3_000), "receiver-removed");
    assert.deepEqual(outbox.failing(), [{ receiver: "desk", since: 3_000, count: 2 }]);
    outbox.tested("desk", message("test", 5_000), at(5_000));
    assert.deepEqual(outbox.failing(), []);
  });

  it("lets go of what was delivered or given up before, never of what waits", (t) => {
    const { outbox, put } = open(t);
    put("desk", "waits", "old", "dead", "new");
    outbox.delivered(2, at(2_000));
    outbox.dead(3, at(2_000), "http-404");
    outbox.delivered(4, at(3_000));
    outbox.forgetBefore(at(3_000));
    assert.deepEqual(
      outbox.deliveries(10).map(({ id }) => id),
      ["new", "waits"],
    );
  });

  it("says that the journal is unavailable when it cannot write", (t) => {
    const { database, outbox, put } = open(t);
    put("desk", "one");
    database.exec("PRAGMA query_only = 1");
    assert.throws(() => outbox.delivered(1, at(1)), JournalUnavailable);
    assert.equal(database.isTransaction, false);
    assert.throws(() => outbox.failed(1, at(1), "refused"), JournalUnavailable);
  });
});
