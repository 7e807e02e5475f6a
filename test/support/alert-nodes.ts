/**
 * Nodes that look at one helpline and share its alerts by a real Redis. A lease lives for longer than any test, and runs out
 * when its holder is killed: how long that takes is no matter here, and a machine that is busy must not decide who tells.
 */
import type { TestContext } from "node:test";

import { type AlertExchange, exchangeAlerts } from "#bus/alert-exchange.ts";
import { PATIENCE } from "#bus/connection.ts";
import { type RunningLease, startLease } from "#bus/redis-lease.ts";
import { keptSealOf } from "#bus/sealed.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { type DurationMs, hours, minutes, ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { AlertWorld, type Node } from "./alert-world.ts";
import { connectRig } from "./bus-rig.ts";
import { type RedisServer, startRedisServer } from "./redis-server.ts";
import { until } from "./until.ts";

export const ALERT_NAMES = sharedNamesOf("vedetta");
export const ALERT_SEAL = keptSealOf("a secret of the nodes");
const LEASE_KEY = ALERT_NAMES.lease("alerts");
const PERIODS = { life: minutes(2), renew: ms(100), alone: ms(600) };

export interface AlertNode extends Node {
  readonly lease: RunningLease;
  readonly exchange: AlertExchange;
  readonly warnings: readonly string[];
  /** The bus, by this node. */
  readonly isReached: () => boolean;
}

/** Two nodes, of which the first holds the lease. */
export async function alertNodes(
  test: TestContext,
  /** Of a lease whose holder is not heard of any more. */
  { life = PERIODS.life }: { readonly life?: DurationMs } = {},
) {
  const world = new AlertWorld();
  const server = await startRedisServer(test);
  const nodes = new Set<AlertNode>();
  let joins = 0;
  let isAway = false;
  /** Those who do not take over yet, though the lease is free. */
  const waiting = new Set<string>();

  const join = (name: string, directory?: string): AlertNode => {
    const { bus } = connectRig(test, { url: server.url }, { node: name, patience: PATIENCE });
    const holder = `${name}/${(joins += 1)}`;
    const warnings: string[] = [];
    const logger = { ...createLogger("silent"), warn: (_: object, text: string) => void warnings.push(text) };
    const lease = startLease({
      bus,
      key: LEASE_KEY,
      holder,
      duty: "alerts",
      clock: systemClock,
      monotonic: () => performance.now(),
      logger,
      periods: { ...PERIODS, life },
    });
    let exchange: AlertExchange | null = null;
    const isHeld = (): boolean => !waiting.has(name) && lease.isHeld() && exchange?.isCurrent === true;
    const node = world.node(test, {
      lease: { isHeld },
      name,
      ...(directory === undefined ? {} : { directory }),
    });
    const { shared } = node.runner;
    // Rounds are asked for by hand, because the time of this world passes by hand.
    const exchanging = exchangeAlerts({
      bus,
      names: ALERT_NAMES,
      alerts: shared,
      lease,
      identity: node.directory,
      seal: ALERT_SEAL,
      clock: systemClock,
      // A machine that is busy is no process that was stopped.
      monotonic: () => 0,
      logger,
      period: hours(1),
    });
    exchange = exchanging;
    test.after(() => {
      exchanging.close();
      return lease.close();
    });
    const kill = (): void => {
      exchanging.close();
      bus.close();
      nodes.delete(joined);
      void runOut(server, holder);
      Object.getPrototypeOf(node).kill.call(node);
    };
    const joined: AlertNode = Object.assign(node, {
      lease,
      exchange: exchanging,
      warnings,
      isReached: () => bus.isUp,
      kill,
    });
    nodes.add(joined);
    return joined;
  };

  /** One of them has the duty, and every other one has heard that it has not. */
  const agree = (): Promise<void> =>
    until(async () => {
      const [holders, others] = [new Set<string>(), new Set<string>()];
      for (const { lease, directory } of nodes) {
        const who = lease.holder();
        if (who !== "unknown") (who === "this" ? holders : others).add(directory);
      }
      const isTaken = (await server.client.exists(LEASE_KEY)) === 1;
      return isTaken && holders.size === 1 && others.size === nodes.size - 1;
    });

  const first = join("first");
  await until(() => first.lease.isHeld() && first.exchange.isCurrent);
  const second = join("second");
  await agree();
  return {
    world,
    server,
    first,
    second,
    join,
    waiting,
    agree,
    live: (length: DurationMs): Promise<void> =>
      world.liveTogether(length, async () => {
        // A connection that was slow for a moment is no fault that is tried here.
        if (!isAway) await until(() => [...nodes].every(({ isReached }) => isReached()));
        await syncAll(nodes);
      }),
    /** The bus is away, until `find`. */
    lose: (): Promise<void> => {
      isAway = true;
      return server.kill();
    },
    find: async (): Promise<void> => {
      await server.start();
      isAway = false;
    },
    /** The lease has gone to this node by itself, and it has looked what was told. */
    takesOver: async (node: AlertNode): Promise<void> => {
      waiting.clear();
      await until(() => node.lease.isHeld() && node.exchange.isCurrent);
    },
  };
}

/** The lease of one that was killed, as if its time had passed. */
async function runOut({ client }: RedisServer, holder: string): Promise<void> {
  try {
    if ((await client.get(LEASE_KEY)) === holder) await client.del(LEASE_KEY);
  } catch {
    // The test has ended, or the server is away: then leases count for nothing.
  }
}

/** The one that tells goes first, and the others hear of it in the same round. */
async function syncAll(nodes: ReadonlySet<AlertNode>): Promise<void> {
  const alive = [...nodes].toSorted((a, b) => Number(b.lease.isHeld()) - Number(a.lease.isHeld()));
  for (const node of [...alive, ...alive]) await node.exchange.sync();
}
