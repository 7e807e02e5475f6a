import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { SCREEN_LIFE, Screens } from "./screens.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };
const WEEK = hours(7 * 24);

function paired(t: TestContext) {
  const directory = temporaryDirectory(t);
  const database = openAccessDatabase(directory);
  t.after(() => database.close());
  const screens = new Screens(database);
  const { secret, screen } = screens.pair("hall", ORIGIN, NOW);
  const find = (shown: string, at: EpochMs) => screens.find(shown, ORIGIN, at);
  return { screens, secret, screen, find };
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
