import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { nine, toldDay } from "../../test/support/told-day.ts";
import { later, seconds } from "./time.ts";

describe("a listing after a lost connection", () => {
  it("closes what it covers and does not name as interrupted", () => {
    const { at, fates, open } = toldDay();
    at(0)
      .arrived("kept")
      .queued("kept")
      .arrived("gone")
      .queued("gone")
      .arrived("talking")
      .queued("talking")
      .answered("talking");
    at(60).resynced(["waiting"], [open("kept", "waiting", 0)]);
    assert.deepEqual(fates(60), { waiting: 1, interruptedWaiting: 1, answered: 1 });
  });

  it("closes everything that a restarted source does not name", () => {
    const { at, fates, phone } = toldDay();
    at(0).arrived("a").arrived("b").queued("b").arrived("c").queued("c").answered("c");
    at(30).resynced(["waiting"], [], true);
    assert.deepEqual(fates(30), { interruptedBeforeQueue: 1, interruptedWaiting: 1, answered: 1 });
    assert.deepEqual([...phone().talking()], []);
  });

  it("is overruled by what the source's own log tells later", () => {
    const { at, fates } = toldDay();
    at(0).arrived("a").queued("a");
    at(60).resynced(["waiting"]);
    at(33).ended("a", "abandoned");
    assert.deepEqual(fates(60), { abandoned: 1 });
  });

  it("is disproved by a later sign of life", () => {
    const { at, fates } = toldDay();
    at(0).arrived("a").queued("a");
    at(60).resynced(["waiting"]);
    at(70).answered("a");
    assert.deepEqual(fates(70), { answered: 1 });
  });

  it("brings contacts that nobody had seen, and yields to their real times", () => {
    const { at, board, phone, open } = toldDay();
    at(60).resynced(["waiting"], [open("new", "waiting", 41)]);
    assert.deepEqual(
      [...phone().waiting()].map((one) => one.waitingSince),
      [later(nine, seconds(41))],
    );
    at(40).arrived("new");
    at(42).queued("new");
    assert.equal([...board.stories()][0]?.waitingSince, later(nine, seconds(42)));
    assert.equal([...board.stories()][0]?.arrivedAt, later(nine, seconds(40)));
  });

  it("knows no wait for a contact it found in conversation", () => {
    const { at, board, open } = toldDay();
    at(60).resynced(["waiting", "conversation"], [open("new", "conversation", 50)]);
    at(90).ended("new", "completed");
    const [one] = board.stories();
    assert.equal(one?.fate, "answered");
    assert.equal(one?.wait, null);
  });
});
