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
  const told: string[] = [];
  const screens = new Screens(
    database,
    () => true,
    ({ name }, { address }) => told.push(`${name} from ${address}`),
  );
  const { secret, screen } = screens.pair("hall", ORIGIN, NOW);
  const find = (shown: string, at: EpochMs) => screens.find(shown, ORIGIN, at);
  return { database, screens, secret, screen, find, told };
}

describe("a paired screen", () => {
  it("is known by its secret, and by nothing else", (t) => {
    const { find, secret } = paired(t);
    assert.equal(find(secret, NOW)?.screen.name, "hall");
    for (const wrong of ["", "x", secret.slice(1), `${secret.slice(0, 42)}!`, "A".repeat(43)])
      assert.equal(find(wrong, NOW), null, wrong);
  });

  it("gets a new secret after a week, the same one again when the answer was lost", (t) => {
    const { find, secret, told } = paired(t);
    const renewed = find(secret, later(NOW, WEEK))?.renewed ?? "";
    assert.match(renewed, /^[\w-]{43}$/);
    const late = later(NOW, hours(8 * 24));
    assert.equal(find(secret, late)?.renewed, renewed);
    assert.equal(find(renewed, late)?.renewed, null);
    // Requests that were under way.
    assert.equal(find(secret, later(late, minutes(9)))?.renewed, renewed);
    assert.deepEqual(told, []);
  });

  it("that lost its new secret comes back with the old one, and it is told that somebody shows an old one", (t) => {
    const { find, secret, told } = paired(t);
    const renewed = find(secret, later(NOW, WEEK))?.renewed ?? "";
    const shown = later(NOW, hours(8 * 24));
    assert.ok(find(renewed, shown));
    // A browser that was killed before it wrote its cookies, or somebody with a copy: nobody can tell.
    let morning = later(shown, hours(12));
    for (let day = 1; day <= 30; day += 1) {
      assert.equal(find(secret, morning)?.renewed, renewed, `day ${day}`);
      assert.equal(find(renewed, later(morning, minutes(1)))?.renewed, null);
      assert.deepEqual(told.at(-1), "hall from 192.0.2.7");
      assert.equal(told.length, day);
      morning = later(morning, hours(24));
    }
    // Two secrets later it is no longer one of this screen.
    const next = find(renewed, later(morning, WEEK))?.renewed ?? "";
    assert.ok(find(next, later(morning, WEEK)));
    assert.equal(find(secret, later(morning, WEEK)), null);
  });

  it("whose copy keeps up with it is told at each new secret, when the copy is elsewhere", (t) => {
    const { screens, secret, told } = paired(t);
    const copy = { ...ORIGIN, address: "198.51.100.7" };
    let [held, at] = [secret, later(NOW, WEEK)];
    for (let week = 1; week <= 4; week += 1) {
      const renewed = screens.find(held, ORIGIN, at)?.renewed ?? "";
      // Before the screen has shown its new secret, or after it: both within the ten minutes of requests under way.
      if (week % 2 === 0) assert.ok(screens.find(renewed, ORIGIN, later(at, minutes(1))));
      assert.equal(screens.find(held, copy, later(at, minutes(2)))?.renewed, renewed);
      assert.deepEqual([told.length, told.at(-1)], [week, "hall from 198.51.100.7"]);
      assert.ok(screens.find(renewed, ORIGIN, later(at, minutes(5))));
      assert.ok(screens.find(renewed, copy, later(at, minutes(6))));
      assert.ok(screens.find(renewed, ORIGIN, later(at, minutes(7))));
      [held, at] = [renewed, later(at, hours(8 * 24))];
    }
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
