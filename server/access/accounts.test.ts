import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { epochMs, hours, later, minutes, seconds } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { Accounts } from "./accounts.ts";
import { isPassword, passwordFault, passwordHash } from "./password.ts";
import { Sessions } from "./sessions.ts";
import { totpAt } from "./totp.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const LATER = later(NOW, minutes(1));
const PASSWORD = "una frase abbastanza lunga";
const codeAt = (secret: Uint8Array, at: number): string => totpAt(secret, Math.floor(at / 30_000));

function open(t: TestContext) {
  const directory = temporaryDirectory(t);
  const database = openAccessDatabase(directory);
  t.after(() => database.close());
  return { directory, database, accounts: new Accounts(database) };
}

async function ready(accounts: Accounts, name = "anna"): Promise<Uint8Array> {
  const invitation = accounts.invite(name, "supervisor", NOW);
  const secret = await accounts.beginSetup(name, invitation, PASSWORD, NOW);
  assert.ok(secret);
  assert.ok(accounts.endSetup(name, invitation, codeAt(secret, NOW), NOW));
  return secret;
}

describe("an account", () => {
  it("is set up by an invitation, once, within a day", async (t) => {
    const { accounts } = open(t);
    const invitation = accounts.invite("anna", "admin", NOW);
    assert.equal(accounts.list()[0]?.ready, false);
    assert.equal(await accounts.beginSetup("anna", "BBBBCCCCDDDDFFFF", PASSWORD, NOW), null);
    assert.equal(await accounts.beginSetup("anna", invitation, PASSWORD, later(NOW, hours(24))), null);
    const secret = await accounts.beginSetup("anna", invitation, PASSWORD, NOW);
    assert.ok(secret);
    assert.equal(await accounts.check("anna", PASSWORD, codeAt(secret, NOW), NOW), null, "not ready yet");
    assert.equal(accounts.endSetup("anna", invitation, "000000", NOW), null);
    assert.equal(accounts.endSetup("anna", invitation, codeAt(secret, NOW), NOW)?.role, "admin");
    assert.equal(await accounts.beginSetup("anna", invitation, PASSWORD, NOW), null);
  });

  it("needs name, password and a code that was not used", async (t) => {
    const { accounts } = open(t);
    const secret = await ready(accounts);
    const code = codeAt(secret, LATER);
    assert.equal(await accounts.check("anna", `${PASSWORD}!`, code, LATER), null);
    assert.equal(await accounts.check("berta", PASSWORD, code, LATER), null);
    assert.equal(
      await accounts.check("anna", PASSWORD, codeAt(secret, NOW), NOW),
      null,
      "used at the set-up",
    );
    const both = [
      accounts.check("anna", PASSWORD, code, LATER),
      accounts.check("anna", PASSWORD, code, LATER),
    ];
    const entered = (await Promise.all(both)).filter((account) => account !== null);
    assert.equal(entered.length, 1, "one code lets in once, also at the same moment");
    assert.equal(await accounts.check("anna", PASSWORD, code, later(LATER, seconds(1))), null);
  });

  it("that is invited anew has neither password nor authenticator any more", async (t) => {
    const { accounts } = open(t);
    const secret = await ready(accounts);
    accounts.invite("anna", "supervisor", LATER);
    assert.equal(await accounts.check("anna", PASSWORD, codeAt(secret, LATER), LATER), null);
  });

  it("that is invited anew while a password is looked at lets nobody in by the old one", async (t) => {
    const { accounts } = open(t);
    const secret = await ready(accounts);
    const begun = accounts.check("anna", PASSWORD, codeAt(secret, LATER), LATER);
    accounts.invite("anna", "supervisor", LATER);
    assert.equal(await begun, null);
  });

  it("leaves no password, invitation or session secret on the disk", async (t) => {
    const { accounts, database, directory } = open(t);
    const invitation = accounts.invite("berta", "admin", NOW);
    await ready(accounts);
    const sessions = new Sessions(database, { idle: minutes(60), absolute: hours(12) });
    const person = { person: "local:anna", name: "anna", role: "admin" } as const;
    const { secret } = sessions.begin(person, { address: "192.0.2.7", device: "?" }, NOW);
    for (const file of ["access.sqlite", "access.sqlite-wal"]) {
      const bytes = readFileSync(path.join(directory, file));
      assert.ok(bytes.length > 0);
      for (const planted of [PASSWORD, invitation, secret]) assert.ok(!bytes.includes(planted), file);
    }
  });
});

const openSession = (t: TestContext) => {
  const { database } = open(t);
  const sessions = new Sessions(database, { idle: minutes(60), absolute: hours(12) });
  const person = { person: "local:anna", name: "anna", role: "supervisor" } as const;
  return { sessions, ...sessions.begin(person, { address: "192.0.2.7", device: "?" }, NOW) };
};

describe("a session", () => {
  it("is over an hour after somebody was last there", (t) => {
    const { sessions, secret, id } = openSession(t);
    assert.ok(sessions.find(secret, later(NOW, minutes(59))));
    assert.ok(sessions.isAlive(id, later(NOW, minutes(118))));
    assert.equal(sessions.isAlive(id, later(NOW, minutes(119))), false);
    assert.equal(sessions.find(secret, later(NOW, minutes(119))), null);
  });

  it("is not prolonged by what a page asks by itself", (t) => {
    const { sessions, secret } = openSession(t);
    assert.ok(sessions.find(secret, later(NOW, minutes(59)), false));
    assert.equal(sessions.find(secret, later(NOW, minutes(60)), false), null);
  });

  it("is over after twelve hours, whoever is there", (t) => {
    const { sessions, secret } = openSession(t);
    for (let hour = 1; hour < 24; hour += 1)
      assert.equal(sessions.find(secret, later(NOW, minutes(hour * 30))) !== null, true, `${hour / 2} h`);
    assert.equal(sessions.find(secret, later(NOW, hours(12))), null);
    assert.deepEqual(sessions.list(later(NOW, hours(12))), []);
  });
});

describe("a password", () => {
  it("is stored by Argon2id, each with its own salt", async () => {
    const [one, two] = [await passwordHash(PASSWORD), await passwordHash(PASSWORD)];
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.notEqual(one, two);
    assert.ok(await isPassword(PASSWORD, one));
    assert.equal(await isPassword(PASSWORD, null), false);
    assert.equal(await isPassword("", one), false);
  });

  for (const [password, fault] of [
    ["corta", "too-short"],
    ["x".repeat(257), "too-long"],
    ["aaaaaaaaaaaaaa", "too-plain"],
    ["121212121212", "too-plain"],
    ["abcdefghijklm", "too-plain"],
    ["anna1522vedetta", "too-plain"],
    ["una frase abbastanza lunga", null],
    ["Tr0ub4dor&3xyz", null],
  ] as const)
    it(`${password.slice(0, 30)}: ${fault ?? "good"}`, () =>
      assert.equal(passwordFault(password, ["anna", "1522", "vedetta"]), fault));
});

it("a set-up that another invitation overtakes while it is hashed changes nothing", async (t) => {
  const database = openAccessDatabase(temporaryDirectory(t));
  t.after(() => database.close());
  const accounts = new Accounts(database);
  const old = accounts.invite("anna", "supervisor", NOW);
  const begun = accounts.beginSetup("anna", old, "una frase abbastanza lunga", NOW);
  const fresh = accounts.invite("anna", "supervisor", NOW);
  assert.equal(await begun, null);
  assert.equal(accounts.secretInSetup("anna", fresh, NOW), null);
});
