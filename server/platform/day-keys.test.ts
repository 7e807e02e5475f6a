import assert from "node:assert/strict";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { DayKeys } from "./day-keys.ts";

describe("DayKeys", () => {
  it("makes 32 random bytes for a day and gives the same again", (t) => {
    const keys = new DayKeys(temporaryDirectory(t));
    const monday = keys.of("2026-11-23");
    assert.equal(monday.length, 32);
    assert.equal(keys.of("2026-11-23"), monday);
    assert.notDeepEqual(keys.of("2026-11-24"), monday);
  });

  it("keeps keys over a restart, in files for the owner alone", (t) => {
    const directory = temporaryDirectory(t);
    const before = new DayKeys(directory);
    const key = Uint8Array.from(before.of("2026-11-23"));
    before.close();

    assert.deepEqual(Uint8Array.from(new DayKeys(directory).of("2026-11-23")), key);
    assert.equal(statSync(path.join(directory, "day-keys")).mode & 0o777, 0o700);
    assert.equal(statSync(path.join(directory, "day-keys", "2026-11-23.key")).mode & 0o777, 0o600);
  });

  it("overwrites a key before it removes the file", (t) => {
    const directory = temporaryDirectory(t);
    const keys = new DayKeys(directory);
    const held = keys.of("2026-11-23");
    keys.of("2026-11-24");
    // A second name for the same bytes shows what became of them.
    linkSync(path.join(directory, "day-keys", "2026-11-23.key"), path.join(directory, "second-name"));

    keys.keepOnly(["2026-11-24"]);

    assert.deepEqual(readdirSync(path.join(directory, "day-keys")), ["2026-11-24.key"]);
    assert.ok(readFileSync(path.join(directory, "second-name")).every((byte) => byte === 0));
    assert.ok(held.every((byte) => byte === 0));
  });

  it("removes what a crash left of a key that was never used", (t) => {
    const directory = temporaryDirectory(t);
    mkdirSync(path.join(directory, "day-keys"));
    writeFileSync(path.join(directory, "day-keys", "2026-11-23.key.new"), new Uint8Array(32).fill(7));
    writeFileSync(path.join(directory, "day-keys", "2026-11-22.key"), new Uint8Array(5).fill(7));

    const keys = new DayKeys(directory);

    assert.deepEqual(readdirSync(path.join(directory, "day-keys")), []);
    assert.ok(keys.of("2026-11-23").some((byte) => byte !== 7));
  });

  it("goes on with a key that it cannot store, and stores it when it can", (t) => {
    const directory = temporaryDirectory(t);
    const keys = new DayKeys(directory);
    const obstacle = path.join(directory, "day-keys", "2026-11-23.key.new");
    mkdirSync(obstacle);
    const key = Uint8Array.from(keys.of("2026-11-23"));
    assert.equal(keys.storeAll(), false);

    rmdirSync(obstacle);
    assert.equal(keys.storeAll(), true);
    assert.deepEqual(Uint8Array.from(new DayKeys(directory).of("2026-11-23")), key);
  });
});
