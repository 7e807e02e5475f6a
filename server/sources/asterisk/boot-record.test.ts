import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type DurationMs, type EpochMs, epochMs, hours, later, minutes, seconds } from "#domain/time.ts";
import type { Bookmarks, Clock } from "#engine/ports.ts";

import { BootRecord } from "./boot-record.ts";

const NINE = epochMs(1_795_420_800_000);

/** `pass` moves both clocks; `set` only the one on the wall. */
function record(start: EpochMs = NINE, kept = new Map<string, string>()) {
  let wall = start;
  let monotonic = 12_345.678;
  const clock: Clock = { now: () => wall, after: () => () => undefined };
  const bookmarks: Bookmarks = {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => void kept.set(name, value),
  };
  return {
    kept,
    boot: new BootRecord({ bookmarks, bookmark: "boot", clock, monotonic: () => monotonic }),
    pass: (by: DurationMs): void => {
      wall = later(wall, by);
      monotonic += by;
    },
    set: (by: number): void => {
      wall = epochMs(wall + by);
    },
  };
}

describe("the start of a PBX", () => {
  it("is no restart when it is the first one heard of", () => {
    assert.equal(record().boot.connected(seconds(0)), false);
  });

  it("is the same one when the uptime has grown with the gap", () => {
    const { boot, pass } = record();
    boot.connected(minutes(60));
    boot.disconnected();
    pass(minutes(10));
    assert.equal(boot.connected(minutes(70)), false);
  });

  it("is a restart when the uptime is shorter than the gap", () => {
    const { boot, pass } = record();
    boot.connected(seconds(2));
    boot.disconnected();
    pass(seconds(4));
    assert.equal(boot.connected(seconds(1)), true);
  });

  it("is a restart when the PBX was away for a while before it was missed", () => {
    const { boot, pass } = record();
    boot.connected(minutes(60));
    pass(minutes(1));
    boot.disconnected();
    pass(seconds(1));
    assert.equal(boot.connected(seconds(12)), true);
  });

  it("is told once: a connection that is lost right afterwards finds the same PBX", () => {
    const { boot, pass } = record();
    boot.connected(minutes(60));
    boot.disconnected();
    pass(seconds(10));
    assert.equal(boot.connected(seconds(5)), true);
    pass(seconds(3));
    boot.disconnected();
    // Every attempt that fails is a lost connection, too.
    pass(seconds(1));
    boot.disconnected();
    pass(seconds(1));
    assert.equal(boot.connected(seconds(10)), false);
  });

  for (const step of [6_000, 600_000, 172_800_000, -600_000])
    it(`is the same one when our clock is set by ${step / 1_000} s during the gap`, () => {
      const { boot, pass, set } = record();
      boot.connected(minutes(60));
      pass(minutes(5));
      boot.disconnected();
      set(step);
      pass(seconds(2));
      assert.equal(boot.connected(seconds(3_902)), false);
    });

  it("is the same one when the clock of the PBX, by which it tells its uptime, is set back", () => {
    const { boot, pass } = record();
    boot.connected(minutes(60));
    pass(minutes(5));
    boot.disconnected();
    pass(seconds(2));
    assert.equal(boot.connected(minutes(55)), false);
  });

  it("is a restart all the same when our clock is set as well", () => {
    const { boot, pass, set } = record();
    boot.connected(minutes(60));
    boot.disconnected();
    set(-3_600_000);
    pass(seconds(30));
    assert.equal(boot.connected(seconds(20)), true);
  });

  it("is remembered over a restart of ours: a later one is a restart", () => {
    const before = record();
    before.boot.connected(minutes(60));
    const after = record(later(NINE, minutes(20)), before.kept);
    assert.equal(after.boot.connected(minutes(5)), true);
  });

  it("is the same one over a restart of ours, also when our clock was set by some minutes meanwhile", () => {
    const before = record();
    before.boot.connected(minutes(60));
    const after = record(later(NINE, minutes(20)), before.kept);
    assert.equal(after.boot.connected(minutes(71)), false);
  });

  it("is unknown to an account that is not told", () => {
    const { boot } = record();
    assert.equal(boot.connected(null), false);
    assert.equal(boot.bootedAt(NINE), null);
  });

  it("is told by the clock of the PBX while it is connected, whatever ours shows", () => {
    const { boot, pass, set } = record();
    boot.connected(minutes(60));
    pass(minutes(1));
    set(hours(5));
    const pbxNow = later(NINE, minutes(3));
    assert.equal(boot.bootedAt(pbxNow), pbxNow - minutes(61));
    boot.disconnected();
    assert.equal(boot.bootedAt(pbxNow), null);
  });
});
