/** Somebody takes an alert on, on a clock that is moved by hand: the exact list of what a receiver that keeps incidents is told. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { hours, minutes } from "#domain/time.ts";

import { PBX } from "../support/alert-house.ts";
import { AlertWorld } from "../support/alert-world.ts";

const SILENT = "source-silent/pbx";

describe("an alert that somebody takes on", () => {
  it("is told to a receiver that keeps incidents at once, each time, and its end once", (t) => {
    const world = new AlertWorld();
    const node = world.node(t, { hearsAcknowledgements: true });
    world.speaking.delete(PBX);
    world.live(minutes(3));
    node.runner.acknowledge(SILENT, "Anna");
    world.live(minutes(2));
    node.runner.acknowledge(SILENT, null);
    world.live(minutes(1));
    node.runner.acknowledge(SILENT, "Bruno");
    world.live(hours(2));
    world.speaking.add(PBX);
    world.live(minutes(2));
    assert.deepEqual(world.received, [
      `1:05 fired alarm ${SILENT}`,
      `3:00 acknowledged alarm ${SILENT}`,
      `6:00 acknowledged alarm ${SILENT}`,
      `127:05 resolved alarm ${SILENT}`,
    ]);
    assert.equal(new Set(world.ids).size, 4);
  });

  it("is told of to nobody who was not told that it fires, and by no node that does not tell", (t) => {
    const world = new AlertWorld();
    let isHeld = true;
    const node = world.node(t, { hearsAcknowledgements: true, lease: { isHeld: () => isHeld } });
    node.isStuck = true;
    world.speaking.delete(PBX);
    world.live(minutes(3));
    isHeld = false;
    assert.equal(node.runner.acknowledge(SILENT, "Anna"), true);
    world.live(minutes(1));
    assert.deepEqual(world.received, []);
  });
});

it("what has come to pass while the program was out is told together, by severity", (t) => {
  const world = new AlertWorld();
  const node = world.node(t);
  world.live(minutes(1));
  node.kill();
  for (let contact = 0; contact < 4; contact += 1) {
    world.live(minutes(8));
    for (const channel of ["phone", "chat"] as const) world.contact(channel, "lost");
  }
  world.forgetLinks();
  world.node(t, { directory: node.directory });
  world.live(minutes(3));
  assert.deepEqual(
    world.received.map((line) => line.replace(/^\S+ /, "")),
    ["fired alarm nobody-answers/chat, alarm nobody-answers/phone"],
  );
});
