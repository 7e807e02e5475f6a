/** The life of alerts on a clock that is moved by hand: each time the exact list of what a receiver is told. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { hours, minutes, seconds } from "#domain/time.ts";

import { CHATS, PBX } from "../support/alert-house.ts";
import { AlertWorld } from "../support/alert-world.ts";

const SILENT = "source-silent/pbx";
const SHORT_OF_STAFF = "understaffed/phone";

function house(t: TestContext, options: Parameters<AlertWorld["node"]>[1] = {}) {
  const world = new AlertWorld();
  return { world, node: world.node(t, options) };
}

/** One operator fewer than are needed. */
function shortOfStaff(world: AlertWorld): void {
  world.needed = 3;
  world.operators({ available: 2 });
}

/** Both channels and the two together. */
const surges = (severity: string) =>
  ["chat", "phone", "together"].map((what) => `${severity} surge/${what}`).join(", ");

describe("an alert that comes and goes", () => {
  it("is told when it fires and when it is resolved, and nothing in between", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    world.live(minutes(9));
    assert.deepEqual([node.shown, world.received], [[`pending watch ${SHORT_OF_STAFF}`], []]);
    world.live(minutes(2));
    assert.deepEqual(node.shown, [`firing watch ${SHORT_OF_STAFF}`]);
    world.operators({ available: 3 });
    world.live(minutes(1));
    assert.deepEqual(node.shown, [`recovering watch ${SHORT_OF_STAFF}`]);
    world.live(minutes(5));
    assert.deepEqual(node.shown, []);
    assert.deepEqual(world.received, [
      `10:05 fired watch ${SHORT_OF_STAFF}`,
      `16:05 resolved watch ${SHORT_OF_STAFF}`,
    ]);
    const [past] = node.runner.past;
    assert.deepEqual([past?.status, past?.fingerprint], ["resolved", SHORT_OF_STAFF]);
  });

  it("is not told while it flaps: neither shorter than its hold time nor shorter than its clearing time", (t) => {
    const { world } = house(t);
    world.needed = 3;
    for (let round = 0; round < 6; round += 1) {
      world.operators({ available: 2 });
      world.live(minutes(8));
      world.operators({ available: 3 });
      world.live(minutes(2));
    }
    assert.deepEqual(world.received, []);
    world.operators({ available: 2 });
    world.live(minutes(11));
    for (let round = 0; round < 10; round += 1) {
      world.operators({ available: 3 });
      world.live(minutes(4));
      world.operators({ available: 2 });
      world.live(minutes(4));
    }
    assert.deepEqual(world.received, [`70:05 fired watch ${SHORT_OF_STAFF}`]);
  });

  it("is told again every four hours as a watch, every hour as an alarm, and never as an info", (t) => {
    const { world } = house(t);
    world.surge = "elevated";
    shortOfStaff(world);
    world.speaking.delete(CHATS);
    world.live(hours(4.5));
    assert.deepEqual(world.received, [
      "0:05 fired info surge/phone",
      "1:05 fired alarm source-silent/chats",
      `10:05 fired watch ${SHORT_OF_STAFF}`,
      "61:05 repeated alarm source-silent/chats",
      "121:05 repeated alarm source-silent/chats",
      "181:05 repeated alarm source-silent/chats",
      "241:05 repeated alarm source-silent/chats",
      `250:05 repeated watch ${SHORT_OF_STAFF}`,
    ]);
    assert.equal(new Set(world.ids).size, world.ids.length);
  });

  it("that was acknowledged is not told again, but its end is", (t) => {
    const { world, node } = house(t);
    world.speaking.delete(PBX);
    world.live(minutes(30));
    assert.equal(node.runner.acknowledge(SILENT, "Anna"), true);
    assert.equal(node.runner.acknowledge("understaffed/chat", "Anna"), false);
    world.live(hours(3));
    assert.equal(node.runner.shown[0]?.acknowledged?.by, "Anna");
    world.speaking.add(PBX);
    world.live(minutes(3));
    assert.deepEqual(world.received, [`1:05 fired alarm ${SILENT}`, `211:05 resolved alarm ${SILENT}`]);
  });

  it("that becomes graver is told, though the lesser one was acknowledged", (t) => {
    const { world, node } = house(t);
    world.surge = "surge";
    world.live(minutes(5));
    for (const { fingerprint } of node.runner.shown) node.runner.acknowledge(fingerprint, "Anna");
    world.surge = "extreme";
    world.live(minutes(5));
    assert.deepEqual(
      node.runner.shown.map(({ acknowledged }) => acknowledged),
      [null, null, null],
    );
    world.surge = "surge";
    world.live(minutes(5));
    world.surge = "extreme";
    world.live(minutes(5));
    world.surge = "none";
    world.live(minutes(5));
    assert.deepEqual(world.received, [
      `0:05 fired ${surges("watch")}`,
      `5:05 escalated ${surges("alarm")}`,
      `20:05 resolved ${surges("alarm")}`,
    ]);
  });
});

describe("a restart", () => {
  for (const end of ["close", "kill"] as const)
    it(`while pending keeps the clock (${end})`, (t) => {
      const { world, node } = house(t);
      shortOfStaff(world);
      world.live(minutes(6));
      node[end]();
      const again = world.node(t, { directory: node.directory });
      assert.deepEqual(again.shown, [`pending watch ${SHORT_OF_STAFF}`]);
      world.live(minutes(3));
      assert.deepEqual(world.received, []);
      world.live(minutes(2));
      // The first look of a process does not know how much time has passed.
      assert.deepEqual(world.received, [`10:10 fired watch ${SHORT_OF_STAFF}`]);
    });

  for (const end of ["close", "kill"] as const)
    it(`while firing tells nothing, and keeps when it began (${end})`, (t) => {
      const { world, node } = house(t);
      shortOfStaff(world);
      world.live(minutes(12));
      const before = node.runner.shown;
      node[end]();
      const again = world.node(t, { directory: node.directory });
      assert.deepEqual(again.runner.shown, before);
      world.live(hours(1));
      assert.deepEqual(again.runner.shown[0]?.startsAtMs, before[0]?.startsAtMs);
      assert.deepEqual(world.received, [`10:05 fired watch ${SHORT_OF_STAFF}`]);
    });

  it("after an hour down neither resolves nor raises anything", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    world.live(minutes(12));
    world.contact("chat", "waiting");
    node.kill();
    world.stepClock(hours(1));
    world.forgetLinks();
    world.speaking.clear();
    const again = world.node(t, { directory: node.directory });
    world.live(seconds(50));
    assert.deepEqual(again.shown, [`firing watch ${SHORT_OF_STAFF}`]);
    world.speaking.add(PBX).add(CHATS);
    world.live(minutes(10));
    assert.deepEqual(world.received, [`10:05 fired watch ${SHORT_OF_STAFF}`]);
  });

  it("resolves what its configuration watches no more", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    world.live(minutes(12));
    node.close();
    const off = { understaffed: { enabled: false } };
    world.node(t, { directory: node.directory, alerts: off });
    world.live(minutes(1));
    assert.deepEqual(world.received, [
      `10:05 fired watch ${SHORT_OF_STAFF}`,
      `12:05 resolved watch ${SHORT_OF_STAFF}`,
    ]);
  });
});

describe("a silence", () => {
  const wish = {
    scope: { kind: "rule", rule: "understaffed", channel: null },
    by: "Anna",
    why: "training",
    lasts: hours(1),
  } as const;

  it("that ends while the alert fires tells it then", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    assert.equal(node.runner.silence(wish)?.id, "silence-1");
    world.live(minutes(55));
    assert.deepEqual([node.shown, world.received], [[`firing watch ${SHORT_OF_STAFF}`], []]);
    assert.equal(node.runner.shown[0]?.silence?.why, "training");
    world.live(minutes(10));
    assert.deepEqual(world.received, [`60:00 fired watch ${SHORT_OF_STAFF}`]);
    const [alert] = node.runner.shown;
    assert.equal(alert?.startsAtMs, (alert?.pendingSinceMs ?? 0) + 600_000);
  });

  it("over an alert that was told keeps its repetitions back, not its end", (t) => {
    const { world, node } = house(t);
    world.speaking.delete(PBX);
    world.live(minutes(2));
    node.runner.silence({ ...wish, scope: { kind: "alert", fingerprint: SILENT }, lasts: hours(2.5) });
    world.live(hours(2));
    node.close();
    const again = world.node(t, { directory: node.directory });
    world.live(hours(1));
    again.runner.silence({ ...wish, scope: { kind: "alert", fingerprint: SILENT } });
    world.speaking.add(PBX);
    world.live(minutes(5));
    assert.deepEqual(world.received, [
      `1:05 fired alarm ${SILENT}`,
      `152:00 repeated alarm ${SILENT}`,
      `183:05 resolved alarm ${SILENT}`,
    ]);
  });

  it("that is lifted lets the alert be told at the next look", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    const silence = node.runner.silence(wish);
    world.live(minutes(20));
    assert.equal(node.runner.endSilence(silence?.id ?? ""), true);
    assert.equal(node.runner.endSilence(silence?.id ?? ""), false);
    world.live(minutes(1));
    assert.deepEqual(world.received, [`20:05 fired watch ${SHORT_OF_STAFF}`]);
  });

  it("of an alert that does not exist is none", (t) => {
    const { node } = house(t);
    assert.equal(node.runner.silence({ ...wish, scope: { kind: "alert", fingerprint: "none" } }), null);
  });
});
