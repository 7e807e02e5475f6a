/** Puts together who is told of alerts: receivers, the sender over the outbox, and the watchdog. */
import { alertRulesOf } from "#config/alert-rules.ts";
import type { Config } from "#config/schema.ts";
import { readSecret } from "#config/secret-files.ts";
import { minutes, seconds } from "#domain/time.ts";
import type { DeliveryDesk, Freshness } from "#engine/delivery-ports.ts";
import type { Engine } from "#engine/engine.ts";
import type { Lease } from "#engine/lease.ts";
import { pipelineFreshness } from "#engine/pipeline-freshness.ts";
import type { Clock, Logger, RunningSource } from "#engine/ports.ts";
import type { OpenJournal } from "#journal/open-journal.ts";
import { createReceivers } from "#notify/create-receivers.ts";
import { dnsLookup } from "#notify/guarded-address.ts";
import { startSender } from "#notify/sender.ts";
import { startWatchdog } from "#notify/watchdog.ts";
import { systemClock } from "#platform/clock.ts";

export interface Notifier {
  readonly desk: DeliveryDesk;
  /** Somebody outside is told that all is well. */
  readonly hasWatchdog: boolean;
  /** Whether the whole way from a source to a receiver is as it should be. Throws `JournalUnavailable`. */
  freshness(): Freshness;
  /** Messages were committed. */
  wake(): void;
  close(): Promise<void>;
}

export interface NotifierParts {
  readonly config: Config;
  readonly simulated: { readonly speed: number } | null;
  /** That of the outbox. */
  readonly clock: Clock;
  readonly engine: Engine;
  readonly journal: OpenJournal;
  /** Whether this node tells. */
  readonly lease: Lease;
  readonly logger: Logger;
}

/** Sends what waits from before at once. */
export function startNotifier(parts: NotifierParts): Notifier {
  const { config, journal, clock, logger, simulated } = parts;
  const sender = startSender({
    receivers: createReceivers(config.receivers, { readSecret, lookup: dnsLookup }),
    outbox: journal.outbox,
    lease: parts.lease,
    bookmarks: journal,
    labels: Object.fromEntries(config.sources.map(({ id, label }) => [id, label])),
    house: { ...config.house, simulated: simulated !== null },
    clock,
    speed: simulated?.speed ?? 1,
    machine: systemClock,
    random: Math.random,
    logger,
  });
  const freshness = freshnessOf(parts);
  const watchdog = watchdogOf(parts, freshness);
  return {
    desk: sender,
    hasWatchdog: watchdog !== null,
    freshness,
    wake: () => sender.wake(),
    async close() {
      await Promise.all([sender.close(), watchdog?.close()]);
    },
  };
}

function freshnessOf({ config, engine, journal }: NotifierParts): () => Freshness {
  const rules = alertRulesOf(config.alerts);
  const known = new Set<string>(config.receivers.map(({ id }) => id));
  return () =>
    pipelineFreshness({
      heartbeat: engine.heartbeat(),
      lookedAt: engine.alerts?.lookedAt ?? null,
      waiting: journal.outbox.waiting().filter(({ receiver }) => known.has(receiver)),
      heardWithin: rules["source-silent"]?.after ?? seconds(60),
      deliveredWithin: rules.undelivered?.after ?? minutes(5),
      failing: journal.outbox.failing().filter(({ receiver }) => known.has(receiver)),
    });
}

function watchdogOf({ config, logger }: NotifierParts, freshness: () => Freshness): RunningSource | null {
  const { watchdog } = config;
  const url = watchdog?.urlFile === undefined ? watchdog?.url : readSecret(watchdog.urlFile);
  if (watchdog === undefined || url === undefined) return null;
  return startWatchdog({
    ...watchdog,
    url,
    ca: watchdog.caFile === undefined ? null : readSecret(watchdog.caFile),
    lookup: dnsLookup,
    clock: systemClock,
    logger,
    freshness,
  });
}
