/** Two nodes that look at the same helpline, of which one tells: killed at each step of a message. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { minutes, ms, seconds } from "#domain/time.ts";

import { PBX } from "../support/alert-house.ts";
import { AlertWorld, type DeathStep } from "../support/alert-world.ts";

/** A lease that lasts for fifteen seconds after its holder is gone. */
function twoNodes(t: TestContext) {
  const world = new AlertWorld();
  let holder: "first" | "second" | "both" = "first";
  const leaseOf = (name: "first" | "second") => ({ isHeld: () => holder === name || holder === "both" });
  return {
    world,
    first: world.node(t, { lease: leaseOf("first") }),
    second: world.node(t, { lease: leaseOf("second") }),
    restart: (directory: string) => world.node(t, { directory, lease: leaseOf("first") }),
    passTo: (name: typeof holder): void => {
      holder = name;
    },
  };
}

const FIRED = "1:05 fired alarm source-silent/pbx";
const REPEATED = "61:05 repeated alarm source-silent/pbx";
const RESOLVED = "92:05 resolved alarm source-silent/pbx";

describe("two nodes", () => {
  it("tell everything once while the one that tells lives", (t) => {
    const { world, first, second } = twoNodes(t);
    world.speaking.delete(PBX);
    world.live(minutes(91));
    world.speaking.add(PBX);
    world.live(minutes(5));
    assert.deepEqual(world.received, [FIRED, REPEATED, RESOLVED]);
    assert.deepEqual(second.runner.past, first.runner.past);
  });

  const deaths: readonly { when: DeathStep | "before"; copies: number; name: string }[] = [
    { when: "before", copies: 1, name: "before it has looked" },
    { when: "saved", copies: 1, name: "when the message is saved and not sent" },
    { when: "sent", copies: 2, name: "when the message is sent and not marked" },
    { when: "marked", copies: 2, name: "when the message is marked as delivered" },
  ];
  for (const { when, copies, name } of deaths)
    it(`lose nothing when the one that tells is killed ${name}: ${copies} with one id`, (t) => {
      const { world, first, passTo } = twoNodes(t);
      world.speaking.delete(PBX);
      if (when === "before") {
        world.live(minutes(1));
        first.kill();
        world.live(seconds(5));
      } else {
        first.diesWhen = when;
        world.live(seconds(65));
      }
      world.live(seconds(15));
      passTo("second");
      world.live(ms(minutes(89) + seconds(40)));
      world.speaking.add(PBX);
      world.live(minutes(5));
      const fired = Array.from({ length: copies }, () => FIRED);
      assert.deepEqual(world.received, [...fired, REPEATED, RESOLVED]);
      assert.equal(new Set(world.ids.slice(0, copies)).size, 1);
      assert.equal(new Set(world.ids).size, 3);
    });

  it("tell the same twice, with the same ids, while nobody knows which of them is to tell", (t) => {
    const { world, passTo } = twoNodes(t);
    passTo("both");
    world.speaking.delete(PBX);
    world.live(minutes(62));
    assert.deepEqual(world.received, [FIRED, FIRED, REPEATED, REPEATED]);
    assert.equal(new Set(world.ids).size, 2);
  });

  it("tell a message again, with its id, when the killed one comes back with it", (t) => {
    const { world, first, restart, passTo } = twoNodes(t);
    world.speaking.delete(PBX);
    first.diesWhen = "saved";
    world.live(seconds(65));
    passTo("second");
    world.live(minutes(5));
    restart(first.directory);
    world.live(minutes(30));
    assert.deepEqual(world.received, [FIRED, FIRED]);
    assert.equal(new Set(world.ids).size, 1);
  });

  it("tell nothing of long ago when the lease passes on", (t) => {
    const { world, passTo } = twoNodes(t);
    world.speaking.delete(PBX);
    world.live(minutes(30));
    passTo("second");
    world.live(minutes(10));
    assert.deepEqual(world.received, [FIRED]);
  });

  it("keep what one has put aside over its own restart", (t) => {
    const { world, first, second, passTo } = twoNodes(t);
    world.speaking.delete(PBX);
    world.live(minutes(1));
    first.diesWhen = "saved";
    world.live(seconds(5));
    second.kill();
    passTo("second");
    world.node(t, { directory: second.directory });
    world.live(minutes(10));
    assert.deepEqual(world.received, [FIRED]);
  });
});
