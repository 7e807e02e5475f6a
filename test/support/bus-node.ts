/** Nodes of one house, as the program puts them together behind its doors: real files, real connections to a real Redis. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import type { Config } from "#config/schema.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import { feedsOf } from "#config/outlook-rules.ts";
import { busSchema } from "#config/bus-schema.ts";
import { createCalendar } from "#domain/calendar.ts";
import { earlier, epochMs, hours, later } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import type { Clock } from "#engine/ports.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";
import { stateCodec } from "#platform/state-codec.ts";

import { connectionOf, startBus } from "../../server/start-bus.ts";
import { NODES_SECRET } from "./bus-rig.ts";
import { PRODUCERS_CONFIG } from "./cloud-events.ts";
import type { Owner } from "./owner.ts";

const house = loadConfig(PRODUCERS_CONFIG);
const calendar = createCalendar(house.house.timeZone);

export type BusNode = ReturnType<typeof openBusNode>;

/** Closed with its owner, however a test ends; it may be closed before. */
export function openBusNode(
  owner: Owner,
  options: {
    readonly directory: string;
    readonly name: string;
    /** `null`: it is alone. */
    readonly bus: object | null;
    /** That of the machine by default. */
    readonly clock?: Clock;
    /** Called when its files are open and nothing runs yet. */
    readonly opened?: () => void;
  },
) {
  const { directory, name, clock = systemClock } = options;
  const said: string[] = [];
  /** Entries of which something was refused, by their ids. */
  const buried: string[] = [];
  const say = (fields: object, message: string): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { debug: () => undefined, info: say, warn: say, error: say };
  const journal = openJournal({ directory, kind: "real", logger });
  const ledger = openLedger({ directory, kind: "real" });
  const engine = new Engine({
    feeds: feedsOf(house),
    alerts: null,
    outlook: null,
    journal,
    ledger,
    codec: stateCodec,
    clock,
    calendar,
    logger: createLogger("silent"),
    rules: boardRulesOf(house),
    house: houseRulesOf(house),
    sources: house.sources.map(({ id }) => id),
    heardByEvents: new Set(house.sources.map(({ id }) => id)),
    speed: 1,
  });
  const config: Config =
    options.bus === null
      ? house
      : { ...house, bus: busSchema.parse({ secretFile: NODES_SECRET, ...options.bus, node: name }) };
  options.opened?.();
  const bus = startBus({
    config,
    connection: connectionOf(config, clock, logger),
    engine,
    journal,
    ledger,
    clock,
    bury: ({ id }) => void buried.push(id),
    logger,
  });
  engine.start();
  let closing: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    await bus?.close();
    await engine.close();
    ledger.close();
    journal.close();
  };
  const close = (): Promise<void> => (closing ??= end());
  owner.after(close);
  return {
    name,
    directory,
    engine,
    bus,
    journal,
    ledgerStore: ledger,
    said,
    buried,
    /** All that walls and reports of this node are made of, as text. */
    picture(at = clock.now()): string {
      const range = {
        from: earlier(calendar.hourOf(at), hours(48)),
        to: later(calendar.hourOf(at), hours(1)),
      };
      const { cells, hours: known } = engine.ledger.read(range, at);
      const { revision: _, asOfMs: __, bus: ___, ...shown } = engine.snapshot();
      return JSON.stringify(
        {
          shown,
          trend: engine.trend(),
          cells: cells
            .map((cell) =>
              Object.assign({}, cell, { waitBins: [...cell.waitBins].sort(([a], [b]) => a - b) }),
            )
            .sort(byText),
          hours: [...known].sort(byText),
        },
        null,
        1,
      );
    },
    close,
  };
}

const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Pictures take long enough to disturb what they show. */
const LOOK_EVERY_MS = 200;

/** Resolves with how long it took in milliseconds; fails with the first difference when it takes longer than `withinMs`. */
export async function becomeEqual(nodes: readonly BusNode[], withinMs: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const at = epochMs(Date.now());
    const [first = "", ...others] = nodes.map((node) => node.picture(at));
    if (others.every((picture) => picture === first)) return performance.now() - started;
    if (performance.now() - started > withinMs)
      for (const other of others) assert.deepEqual(other.split("\n"), first.split("\n"));
    await sleep(LOOK_EVERY_MS);
  }
}

/** Gives each event to one of the nodes, as `choose` says, in commits of some size. */
export async function deliver(
  events: readonly Parameters<Engine["accept"]>[0][number][],
  choose: (index: number) => readonly BusNode[],
  atOnce = 50,
): Promise<void> {
  for (let from = 0; from < events.length; from += atOnce) {
    const batches = new Map<BusNode, (typeof events)[number][]>();
    for (const [index, event] of events.slice(from, from + atOnce).entries())
      for (const node of choose(from + index)) {
        const batch = batches.get(node) ?? [];
        batches.set(node, batch);
        batch.push(event);
      }
    await Promise.all([...batches].map(([node, batch]) => node.engine.accept(batch)));
  }
}
