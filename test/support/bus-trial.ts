/** Two nodes that share a Redis through a proxy each, and one that is alone and was told everything: what they must come to. */
import { setTimeout as sleep } from "node:timers/promises";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { busEvents } from "./bus-events.ts";
import { becomeEqual, type BusNode, deliver, openBusNode } from "./bus-node.ts";
import type { Owner } from "./owner.ts";
import { type RedisServer, startRedisServer, startSentinels } from "./redis-server.ts";
import { seededRandom } from "./seeded-random.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** How long after a fault's end the nodes may differ. */
const RECOVERY_MS = 15_000;
const AT_ONCE = 20;

export interface BusTrial {
  readonly owner: Owner;
  readonly redis: RedisServer;
  readonly nodes: readonly [left: BusNode, right: BusNode];
  readonly proxies: readonly [left: TcpProxy, right: TcpProxy];
  /** So many more events to nodes chosen at random, one in ten to both, within about this time. */
  readonly load: (count: number, withinMs: number) => Promise<void>;
  /** Of those that `load` told, to one node. */
  readonly loadOne: (node: BusNode, count: number) => Promise<void>;
  /** Resolves with how long it took until both nodes showed exactly what was told. */
  readonly recover: () => Promise<number>;
  /** The same of a node that begins with nothing. */
  readonly welcome: () => Promise<number>;
}

export async function startBusTrial(
  t: Owner,
  options: {
    readonly seed: number;
    readonly appendOnly?: boolean;
    readonly events?: number;
    /** There is a copy, and sentinels put it in the place of a server that dies; no proxy stands between. */
    readonly hasSentinels?: boolean;
  },
): Promise<BusTrial> {
  const redis = await startRedisServer(t, { appendOnly: options.appendOnly ?? false });
  const sentinels = options.hasSentinels === true ? await watchOver(t, redis) : null;
  const proxies = [await startTcpProxy(redis.url), await startTcpProxy(redis.url)] as const;
  for (const proxy of proxies) t.after(() => proxy.close());
  const open = (name: string, bus: object | null): BusNode =>
    openBusNode(t, { directory: temporaryDirectory(t), name, bus });
  const busBehind = (proxy: TcpProxy): object =>
    sentinels === null ? { url: proxyUrl(proxy) } : { sentinels, master: "helpline" };
  const left = open("left", busBehind(proxies[0]));
  const right = open("right", busBehind(proxies[1]));
  const alone = open("alone", null);
  const random = seededRandom(options.seed);
  const events = busEvents(options.events ?? 1_500, epochMs(Date.now()), options.seed);
  // Late and early ones mixed, as they come when something has been away.
  const mixed = events.map((event) => ({ event, at: random() })).toSorted((a, b) => a.at - b.at);
  let told = 0;
  const take = (count: number): HelplineEvent[] => {
    const taken = mixed.slice(told, told + count).map(({ event }) => event);
    if (taken.length < count) throw new RangeError("the trial has no events left");
    told += count;
    return taken;
  };
  const choose = (): readonly BusNode[] => {
    if (random() < 0.1) return [left, right, alone];
    return [random() < 0.5 ? left : right, alone];
  };
  const nodes = [left, right] as const;
  return {
    owner: t,
    redis,
    nodes,
    proxies,
    async load(count, withinMs) {
      const pause = (withinMs * AT_ONCE) / count;
      for (let sent = 0; sent < count; sent += AT_ONCE) {
        await deliver(take(AT_ONCE), choose);
        await sleep(pause);
      }
    },
    loadOne: (node, count) => deliver(take(count), () => [node, alone]),
    recover: () => becomeEqual([alone, ...nodes], RECOVERY_MS),
    welcome() {
      const newcomer = open("newcomer", busBehind(proxies[0]));
      return becomeEqual([alone, newcomer], RECOVERY_MS);
    },
  };
}

const proxyUrl = ({ port }: TcpProxy): string => `redis://127.0.0.1:${port}`;

/** Addresses of three sentinels that know the server and its copy. */
async function watchOver(t: Owner, master: RedisServer): Promise<readonly string[]> {
  const copy = await startRedisServer(t, { replicaOf: master });
  while (!/master_link_status:up/.test(await copy.client.info("replication"))) await sleep(50);
  const sentinels = await startSentinels(t, { master });
  for (const { client } of sentinels)
    while (!String(await client.call("SENTINEL", "REPLICAS", "helpline")).includes(String(copy.port)))
      await sleep(100);
  return sentinels.map(({ url }) => url);
}
