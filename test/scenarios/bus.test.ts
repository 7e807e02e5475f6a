import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { epochMs, hours, later } from "#domain/time.ts";
import { type Clock, JournalUnavailable } from "#engine/ports.ts";
import { openJournal } from "#journal/open-journal.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";

import { busEvents } from "../support/bus-events.ts";
import { becomeEqual, type BusNode, deliver, openBusNode } from "../support/bus-node.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

/** Long enough for a busy machine; how soon it is, `test/verify/bus-nodes.ts` measures. */
const EQUAL_WITHIN_MS = 20_000;

/** All that stands on the bus, which is something. */
async function hasReadAll(node: BusNode, { client }: RedisServer): Promise<boolean> {
  const [last] = await client.xrevrange("vedetta:events", "+", "-", "COUNT", 1);
  return last !== undefined && node.engine.bus.snapshot?.cursor === last[0];
}

describe("two nodes on one bus", () => {
  it("show the same, whichever of them an event was sent to", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const left = openBusNode(t, { directory: temporaryDirectory(t), name: "left", bus });
    const right = openBusNode(t, { directory: temporaryDirectory(t), name: "right", bus });
    const random = seededRandom(1);
    const events = busEvents(10_000, epochMs(Date.now()));
    await deliver(events, () => (random() < 0.1 ? [left, right] : [random() < 0.5 ? left : right]));
    const took = await becomeEqual([left, right], EQUAL_WITHIN_MS);
    t.diagnostic(`equal after ${took.toFixed(0)} ms`);
    assert.ok(left.picture().includes('"answered"'));
    assert.deepEqual(
      [left.bus?.counts(), right.bus?.counts()],
      [
        { state: "live", losses: 0, unwritten: 0 },
        { state: "live", losses: 0, unwritten: 0 },
      ],
    );
  });

  it("take a long stream in many turns, so that walls of a node that catches up go on", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const left = openBusNode(t, { directory: temporaryDirectory(t), name: "left", bus });
    await deliver(busEvents(20_000, epochMs(Date.now())), () => [left], 1_000);
    await until(() => left.bus?.counts().unwritten === 0 && left.bus.counts().state === "live");
    const right = openBusNode(t, { directory: temporaryDirectory(t), name: "right", bus });
    const taken: number[] = [];
    const desk = right.engine.bus;
    const take = desk.takeFromBus.bind(desk);
    desk.takeFromBus = (events, ...rest) => {
      taken.push(events.length);
      take(events, ...rest);
    };
    await becomeEqual([left, right], EQUAL_WITHIN_MS);
    assert.ok(taken.length > 1);
    assert.ok(Math.max(...taken) <= 3_000, `${Math.max(...taken)} events in one turn`);
  });

  it("tell what is refused when the rest is on disk, once, however long the disk was full", async (t) => {
    const redis = await startRedisServer(t);
    const node = openBusNode(t, { directory: temporaryDirectory(t), name: "left", bus: { url: redis.url } });
    await deliver(busEvents(50, epochMs(Date.now())), () => [node]);
    await until(() => node.bus?.counts().unwritten === 0 && node.bus.counts().state === "live");
    const desk = node.engine.bus;
    const take = desk.takeFromBus.bind(desk);
    const attempts: number[] = [];
    desk.takeFromBus = (events, ...rest) => {
      attempts.push(events.length);
      if (attempts.length <= 2) throw new JournalUnavailable("the disk is full");
      take(events, ...rest);
    };
    const entry = await redis.client.xadd("vedetta:events", "*", "nonsense", "x");
    await until(() => {
      assert.ok(attempts.length > 2 || node.buried.length === 0);
      return attempts.length > 2;
    });
    await until(() => node.buried.length > 0);
    await sleep(1_500);
    assert.deepEqual(node.buried, [entry]);
  });

  it("lose nothing that one of them read while its own clock was days ahead", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const directory = temporaryDirectory(t);
    const ahead: Clock = {
      now: () => later(systemClock.now(), hours(72)),
      after: (delay, task) => systemClock.after(delay, task),
    };
    const right = openBusNode(t, { directory: temporaryDirectory(t), name: "right", bus });
    await deliver(busEvents(200, epochMs(Date.now())), () => [right]);
    let left = openBusNode(t, { directory, name: "left", bus, clock: ahead });
    await until(async () => right.bus?.counts().unwritten === 0 && (await hasReadAll(left, redis)));
    await left.close();
    left = openBusNode(t, { directory, name: "left", bus });
    await becomeEqual([left, right], EQUAL_WITHIN_MS);
  });

  it("read everything again where the mark of how far one has read says nothing", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const directory = temporaryDirectory(t);
    const right = openBusNode(t, { directory: temporaryDirectory(t), name: "right", bus });
    const events = busEvents(400, epochMs(Date.now()));
    await deliver(events.slice(0, 300), () => [right]);
    const left = openBusNode(t, { directory, name: "left", bus });
    await until(async () => right.bus?.counts().unwritten === 0 && (await hasReadAll(left, redis)));
    await left.close();
    await deliver(events.slice(300), () => [right]);
    for (const mark of ['{"epoch":"","cursor":"0-0","count":null,"isCertain":true}', "{"]) {
      const journal = openJournal({ directory, kind: "real", logger: createLogger("silent") });
      journal.write("bus.read", mark);
      journal.close();
      const again = openBusNode(t, { directory, name: "left", bus });
      await becomeEqual([again, right], EQUAL_WITHIN_MS);
      assert.deepEqual(again.bus?.counts(), { state: "live", losses: 0, unwritten: 0 });
      await again.close();
    }
  });

  it("agree on a source whose clock runs ahead, whichever of them received an event first", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const places = [temporaryDirectory(t), temporaryDirectory(t)] as const;
    const open = (): readonly [BusNode, BusNode] => [
      openBusNode(t, { directory: places[0], name: "left", bus }),
      openBusNode(t, { directory: places[1], name: "right", bus }),
    ];
    let [left, right] = open();
    const random = seededRandom(2);
    const ahead = 10 * 60_000;
    const events = busEvents(2_000, epochMs(Date.now())).map((event, index) =>
      index % 4 === 0 ? event : Object.assign({}, event, { at: epochMs(Date.now() + ahead + index) }),
    );
    await deliver(events, () => (random() < 0.5 ? [left, right] : [random() < 0.5 ? left : right]));
    // The same again from a source that did not hear the answer, to the other node.
    await deliver(events.slice(500, 900), (index) => [index % 2 === 0 ? left : right]);
    await becomeEqual([left, right], EQUAL_WITHIN_MS);
    const shown = left.picture(epochMs(Date.now()));
    await Promise.all([left.close(), right.close()]);
    [left, right] = open();
    await becomeEqual([left, right], EQUAL_WITHIN_MS);
    assert.equal(shown.match(/"arrived": \d+/)?.[0], left.picture().match(/"arrived": \d+/)?.[0]);
  });
});
