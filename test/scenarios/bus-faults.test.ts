/**
 * What may happen to the Redis between two nodes, while events go on coming: afterwards both show exactly
 * what was told to either, within fifteen seconds. The faults wait more than they work, so they run side by side.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { type BusTrial, startBusTrial } from "../support/bus-trial.ts";
import { startRedisServer } from "../support/redis-server.ts";

interface Fault {
  readonly name: string;
  readonly appendOnly?: boolean;
  readonly hasSentinels?: boolean;
  /** Begins and ends the fault, with load in between. */
  readonly happen: (trial: BusTrial) => Promise<void>;
}

const FAULTS: readonly Fault[] = [
  {
    name: "is killed and comes back with what it had written down",
    appendOnly: true,
    async happen({ redis, load }) {
      await redis.kill();
      await load(500, 2_500);
      await redis.start();
    },
  },
  {
    name: "is killed and comes back empty",
    async happen({ redis, load }) {
      await redis.kill();
      await load(300, 1_000);
      await redis.start();
    },
  },
  {
    name: "stands still and says nothing for eight seconds",
    async happen({ redis, load }) {
      redis.freeze();
      await load(500, 8_000);
      redis.thaw();
    },
  },
  {
    name: "has connections that are half open",
    async happen({ proxies, load }) {
      for (const proxy of proxies) await proxy.behave("black-hole");
      await load(500, 4_000);
      for (const proxy of proxies) await proxy.behave("passing");
    },
  },
  {
    name: "answers, and its answers are lost on their way",
    async happen({ proxies, load }) {
      await proxies[0].behave("dropping-replies");
      await load(500, 3_000);
      await proxies[0].behave("passing");
    },
  },
  {
    name: "has every connection reset",
    async happen({ proxies, load }) {
      for (const proxy of proxies) await proxy.behave("resetting");
      await load(300, 1_500);
      for (const proxy of proxies) await proxy.behave("passing");
    },
  },
  {
    name: "is far away",
    async happen({ proxies, load }) {
      for (const proxy of proxies) proxy.delay(300);
      await load(500, 3_000);
      for (const proxy of proxies) proxy.delay(0);
    },
  },
  {
    name: "is emptied (FLUSHALL) under load, twice",
    async happen({ redis, load }) {
      await load(200, 500);
      await redis.client.flushall();
      await load(300, 1_500);
      await redis.client.flushall();
      await load(100, 200);
    },
  },
  {
    name: "is trimmed before a node has read what was in it",
    async happen({ redis, proxies, nodes, load, loadOne }) {
      await proxies[1].behave("refusing");
      await loadOne(nodes[0], 300);
      await allWritten(nodes[0]);
      await redis.client.xtrim("vedetta:events", "MAXLEN", 0);
      await proxies[1].behave("passing");
      await load(100, 200);
    },
  },
  {
    name: "is followed by a server that lacks the newest entries",
    async happen(trial) {
      const { redis, proxies, load } = trial;
      const copy = await startRedisServer(owner(trial), { replicaOf: redis });
      while (!/master_link_status:up/.test(await copy.client.info("replication"))) await sleep(50);
      await copy.client.call("REPLICAOF", "NO", "ONE");
      // One node reads later than the other: what it has not read goes with the server.
      proxies[1].delay(2_000);
      await load(300, 500);
      await redis.kill();
      proxies[1].delay(0);
      for (const proxy of proxies) proxy.moveTo(copy.url);
      await load(100, 200);
    },
  },
  {
    name: "is killed and sentinels put its copy in its place",
    hasSentinels: true,
    async happen({ redis, load }) {
      await redis.kill();
      await load(500, 4_000);
    },
  },
];

const owners = new WeakMap<BusTrial, { after(task: () => void): void }>();
const owner = (trial: BusTrial) => owners.get(trial) ?? assert.fail("a trial without an owner");

/** All that the node took in has been written. */
async function allWritten(node: BusTrial["nodes"][number]): Promise<void> {
  while ((node.bus?.counts().unwritten ?? 0) > 0) await sleep(20);
}

describe("two nodes end exact and equal when their Redis", { concurrency: true }, () => {
  for (const [index, { name, happen, ...server }] of FAULTS.entries())
    it(name, async (t) => {
      const trial = await startBusTrial(t, { seed: index + 1, ...server });
      owners.set(trial, t);
      await trial.load(500, 300);
      await trial.recover();
      await happen(trial);
      const took = await trial.recover();
      const newcomer = await trial.welcome();
      t.diagnostic(
        `equal ${(took / 1_000).toFixed(1)} s after the fault's end, a new node after ${(newcomer / 1_000).toFixed(1)} s`,
      );
    });
});
