/** What may happen to the Redis between two nodes. Each is a trial's own to begin and to end. */
import { setTimeout as sleep } from "node:timers/promises";

import type { BusTrial } from "./bus-trial.ts";
import { startRedisServer } from "./redis-server.ts";

export interface Fault {
  readonly name: string;
  readonly appendOnly?: boolean;
  readonly hasSentinels?: boolean;
  /** Begins and ends the fault, with load in between. */
  readonly happen: (trial: BusTrial) => Promise<void>;
}

export const FAULTS: readonly Fault[] = [
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
      const copy = await startRedisServer(trial.owner, { replicaOf: redis });
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

/** All that the node took in has been written. */
async function allWritten(node: BusTrial["nodes"][number]): Promise<void> {
  while ((node.bus?.counts().unwritten ?? 0) > 0) await sleep(20);
}
