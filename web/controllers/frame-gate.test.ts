import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { BusSnapshot } from "#wire/bus.ts";

import { usual } from "../../test/support/boards.ts";
import { FrameGate, HOLD_BACK_MS } from "./frame-gate.ts";

const at = (cursor: string, epoch = "one"): BusSnapshot => ({ state: "live", epoch, cursor });
const board = (bus: BusSnapshot | null, revision = 1) => ({ ...usual, revision, bus });

/** A wall that shows the figures of a node up to this entry, and has just been moved to another node. */
function movedFrom(cursor: string): FrameGate {
  const gate = new FrameGate();
  gate.connected(0);
  gate.take(board(at(cursor)), 1);
  gate.connected(60_000);
  return gate;
}

describe("a wall that is moved to another server", () => {
  it("shows nothing older than it has shown, and what is as new at once", () => {
    const gate = movedFrom("100-2");
    assert.equal(gate.take(board(at("100-1")), 60_001), null);
    assert.equal(gate.take(board(at("99-7")), 60_002), null);
    assert.ok(gate.take(board(at("100-2")), 60_003));
    assert.ok(gate.take(board(at("100-10")), 60_004));
  });

  it("compares numbers, not texts", () => {
    assert.ok(movedFrom("999-9").take(board(at("1000-0")), 60_001));
    assert.equal(movedFrom("1000-10").take(board(at("1000-9")), 60_001), null);
  });

  it("shows what it held back as soon as the server says that it has caught up", () => {
    const gate = movedFrom("100-0");
    assert.equal(gate.take(board(at("90-0"), 7), 60_001), null);
    assert.equal(gate.reached(at("95-0"), 60_002), null);
    assert.equal(gate.reached(at("100-0"), 60_003)?.revision, 7);
    assert.equal(gate.reached(at("101-0"), 60_004), null);
  });

  it("goes by the newest position that it was told of, also between snapshots", () => {
    const gate = movedFrom("100-0");
    gate.reached(at("120-0"), 60_001);
    gate.connected(70_000);
    assert.equal(gate.take(board(at("110-0")), 70_001), null);
  });

  it("shows the figures of a server that stays behind after ten seconds", () => {
    const gate = movedFrom("100-0");
    assert.equal(gate.take(board(at("90-0"), 7), 60_000 + HOLD_BACK_MS - 1), null);
    assert.equal(gate.open()?.revision, 7);
    assert.ok(gate.take(board(at("91-0")), 60_000 + HOLD_BACK_MS + 1));
  });

  it("shows at once what cannot be compared: another epoch, a server that is alone", () => {
    assert.ok(movedFrom("100-0").take(board(at("1-0", "two")), 60_001));
    assert.ok(movedFrom("100-0").take(board(null), 60_001));
  });
});
