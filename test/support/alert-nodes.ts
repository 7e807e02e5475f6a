/** Nodes that look at one helpline and share its alerts by a real Redis, on leases that live for a second. */
import type { TestContext } from "node:test";

import { type AlertExchange, exchangeAlerts } from "#bus/alert-exchange.ts";
import { type RunningLease, startLease } from "#bus/redis-lease.ts";
import { keptSealOf } from "#bus/sealed.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { type DurationMs, hours, ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { AlertWorld, type Node } from "./alert-world.ts";
import { connectRig } from "./bus-rig.ts";
import { startRedisServer } from "./redis-server.ts";
import { until } from "./until.ts";

export const ALERT_NAMES = sharedNamesOf("vedetta");
export const ALERT_SEAL = keptSealOf("a secret of the nodes");
const PERIODS = { life: ms(1_000), renew: ms(200), alone: ms(600) };

export interface AlertNode extends Node {
  readonly lease: RunningLease;
  readonly exchange: AlertExchange;
  readonly warnings: readonly string[];
}

/** Two nodes, of which the first holds the lease. */
export async function alertNodes(test: TestContext) {
  const world = new AlertWorld();
  const server = await startRedisServer(test);
  const nodes = new Set<AlertNode>();
  /** Those who do not take over yet, though the lease is free. */
  const waiting = new Set<string>();

  const join = (name: string, directory?: string): AlertNode => {
    const { bus } = connectRig(test, { url: server.url }, { node: name });
    const warnings: string[] = [];
    const logger = { ...createLogger("silent"), warn: (_: object, text: string) => void warnings.push(text) };
    const lease = startLease({
      bus,
      key: ALERT_NAMES.lease("alerts"),
      holder: `${name}/${nodes.size}`,
      duty: "alerts",
      clock: systemClock,
      monotonic: () => performance.now(),
      logger,
      periods: PERIODS,
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
      identity: node.directory,
      seal: ALERT_SEAL,
      clock: systemClock,
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
      Object.getPrototypeOf(node).kill.call(node);
    };
    const joined: AlertNode = Object.assign(node, {
      lease,
      exchange: exchanging,
      warnings,
      kill,
    });
    nodes.add(joined);
    return joined;
  };

  const first = join("first");
  await until(() => first.lease.isHeld());
  const second = join("second");
  await until(() => second.warnings.length === 0 && !second.lease.isHeld());
  return {
    world,
    server,
    first,
    second,
    join,
    waiting,
    live: (length: DurationMs): Promise<void> => world.liveTogether(length, () => syncAll(nodes)),
    /** The lease has gone to this node by itself. */
    takesOver: async (node: AlertNode): Promise<void> => {
      waiting.clear();
      await until(() => node.lease.isHeld());
    },
  };
}

/** The one that tells goes first, and the others hear of it in the same round. */
async function syncAll(nodes: ReadonlySet<AlertNode>): Promise<void> {
  const alive = [...nodes].toSorted((a, b) => Number(b.lease.isHeld()) - Number(a.lease.isHeld()));
  for (const node of [...alive, ...alive]) await node.exchange.sync();
}
