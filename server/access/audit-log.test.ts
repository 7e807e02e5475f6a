import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";

import { epochMs, hours, later, minutes } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { AUDIT_LIFE, AuditLog } from "./audit-log.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));

function written(t: TestContext, rows = 5) {
  const directory = temporaryDirectory(t);
  const database = openAccessDatabase(directory);
  const lines: string[] = [];
  const record = (fields: object, message: string): void =>
    void lines.push(JSON.stringify({ ...fields, message }));
  const log = new AuditLog(database, { debug: record, info: record, warn: record, error: record });
  for (let row = 0; row < rows; row += 1)
    log.write({ actor: "local:anna", deed: "screen.pair", target: `hall ${row}` }, later(NOW, hours(row)));
  t.after(() => database.close());
  /** As somebody who has the file, and takes away what would hinder them. */
  const tamper = (statement: string): void => {
    const file = new DatabaseSync(path.join(directory, "access.sqlite"));
    file.exec("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_kept");
    file.exec(statement);
    file.close();
  };
  return { log, lines, tamper, database };
}

describe("the audit log", () => {
  it("is whole as it was written, also when it is empty", (t) => {
    const { log } = written(t);
    const verdict = log.verify();
    assert.ok(verdict.ok);
    assert.equal(verdict.rows, 5);
    assert.ok(written(t, 0).log.verify().ok);
  });

  for (const [what, statement, seq, why] of [
    ["a changed row", "UPDATE audit SET target = 'lobby' WHERE seq = 3", 3, "changed"],
    ["a changed time", "UPDATE audit SET at = at + 1 WHERE seq = 3", 3, "changed"],
    ["a removed row", "DELETE FROM audit WHERE seq = 3", 3, "missing"],
    ["the first row removed", "DELETE FROM audit WHERE seq = 1", 1, "missing"],
    ["the last row removed", "DELETE FROM audit WHERE seq = 5", 5, "cut-off"],
    ["all rows removed", "DELETE FROM audit", 1, "cut-off"],
    [
      "two rows in each other's place",
      "UPDATE audit SET seq = -2 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = -2",
      2,
      "changed",
    ],
    [
      "a row put in between",
      "UPDATE audit SET seq = 6 WHERE seq = 5; INSERT INTO audit SELECT 5, at, actor, deed, target, address, result, hash FROM audit WHERE seq = 4",
      5,
      "changed",
    ],
  ] as const)
    it(`detects ${what}`, (t) => {
      const { log, tamper } = written(t);
      tamper(statement);
      assert.deepEqual(log.verify(), { ok: false, seq, why });
    });

  it("cannot be changed through SQL, and no row goes before its year", (t) => {
    const { database } = written(t);
    assert.throws(() => database.run((file) => file.exec("UPDATE audit SET target = ''")), /access/);
    assert.throws(() => database.run((file) => file.exec("DELETE FROM audit")), /access/);
  });

  it("lets go of rows after a year, and stays whole", (t) => {
    const { log } = written(t);
    log.prune(later(NOW, hours(365 * 24 - 1)));
    assert.equal(log.list(10).length, 5);
    const end = later(NOW, hours(AUDIT_LIFE / 3_600_000 + 2));
    log.write({ actor: "local:anna", deed: "login" }, end);
    log.prune(end);
    assert.deepEqual(
      log.list(10).map(({ seq, deed }) => [seq, deed]),
      [
        [7, "audit.prune"],
        [6, "login"],
        [5, "screen.pair"],
        [4, "screen.pair"],
      ],
    );
    const verdict = log.verify();
    assert.ok(verdict.ok);
    assert.equal(verdict.rows, 4);
  });

  it("keeps what follows a row of a clock that ran ahead, and is whole", (t) => {
    const { log, database } = written(t, 2);
    log.write({ actor: "server", deed: "login" }, later(NOW, hours(2 * 365 * 24)));
    log.write({ actor: "local:anna", deed: "logout" }, later(NOW, hours(3)));
    const end = later(NOW, hours(366 * 24));
    log.write({ actor: "local:anna", deed: "login" }, end);
    log.prune(end);
    assert.deepEqual(
      log.list(10).map(({ seq, deed }) => [seq, deed]),
      [
        [6, "audit.prune"],
        [5, "login"],
        [4, "logout"],
        [3, "login"],
      ],
    );
    assert.ok(log.verify().ok);
    assert.throws(() => database.run((file) => file.exec("DELETE FROM audit WHERE seq = 4")), /access/);
    const last = later(end, hours(3 * 365 * 24));
    log.write({ actor: "local:anna", deed: "login" }, last);
    log.prune(last);
    assert.deepEqual(
      log.list(10).map(({ deed }) => deed),
      ["audit.prune", "login"],
    );
    assert.ok(log.verify().ok);
  });

  it("keeps all of it at a start whose clock is ahead, also where nothing was written for a year", (t) => {
    const { log, database } = written(t, 3);
    for (const days of [366, 366, 2 * 366]) log.prune(later(NOW, hours(days * 24)));
    assert.deepEqual(
      log.list(10).map(({ seq }) => seq),
      [3, 2, 1],
    );
    // Nor does the row of pruning open the file to it.
    log.write({ actor: "server", deed: "audit.prune" }, later(NOW, hours(366 * 24)));
    assert.throws(() => database.run((file) => file.exec("DELETE FROM audit WHERE seq = 1")), /access/);
  });

  it("lets go of two days at a time: a clock that stays ahead takes little", (t) => {
    const { log } = written(t, 0);
    for (let day = 0; day < 9; day += 1)
      log.write({ actor: "local:anna", deed: "login", target: `day ${day}` }, later(NOW, hours(day * 24)));
    const ahead = later(NOW, hours(2 * 365 * 24));
    log.write({ actor: "local:anna", deed: "login" }, ahead);
    log.prune(ahead);
    assert.equal(log.list(20).at(-1)?.target, "day 3");
    assert.ok(log.verify().ok);
  });

  it("stops nothing when it cannot be pruned, and says so", (t) => {
    const { log, lines, database } = written(t, 1);
    log.write({ actor: "local:anna", deed: "login" }, later(NOW, hours(366 * 24)));
    database.run((file) => file.exec("PRAGMA query_only = 1"));
    log.prune(later(NOW, hours(366 * 24)));
    assert.ok(lines.at(-1)?.includes("cannot be pruned"));
    database.run((file) => file.exec("PRAGMA query_only = 0"));
    assert.equal(log.list(10).length, 2);
  });

  it("has room for sixty rows a minute about strangers, says once that there was more, and tells how many", (t) => {
    const { log, lines } = written(t, 0);
    for (let time = 0; time < 500; time += 1)
      log.write({ actor: "nobody", deed: "token.refuse", address: `2001:db8:${time}::1` }, NOW);
    log.write({ actor: "local:anna", deed: "login" }, NOW);
    assert.deepEqual(
      log.list(3).map(({ seq, actor, target, result }) => [seq, actor, target, result]),
      [
        [62, "local:anna", "", "done"],
        [61, "nobody", "more than 60 a minute", "limited"],
        [60, "nobody", "", "done"],
      ],
    );
    log.write({ actor: "nobody", deed: "login" }, later(NOW, minutes(1)));
    assert.equal(log.list(1)[0]?.seq, 63);
    assert.ok(lines.at(-2)?.includes('"leftOut":439'));
    assert.ok(log.verify().ok);
  });

  it("is read as it was written, also where a letter is cut or only half there", (t) => {
    const { log } = written(t, 0);
    for (const actor of [`${"x".repeat(199)}😀`, "oidc:\ud83d"]) log.write({ actor, deed: "login" }, NOW);
    assert.ok(log.verify().ok);
  });

  it("takes a name with line breaks for one line, in the file and in the log", (t) => {
    const { log, lines } = written(t, 0);
    log.write({ actor: 'local:anna\r\n{"actor":"local:berta"}\u2028x', deed: "login" }, NOW);
    assert.equal(log.list(1)[0]?.actor, 'local:anna??{"actor":"local:berta"}?x');
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines[0] ?? "", /[\r\n]/);
  });

  it("is said in the log with number and hash, by which a chain that was made anew is found", (t) => {
    const { log, lines } = written(t, 1);
    const hash = Buffer.from(log.list(1)[0]?.hash ?? []).toString("hex");
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.ok(lines[0]?.includes(`"seq":1,"hash":"${hash}"`));
  });
});
