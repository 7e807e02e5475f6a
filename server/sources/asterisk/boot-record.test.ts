import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type EpochMs, epochMs, later, minutes, seconds } from "#domain/time.ts";
import type { Bookmarks, Clock } from "#engine/ports.ts";

import { BootRecord } from "./boot-record.ts";

function record(start: EpochMs, kept = new Map<string, string>()) {
  let now = start;
  const clock: Clock = { now: () => now, after: () => () => undefined };
  const bookmarks: Bookmarks = {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => void kept.set(name, value),
  };
  return { kept, boot: new BootRecord(bookmarks, "boot", clock), at: (instant: EpochMs) => (now = instant) };
}

const NINE = epochMs(1_795_420_800_000);

describe("the start of a PBX", () => {
  it("is no restart when it is the first one heard of", () => {
    assert.equal(record(NINE).boot.connected(seconds(0), null), false);
  });

  it("is a restart when it lies later than the one remembered, also over a restart of ours", () => {
    const before = record(NINE);
    before.boot.connected(minutes(60), null);
    const after = record(later(NINE, minutes(10)), before.kept);
    assert.equal(after.boot.connected(minutes(5), null), true);
  });

  it("is the same one when the uptime has grown with the gap", () => {
    const { boot, at } = record(NINE);
    boot.connected(minutes(60), null);
    at(later(NINE, minutes(10)));
    assert.equal(boot.connected(minutes(70), NINE), false);
  });

  it("is a restart when the uptime is shorter than the gap", () => {
    const { boot, at } = record(NINE);
    boot.connected(seconds(2), null);
    at(later(NINE, seconds(4)));
    assert.equal(boot.connected(seconds(1), NINE), true);
  });

  it("is unknown to an account that is not told", () => {
    const { boot } = record(NINE);
    assert.equal(boot.connected(null, NINE), false);
    assert.equal(boot.bootedAt(NINE), null);
  });

  it("is told by the clock of the PBX while it is connected", () => {
    const { boot, at } = record(NINE);
    boot.connected(minutes(60), null);
    at(later(NINE, minutes(1)));
    const pbxNow = later(NINE, minutes(3));
    assert.equal(boot.bootedAt(pbxNow), pbxNow - minutes(61));
    boot.disconnected();
    assert.equal(boot.bootedAt(pbxNow), null);
  });
});
