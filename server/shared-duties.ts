/** What only one of several nodes does at a time. A part of the composition root. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { nodeNameOf } from "#config/node-name.ts";
import type { Config } from "#config/schema.ts";
import { nodesSecretOf } from "#config/secret-files.ts";
import type { SourceConfig } from "#config/source-schema.ts";
import { minutes } from "#domain/time.ts";
import type { BusEntry, DecodedEntry } from "#engine/bus-ports.ts";
import type { Engine } from "#engine/engine.ts";
import type { SharedAlerts } from "#engine/alert-sharing.ts";
import { ALONE, type Lease } from "#engine/lease.ts";
import type { Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";
import { type AlertExchange, exchangeAlerts } from "#bus/alert-exchange.ts";
import type { BusConnection } from "#bus/connection.ts";
import { startDeadLetterQueue } from "#bus/dead-letter-queue.ts";
import { takeIncoming } from "#bus/incoming.ts";
import { runWhileHeld } from "#bus/leased-source.ts";
import { watchNodeName } from "#bus/node-name-watch.ts";
import { LEASE_PERIODS, type RunningLease, startLease } from "#bus/redis-lease.ts";
import { keptSealOf } from "#bus/sealed.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { systemClock } from "#platform/clock.ts";
import { createBusDoor } from "#sources/http-events/bus-door.ts";
import { MAX_EVENT_BYTES } from "#sources/http-events/limits.ts";

export interface SharedDuties {
  /** Who tells receivers of alerts. */
  readonly alerts: Lease;
  /** Of this node; `undefined`: it is alone. */
  readonly node: string | undefined;
  /** Runs a source where and for as long as this node is to collect from it. `stopped`: another one does now. */
  collect(
    source: SourceConfig,
    start: () => Promise<RunningSource | null>,
    stopped: () => void,
  ): Promise<RunningSource | null>;
  /** Keeps the alerts of all nodes together from now on. `identity`: of the journal in which this node keeps its own. */
  exchangeAlerts(alerts: SharedAlerts, identity: string): void;
  /** Answers when the others know what receivers are about to be told; they need not wait long for it. */
  alertsSaved(): Promise<void>;
  /** Takes in what third-party producers put on the bus; `null`: none may. */
  takeFromProducers(parts: {
    readonly engine: Engine;
    readonly pseudonyms: Pseudonyms;
  }): RunningSource | null;
  /** An entry of the stream of the nodes that no node can take goes to the dead letters: once, by the node that tells. */
  readonly bury: (entry: BusEntry, refusals: DecodedEntry["refusals"]) => void;
  /** Gives up what this node still holds. Call it when nothing is told to receivers any more. */
  close(): Promise<void>;
}

export interface DutyParts {
  readonly config: Config;
  /** `null`: the node is alone and does everything. */
  readonly connection: BusConnection | null;
  readonly logger: Logger;
}

export function shareDuties({ config, connection, logger }: DutyParts): SharedDuties {
  const { bus } = config;
  if (bus === undefined || connection === null)
    return {
      alerts: ALONE,
      node: undefined,
      collect: (_source, start) => start(),
      exchangeAlerts: () => undefined,
      alertsSaved: () => Promise.resolve(),
      takeFromProducers: () => null,
      bury: () => undefined,
      close: () => Promise.resolve(),
    };

  const names = sharedNamesOf(bus.keyPrefix);
  const node = nodeNameOf(bus);
  const common = {
    bus: connection,
    holder: `${node}/${randomUUID()}`,
    clock: systemClock,
    monotonic: () => performance.now(),
    logger,
  };
  const leases: Pick<RunningLease, "close">[] = [];
  const leaseOf = (duty: string, alone = LEASE_PERIODS.alone): RunningLease => {
    const lease = startLease({
      ...common,
      key: names.lease(duty),
      duty,
      periods: { ...LEASE_PERIODS, alone },
    });
    leases.push(lease);
    return lease;
  };
  leases.push(watchNodeName({ ...common, key: names.node(node), node, isUp: () => connection.isUp }));
  let exchange: AlertExchange | null = null;
  const alertLease = leaseOf("alerts");
  const alertsSaved = async (): Promise<void> => {
    await Promise.race([exchange?.sync(), sleep(MOST_DELAY_MS, undefined, { ref: false })]);
  };
  const letters = startDeadLetterQueue({ ...common, names, lease: alertLease });
  return {
    alerts: { isHeld: () => alertLease.isHeld() && exchange?.isCurrent === true },
    node,
    exchangeAlerts(alerts, identity) {
      const seal = keptSealOf(nodesSecretOf(bus));
      exchange = exchangeAlerts({ ...common, names, alerts, lease: alertLease, identity, seal });
    },
    alertsSaved,
    async collect(source, start, stopped) {
      if (!isCollected(source)) return start();
      const lease = leaseOf(`source-${source.id}`, ALONE_COLLECTING);
      return runWhileHeld({ lease, start, stopped });
    },
    takeFromProducers({ engine, pseudonyms }) {
      const sources = config.sources
        .filter((source) => source.kind === "http-events")
        .filter(({ overBus }) => overBus === true);
      if (sources.length === 0) return null;
      const door = createBusDoor({ sources, house: config, sink: engine, pseudonyms, logger });
      const reader = connection.openReader("incoming");
      return takeIncoming({
        ...common,
        reader,
        names,
        longest: MAX_EVENT_BYTES,
        lease: leaseOf("incoming"),
        receive: door,
      });
    },
    bury: (entry, refusals) => letters.bury(entry, refusals),
    async close() {
      // What was read is refused before the last letters are written.
      connection.stopReading();
      // Whoever tells next knows by the bus what was told last.
      await alertsSaved();
      exchange?.close();
      await letters.close();
      await Promise.all(leases.map((lease) => lease.close()));
    },
  };
}

/** Nobody waits longer for an alarm because the bus is slow. */
const MOST_DELAY_MS = 1_000;
/** While the bus is away a wall is to live on what its own node hears; a short absence is not worth a second reader. */
const ALONE_COLLECTING = minutes(1);

/** Asked by us: one node is enough. What comes to a door by itself is taken by whichever node it reaches. */
function isCollected(source: SourceConfig): boolean {
  switch (source.kind) {
    case "asterisk":
      return true;
    case "livehelperchat":
      return source.rest !== undefined;
    case "http-events":
    case "simulation":
      return false;
  }
}
