/** Two nodes that look at the same helpline, of which one tells: killed at each step of a message, with a real lease on a real Redis. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { hours, minutes, ms, seconds } from "#domain/time.ts";

import { PBX } from "../support/alert-house.ts";
import { ALERT_NAMES, ALERT_SEAL, alertNodes } from "../support/alert-nodes.ts";
import type { DeathStep } from "../support/alert-world.ts";
import { until } from "../support/until.ts";

const FIRED = "1:05 fired alarm source-silent/pbx";
const REPEATED = "61:05 repeated alarm source-silent/pbx";
/** Time in which nobody told does not count. */
const REPEATED_AFTER = "61:20 repeated alarm source-silent/pbx";
const RESOLVED = "92:05 resolved alarm source-silent/pbx";
const SILENT = "source-silent/pbx";

describe("two nodes", { concurrency: 2, timeout: 180_000 }, () => {
  it("tell everything once while the one that tells lives, and show the same", async (t) => {
    const { world, first, second, live } = await alertNodes(t);
    world.speaking.delete(PBX);
    await live(minutes(2));
    assert.deepEqual(second.shown, first.shown);
    assert.deepEqual(second.shown, [`firing alarm ${SILENT}`]);
    await live(minutes(89));
    world.speaking.add(PBX);
    await live(minutes(5));
    assert.deepEqual(world.received, [FIRED, REPEATED, RESOLVED]);
    assert.deepEqual(second.runner.past, first.runner.past);
  });

  const deaths: readonly { when: DeathStep | "before"; told: readonly string[]; name: string }[] = [
    { when: "before", told: ["1:25 fired alarm source-silent/pbx"], name: "before it has looked" },
    { when: "saved", told: [FIRED], name: "when the message is saved and not sent" },
    { when: "sent", told: [FIRED, FIRED], name: "when the message is sent and not marked" },
    { when: "marked", told: [FIRED, FIRED], name: "when the message is marked as delivered" },
  ];
  for (const { when, told, name } of deaths)
    it(`lose nothing when the one that tells is killed ${name}: ${told.length} with one id`, async (t) => {
      const { world, first, second, live, takesOver, waiting } = await alertNodes(t);
      world.speaking.delete(PBX);
      waiting.add("second");
      if (when === "before") {
        await live(minutes(1));
        first.kill();
        await live(seconds(5));
      } else {
        first.diesWhen = when;
        await live(seconds(65));
      }
      assert.equal(first.isAlive, false);
      await live(seconds(15));
      await takesOver(second);
      await live(ms(minutes(89) + seconds(40)));
      world.speaking.add(PBX);
      await live(minutes(5));
      const repeated = when === "before" ? "61:25 repeated alarm source-silent/pbx" : REPEATED_AFTER;
      assert.deepEqual(world.received, [...told, repeated, RESOLVED]);
      assert.equal(new Set(world.ids.slice(0, told.length)).size, 1);
      assert.equal(new Set(world.ids).size, 3);
    });

  it("tell what a receiver that is away was not told, when the one that waits for it is killed", async (t) => {
    const { world, first, second, live, takesOver } = await alertNodes(t);
    first.isStuck = true;
    world.speaking.delete(PBX);
    await live(minutes(70));
    assert.equal(world.received.length, 0);
    first.kill();
    await takesOver(second);
    await live(minutes(1));
    assert.deepEqual(
      world.received.filter((line) => line.includes(SILENT)),
      [FIRED, REPEATED],
    );
  });

  it("tell nothing twice when the killed one comes back with what it had not sent", async (t) => {
    const { world, first, second, join, live, takesOver } = await alertNodes(t);
    world.speaking.delete(PBX);
    first.diesWhen = "saved";
    await live(seconds(65));
    await takesOver(second);
    await live(minutes(5));
    const again = join("first", first.directory);
    await live(minutes(30));
    assert.equal(again.lease.isHeld(), false);
    assert.deepEqual(world.received, [FIRED]);
    assert.deepEqual(again.shown, second.shown);
  });

  it("tell nothing again that was told, when the lease passes to a node that has just come, empty", async (t) => {
    const { world, first, second, join, live, takesOver } = await alertNodes(t);
    world.speaking.delete(PBX);
    await live(minutes(30));
    second.kill();
    const third = join("third");
    await live(minutes(1));
    first.kill();
    await takesOver(third);
    await live(minutes(10));
    assert.deepEqual(world.received, [FIRED]);
    assert.deepEqual(third.shown, [`firing alarm ${SILENT}`]);
  });

  it("go on from what was told last where one begins that was away, and the duty is free: nothing is told again, nor an acknowledgement lost", async (t) => {
    const { world, first, second, join, live } = await alertNodes(t);
    await live(seconds(10));
    second.kill();
    world.speaking.delete(PBX);
    await live(minutes(2));
    assert.equal(first.runner.acknowledge(SILENT, "Anna"), true);
    await live(minutes(1));
    const told = world.received.length;
    first.kill();
    for (const directory of [second.directory, undefined]) {
      const node = join("second", directory);
      await until(() => node.lease.isHeld());
      await live(minutes(70));
      assert.equal(world.received.length, told);
      assert.equal(node.runner.shown[0]?.acknowledged?.by, "Anna");
      node.kill();
    }
    assert.equal(told, 1);
  });

  it("heed what somebody acknowledges or silences at either of them, also after the other is gone", async (t) => {
    const { world, server, first, second, live, takesOver } = await alertNodes(t);
    world.speaking.delete(PBX);
    await live(minutes(2));
    assert.equal(second.runner.acknowledge(SILENT, "Anna"), true);
    const wish = { by: "Bea", why: "a test", lasts: hours(5) } as const;
    const theirs = second.runner.silence({ ...wish, scope: { kind: "rule", rule: "surge", channel: null } });
    const own = first.runner.silence({ ...wish, scope: { kind: "rule", rule: "surge", channel: null } });
    assert.deepEqual([theirs?.id, own?.id], ["silence-second-1", "silence-first-1"]);
    await live(minutes(65));
    assert.deepEqual(world.received, [FIRED], "what is acknowledged is not repeated");
    for (const { runner } of [first, second]) {
      assert.equal(runner.shown[0]?.acknowledged?.by, "Anna");
      assert.equal(runner.silences.length, 2);
    }
    for (const name of [ALERT_NAMES.alerts, ALERT_NAMES.alertDecisions]) {
      const lying = JSON.stringify(await server.client.hgetall(name));
      assert.doesNotMatch(lying, /Anna|Bea|a test/, "who reads Redis learns of nobody");
    }
    assert.equal(first.runner.endSilence(theirs?.id ?? ""), true);
    await live(seconds(5));
    assert.deepEqual(
      second.runner.silences.map(({ id }) => id),
      [own?.id],
    );
    first.kill();
    await takesOver(second);
    second.runner.acknowledge(SILENT, null);
    await live(seconds(10));
    assert.deepEqual(world.received, [FIRED, "67:10 repeated alarm source-silent/pbx"]);
    assert.equal(second.runner.silences.length, 1);
  });

  it("tell the same twice, with the same ids, while the bus is away; once again when it is back, and nothing is forgotten", async (t) => {
    const { world, first, second, live, lose, find, agree } = await alertNodes(t, { life: seconds(2) });
    await live(seconds(10));
    await lose();
    await until(() => first.lease.isHeld() && second.lease.isHeld());
    world.speaking.delete(PBX);
    await live(minutes(2));
    const fired = "1:10 fired alarm source-silent/pbx";
    assert.deepEqual(world.received, [fired, fired]);
    assert.equal(new Set(world.ids).size, 1);
    second.runner.acknowledge(SILENT, "Anna");
    await find();
    await agree();
    await live(minutes(62));
    assert.deepEqual(world.received, [fired, fired], "what was acknowledged meanwhile is not repeated");
    assert.equal(first.runner.shown[0]?.acknowledged?.by, "Anna");
  });

  it("have everything on the bus again after it lost all, and are not disturbed by what is no alert", async (t) => {
    const { world, server, first, second, live, agree } = await alertNodes(t);
    world.speaking.delete(PBX);
    await live(minutes(2));
    second.runner.acknowledge(SILENT, "Anna");
    await live(seconds(5));
    const decided = async () =>
      Object.entries(await server.client.hgetall(ALERT_NAMES.alertDecisions)).map(([subject, text]) => [
        subject,
        ALERT_SEAL.unseal(text, subject),
      ]);
    const before = await decided();
    assert.match(String(before[0]), /Anna/);
    await server.client.flushall();
    await agree();
    await live(seconds(10));
    assert.deepEqual(await decided(), before);
    assert.equal(await server.client.exists(ALERT_NAMES.alerts), 1);
    await server.client.hset(ALERT_NAMES.alertDecisions, {
      nonsense: "{",
      other: '{"kind":"silence","silence":{"id":1}}',
      [`acknowledgement/${SILENT}`]: JSON.stringify({
        kind: "acknowledgement",
        fingerprint: SILENT,
        by: "somebody without the secret",
        at: world.clock.now() + 1,
      }),
    });
    await server.client.hset(ALERT_NAMES.alerts, {
      fingerprint: "x",
      saved: '{"version":2,"state":{"book":{"alerts":[7]}}}',
    });
    const follower = first.lease.isHeld() ? second : first;
    await follower.exchange.sync();
    assert.equal(follower.warnings.length, 1);
    await live(minutes(1));
    assert.deepEqual(first.shown, second.shown);
    assert.deepEqual(await decided(), before);
  });
});
