import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";

import fc from "fast-check";

import { type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { Accounts } from "./accounts.ts";
import { Screens } from "./screens.ts";
import { revokeAllOf, Sessions } from "./sessions.ts";
import { SharedAccess } from "./shared-access.ts";
import { totpAt } from "./totp.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };
const LIMITS = { idle: minutes(60), absolute: hours(12) };
const WEEK = hours(7 * 24);
const PERSON = { person: "local:anna", name: "anna", role: "supervisor" } as const;

function nodeIn(t: TestContext, directory = temporaryDirectory(t)) {
  const database = openAccessDatabase(directory);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) database.close();
    isOpen = false;
  };
  t.after(close);
  const shared = new SharedAccess(database, LIMITS);
  return {
    database,
    close,
    shared,
    accounts: new Accounts(database),
    sessions: new Sessions(database, LIMITS),
    screens: new Screens(database),
  };
}
type Node = ReturnType<typeof nodeIn>;

/** Everything of the one to the other, once in each direction. */
function exchange(one: Node, other: Node, now: EpochMs): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    for (const part of from.shared.told(now)) to.shared.take(part, now);
}
const isSame = (one: Node, other: Node, now: EpochMs): boolean =>
  one.shared.digest(now) === other.shared.digest(now);

describe("rows of two nodes", () => {
  it("become the same whatever each did, in whatever order they hear of it, and however often", (t) => {
    const deeds = fc.array(
      fc.record({
        node: fc.constantFrom(0, 1, 2),
        minute: fc.integer({ min: 0, max: 5 }),
        what: fc.constantFrom("invite", "remove", "begin", "revoke", "pair", "unpair", "show", "hear"),
        from: fc.constantFrom(0, 1, 2),
      }),
      { maxLength: 25 },
    );
    const nodes = [nodeIn(t), nodeIn(t), nodeIn(t)] as const;
    const secrets: string[] = [];
    let start = NOW;
    fc.assert(
      fc.property(deeds, (list) => {
        start = later(start, hours(200 * 24));
        for (const { node: index, minute, what, from } of list) {
          const { accounts, sessions, screens, shared, database } = nodes[index] ?? nodes[0];
          const now = later(start, minutes(minute));
          const [session] = sessions.list(now);
          const [screen] = screens.list(now);
          if (what === "invite") accounts.invite("anna", "admin", now);
          if (what === "remove" && accounts.remove("anna", now)) revokeAllOf(database, "local:anna", now);
          if (what === "begin") sessions.begin(PERSON, ORIGIN, now);
          if (what === "revoke" && session !== undefined) sessions.revoke(session.id, now);
          if (what === "pair") secrets.push(screens.pair("hall", ORIGIN, now).secret);
          if (what === "unpair" && screen !== undefined) screens.unpair(screen.id, now);
          if (what === "show")
            screens.find(secrets.at(-1) ?? "", { ...ORIGIN, address: `10.0.0.${from}` }, now);
          if (what === "hear") for (const part of nodes[from].shared.told(now)) shared.take(part, now);
        }
        const end = later(start, minutes(6));
        for (let round = 0; round < 2; round += 1) {
          exchange(nodes[0], nodes[1], end);
          exchange(nodes[2], nodes[1], end);
          exchange(nodes[2], nodes[0], end);
        }
        assert.ok(isSame(nodes[0], nodes[1], end) && isSame(nodes[1], nodes[2], end));
        for (const part of nodes[0].shared.told(end)) assert.equal(nodes[1].shared.take(part, end), 0);
      }),
      { numRuns: 25 },
    );
  });

  it("that were ended do not come back, whatever another node did with them since", (t) => {
    const [left, right] = [nodeIn(t), nodeIn(t)];
    const { secret, screen } = left.screens.pair("hall", ORIGIN, NOW);
    const session = left.sessions.begin(PERSON, ORIGIN, NOW);
    exchange(left, right, NOW);
    left.screens.unpair(screen.id, later(NOW, minutes(1)));
    left.sessions.revoke(session.id, later(NOW, minutes(1)));
    const since = later(NOW, minutes(50));
    assert.ok(right.screens.find(secret, { ...ORIGIN, address: "192.0.2.8" }, since));
    assert.ok(right.sessions.find(session.secret, since));
    exchange(right, left, since);
    for (const { screens, sessions } of [left, right]) {
      assert.equal(screens.find(secret, ORIGIN, since), null);
      assert.equal(sessions.find(session.secret, since), null);
    }
  });

  it("of a removed account and its sessions go, also of those who came in elsewhere before it was heard", (t) => {
    const [left, right] = [nodeIn(t), nodeIn(t)];
    left.accounts.invite("anna", "supervisor", NOW);
    exchange(left, right, NOW);
    left.accounts.remove("anna", later(NOW, minutes(1)));
    const { secret } = right.sessions.begin(PERSON, ORIGIN, later(NOW, minutes(2)));
    exchange(right, left, later(NOW, minutes(3)));
    for (const { accounts, sessions } of [left, right]) {
      assert.deepEqual(accounts.list(), []);
      assert.equal(sessions.find(secret, later(NOW, minutes(3))), null);
    }
    // Invited anew it is another account, even by a node whose clock is behind.
    right.accounts.invite("anna", "admin", NOW);
    exchange(right, left, later(NOW, minutes(4)));
    for (const { accounts } of [left, right])
      assert.deepEqual(accounts.list(), [{ name: "anna", role: "admin", ready: false }]);
  });

  it("of an account that was invited anew have no password, whoever ended the former set-up elsewhere since", async (t) => {
    const [left, right] = [nodeIn(t), nodeIn(t)];
    const invitation = left.accounts.invite("anna", "supervisor", NOW);
    exchange(left, right, NOW);
    right.accounts.invite("anna", "supervisor", later(NOW, minutes(1)));
    const since = later(NOW, minutes(5));
    const secret = await left.accounts.beginSetup("anna", invitation, "una frase abbastanza lunga", since);
    assert.ok(secret);
    const code = totpAt(secret, Math.floor(since / 30_000));
    assert.ok(left.accounts.endSetup("anna", invitation, code, since));
    exchange(left, right, since);
    for (const { accounts } of [left, right]) assert.equal(accounts.list()[0]?.ready, false);
  });

  it("that are over are neither told nor taken; who was seen elsewhere is not over", (t) => {
    const [left, right] = [nodeIn(t), nodeIn(t)];
    const { secret } = left.sessions.begin(PERSON, ORIGIN, NOW);
    const [part = ""] = left.shared.told(NOW);
    assert.equal(right.shared.take(part, later(NOW, minutes(60))), 0);
    assert.deepEqual(left.shared.told(later(NOW, minutes(60))), []);
    exchange(left, right, NOW);
    assert.ok(right.sessions.find(secret, later(NOW, minutes(40))));
    exchange(left, right, later(NOW, minutes(50)));
    assert.ok(left.sessions.find(secret, later(NOW, minutes(90))));
  });

  it("of a screen that both renew at the same moment have the same secret for it", (t) => {
    const [left, right] = [nodeIn(t), nodeIn(t)];
    const { secret } = left.screens.pair("hall", ORIGIN, NOW);
    exchange(left, right, NOW);
    const due = later(NOW, WEEK);
    const [one, other] = [left, right].map(({ screens }) => screens.find(secret, ORIGIN, due)?.renewed);
    assert.ok(one);
    assert.equal(one, other);
    exchange(left, right, due);
    assert.ok(isSame(left, right, due));
    for (const { screens } of [left, right]) assert.ok(screens.find(one, ORIGIN, later(due, minutes(1))));
  });

  it("keep a screen's secret while the others would not hear of another", (t) => {
    const { database, screens } = nodeIn(t);
    let isHeard = false;
    const cautious = new Screens(database, () => isHeard);
    const { secret } = screens.pair("hall", ORIGIN, NOW);
    const late = later(NOW, hours(100 * 24));
    assert.equal(cautious.find(secret, ORIGIN, late)?.renewed, null);
    isHeard = true;
    assert.ok(cautious.find(secret, ORIGIN, late)?.renewed);
  });

  it("forget ends when nothing of them can be anywhere any more", (t) => {
    const { shared, screens, sessions, accounts } = nodeIn(t);
    const { screen } = screens.pair("hall", ORIGIN, NOW);
    accounts.invite("anna", "admin", NOW);
    accounts.remove("anna", NOW);
    sessions.revoke(sessions.begin(PERSON, ORIGIN, NOW).id, NOW);
    screens.unpair(screen.id, NOW);
    const ends = (now: EpochMs): number => {
      shared.prune(now);
      return shared.told(now).flatMap((part): unknown[] => JSON.parse(part)).length;
    };
    assert.equal(ends(later(NOW, minutes(1))), 3);
    assert.equal(ends(later(NOW, hours(13))), 2);
    assert.equal(ends(later(NOW, hours(181 * 24))), 1);
    assert.equal(ends(later(NOW, hours(366 * 24))), 0);
  });
});

it("a file of the step before is taken over, with its screens and accounts", (t) => {
  const directory = temporaryDirectory(t);
  const before = nodeIn(t, directory);
  const { secret } = before.screens.pair("hall", ORIGIN, NOW);
  before.accounts.invite("anna", "admin", NOW);
  before.close();
  const file = new DatabaseSync(path.join(directory, "access.sqlite"));
  file.exec(`
    ALTER TABLE screens DROP COLUMN version;
    ALTER TABLE screens DROP COLUMN seed;
    ALTER TABLE screens DROP COLUMN former_seed;
    ALTER TABLE accounts DROP COLUMN version;
    DROP TABLE gone;
    DROP TABLE tokens;
    PRAGMA user_version = 1`);
  file.close();

  const [left, right] = [nodeIn(t, directory), nodeIn(t)];
  exchange(left, right, NOW);
  assert.equal(right.accounts.list()[0]?.name, "anna");
  const renewed = right.screens.find(secret, ORIGIN, later(NOW, WEEK))?.renewed;
  assert.match(renewed ?? "", /^[\w-]{43}$/);
});
