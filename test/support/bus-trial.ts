/** Two nodes that share a Redis through a proxy each, and one that is alone and was told everything: what they must come to. */
import { setTimeout as sleep } from "node:timers/promises";
import type { TestContext } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { busEvents } from "./bus-events.ts";
import { becomeEqual, type BusNode, deliver, openBusNode } from "./bus-node.ts";
import { type RedisServer, startRedisServer } from "./redis-server.ts";
import { seededRandom } from "./seeded-random.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** How long after a fault's end the nodes may differ. */
const RECOVERY_MS = 15_000;
const AT_ONCE = 10;

export interface BusTrial {
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
  t: TestContext,
  options: { readonly seed: number; readonly appendOnly?: boolean; readonly events?: number },
): Promise<BusTrial> {
  const redis = await startRedisServer(t, { appendOnly: options.appendOnly ?? false });
  const proxies = [await startTcpProxy(redis.url), await startTcpProxy(redis.url)] as const;
  const open = (name: string, bus: object | null): BusNode =>
    openBusNode({ directory: temporaryDirectory(t), name, bus });
  const left = open("left", { url: proxyUrl(proxies[0]) });
  const right = open("right", { url: proxyUrl(proxies[1]) });
  const alone = open("alone", null);
  t.after(async () => {
    await Promise.all([left, right, alone].map((node) => node.close()));
    await Promise.all(proxies.map((proxy) => proxy.close()));
  });
  const random = seededRandom(options.seed);
  const events = busEvents(options.events ?? 4_000, epochMs(Date.now()), options.seed);
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
      const newcomer = open("newcomer", { url: proxyUrl(proxies[0]) });
      t.after(() => newcomer.close());
      return becomeEqual([alone, newcomer], RECOVERY_MS);
    },
  };
}

const proxyUrl = ({ port }: TcpProxy): string => `redis://127.0.0.1:${port}`;
