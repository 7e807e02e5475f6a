import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { AccessUnavailable, openAccessDatabase } from "./access-database.ts";
import { SCREEN_LIFE, Screens } from "./screens.ts";
import { Sessions } from "./sessions.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };
const ANNA = { person: "local:anna", name: "anna", role: "supervisor" } as const;
const WEEK = hours(7 * 24);

function paired(t: TestContext) {
  const directory = temporaryDirectory(t);
  const database = openAccessDatabase(directory);
  t.after(() => database.close());
  const screens = new Screens(database);
  const { secret, screen } = screens.pair("hall", ORIGIN, NOW);
  const find = (shown: string, at: EpochMs) => screens.find(shown, ORIGIN, at);
  return { database, screens, secret, screen, find };
}

describe("a paired screen", () => {
  it("is known by its secret, and by nothing else", (t) => {
    const { find, secret } = paired(t);
    assert.equal(find(secret, NOW)?.screen.name, "hall");
    for (const wrong of ["", "x", secret.slice(1), `${secret.slice(0, 42)}!`, "A".repeat(43)])
      assert.equal(find(wrong, NOW), null, wrong);
  });

  it("gets a new secret after a week, which counts from when it was shown", (t) => {
    const { find, secret } = paired(t);
    const renewed = find(secret, later(NOW, WEEK))?.renewed ?? "";
    assert.match(renewed, /^[\w-]{43}$/);
    // The answer that carried it may have been lost: the old one goes on, and is renewed again.
    const late = later(NOW, hours(8 * 24));
    const again = find(secret, late)?.renewed ?? "";
    assert.notEqual(again, renewed);
    assert.equal(find(renewed, late), null);
    assert.equal(find(again, late)?.renewed, null);
    // Requests that were under way still pass for ten minutes; after that somebody has a copy.
    assert.ok(find(secret, later(late, minutes(9))));
    assert.equal(find(secret, later(late, minutes(10))), null);
    assert.ok(find(again, later(late, minutes(10))));
  });

  it("comes in as before while the file cannot be written, with the secret it has", (t) => {
    const { database, screens, find, secret, screen } = paired(t);
    database.run((file) => file.exec("PRAGMA query_only = 1"));
    const later10 = later(NOW, minutes(10));
    assert.equal(find(secret, later10)?.screen.name, "hall");
    assert.ok(screens.find(secret, { ...ORIGIN, address: "192.0.2.8" }, NOW));
    assert.equal(find(secret, later(NOW, WEEK))?.renewed, null);
    screens.see(screen, later10);
    database.run((file) => file.exec("PRAGMA query_only = 0"));
    const renewed = find(secret, later(NOW, WEEK))?.renewed ?? "";
    database.run((file) => file.exec("PRAGMA query_only = 1"));
    assert.ok(find(renewed, later(NOW, WEEK)), "shown for the first time");
    const sessions = new Sessions(database, { idle: hours(1), absolute: hours(12) });
    assert.throws(() => sessions.begin(ANNA, ORIGIN, NOW), AccessUnavailable);
    database.run((file) => file.exec("PRAGMA query_only = 0"));
    const session = sessions.begin(ANNA, ORIGIN, NOW);
    database.run((file) => file.exec("PRAGMA query_only = 1"));
    assert.equal(sessions.find(session.secret, later10)?.name, "anna");
  });

  it("is forgotten 180 days after it was last there", (t) => {
    const { screens, find, secret } = paired(t);
    const half = later(NOW, hours(100 * 24));
    const renewed = find(secret, half)?.renewed ?? "";
    const end = later(half, SCREEN_LIFE);
    assert.equal(find(renewed, end), null);
    assert.deepEqual(screens.list(end), []);
    assert.ok(find(renewed, later(half, hours(179 * 24))));
  });

  it("is gone when it is unpaired", (t) => {
    const { screens, screen, find, secret } = paired(t);
    screens.unpair(screen.id, NOW);
    assert.equal(find(secret, NOW), null);
    assert.equal(screens.get(screen.id, NOW), null);
  });
});
