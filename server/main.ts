/**
 * The composition root: reads the configuration, builds every part, starts and
 * stops them. The only file that names every adapter.
 */
import path from "node:path";

import { alertsOf } from "#config/alert-rules.ts";
import { nodeNameOf } from "#config/node-name.ts";
import { parseCommandLine, withSimulationOptions } from "#config/command-line.ts";
import { configFileOf } from "#config/environment.ts";
import { ConfigError, EXIT_CONFIG } from "#config/fault.ts";
import { greeting } from "#config/greeting.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import { feedsOf, outlookRulesOf } from "#config/outlook-rules.ts";
import type { Config } from "#config/schema.ts";
import { readSecret } from "#config/secret-files.ts";
import { type Calendar, createCalendar } from "#domain/calendar.ts";
import type { KnownDays } from "#domain/known-days.ts";
import { minutes } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import { Histories } from "#engine/histories.ts";
import type { Clock, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";
import { Reports } from "#engine/reports.ts";
import { SystemStatus } from "#engine/system-status.ts";
import { createAccess } from "#http/access/access.ts";
import { createApp } from "#http/app.ts";
import { houseOf } from "#http/house.ts";
import { listen } from "#http/listen.ts";
import { openJournal, type OpenJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { JournalUnusable } from "#journal/unusable.ts";
import { buildIdIn, versionIn } from "#platform/build-id.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger, logLevelOf } from "#platform/logger.ts";
import { repeat } from "#platform/repeat.ts";
import { openPublicHolidays } from "#platform/public-holidays.ts";
import { onShutdown } from "#platform/shutdown.ts";
import { stateCodec } from "#platform/state-codec.ts";
import { createStream } from "#push/stream.ts";
import { createEventsRouter } from "#sources/http-events/events-router.ts";
import { eventsOpenApi } from "#sources/http-events/openapi.ts";
import { type ChatConnectors, createChatConnectors } from "#sources/livehelperchat/chat-connectors.ts";

import { failToListen } from "./fail-to-listen.ts";
import { openNodePseudonyms } from "./node-pseudonyms.ts";
import { type GuardBook, openGuardBook } from "./guard-book.ts";
import { type Notifier, startNotifier } from "./notifier.ts";
import { shareDuties } from "./shared-duties.ts";
import { type SimulatedHouse, simulatedHouseOf } from "./simulated-house.ts";
import { connectionOf, startBus } from "./start-bus.ts";
import { startSource } from "./start-source.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const WEB_ROOT = path.join(ROOT, "dist");

interface Parts {
  readonly config: Config;
  readonly calendar: Calendar;
  /** `null`: the house is a real one. */
  readonly simulated: SimulatedHouse | null;
  readonly clock: Clock;
  readonly journal: OpenJournal;
  readonly pseudonyms: Pseudonyms;
  readonly engine: Engine;
  readonly chats: ChatConnectors;
  readonly notifier: Notifier;
  readonly guardBook: GuardBook;
  readonly knownDays: KnownDays;
  readonly status: SystemStatus;
  readonly logger: Logger;
}

async function main(): Promise<void> {
  const logger = createLogger(logLevelOf(process.env["VEDETTA_LOG"]));
  const words = parseCommandLine(process.argv.slice(2));
  const config = withSimulationOptions(
    loadConfig(words.config ?? configFileOf(process.env), process.env),
    words,
  );

  const calendar = createCalendar(config.house.timeZone);
  const holidays = openPublicHolidays(config.house);
  const isHoliday = (day: string): boolean => holidays.isHoliday(day);
  const isReplay = words.day !== undefined;
  const simulated = simulatedHouseOf({ config, calendar, isHoliday, isReplay, root: ROOT });
  const clock = simulated?.clock ?? systemClock;
  const outlook = outlookRulesOf(config, { root: ROOT, isHoliday });

  // Invented figures lie apart, and every run invents them anew.
  const directory = simulated === null ? config.dataDirectory : path.join(config.dataDirectory, "simulation");
  const journalKind = simulated === null ? "real" : "simulated";
  const journal = openJournal({ directory, kind: journalKind, logger });
  const ledger = openLedger({ directory, kind: journalKind });
  if (simulated !== null) {
    journal.clear();
    ledger.clear();
    simulated.remember(ledger);
  }

  const connection = connectionOf(config, systemClock, logger);
  const duties = shareDuties({ config, connection, logger });
  const engine = new Engine({
    journal,
    ledger,
    codec: stateCodec,
    clock,
    calendar,
    logger,
    rules: boardRulesOf(config),
    house: houseRulesOf(config, isHoliday),
    sources: config.sources.map((source) => source.id),
    heardByEvents: new Set(config.sources.filter(({ kind }) => kind === "http-events").map(({ id }) => id)),
    speed: simulated?.speed ?? 1,
    feeds: feedsOf(config),
    outlook,
    alerts: {
      ...alertsOf(config, { simulated: simulated !== null }),
      store: journal.alerts,
      outbox: journal.outbox,
      lease: duties.alerts,
      node: duties.node,
      saved: () => void duties.alertsSaved().then(() => notifier.wake()),
    },
  });
  const own = { config, calendar, simulated, clock, journal, engine, logger };
  const pseudonyms = await openNodePseudonyms({ ...own, connection, directory });
  const chats = createChatConnectors({ sources: config.sources, readSecret });
  const notifier = startNotifier({ ...own, lease: duties.alerts });
  const guardBook = openGuardBook({ config, connection, clock: systemClock, logger });
  await guardBook.settled();
  const { knownDays } = outlook.rules;
  const about = { version: versionIn(ROOT), build: buildIdIn(WEB_ROOT), runtime: process.version };
  const status = new SystemStatus({ ...own, ...about, clock: systemClock, notifier });
  const parts = { ...own, pseudonyms, chats, notifier, guardBook, knownDays, status };
  const { stream, app } = createDoors(parts);
  const { host, port, tls } = config.server;
  const watched = tls && { ...tls, clock: systemClock, logger };
  const server = await listen({ app, host, port, tls: watched }).catch((error: unknown) =>
    failToListen(error, host, port),
  );
  engine.start();
  if (engine.alerts !== null) duties.exchangeAlerts(engine.alerts.shared, journal.identity);
  const bus = startBus({ config, connection, engine, journal, ledger, clock, bury: duties.bury, logger });
  status.bus = () => (bus && config.bus ? { node: nodeNameOf(config.bus), ...bus.counts() } : null);
  // Keys of days that are over must die in a quiet night too, when no pseudonym is made.
  const stopRotation = repeat(systemClock, minutes(10), () => pseudonyms.rotate(clock.now()));
  const sources: RunningSource[] = [];
  onShutdown(async () => {
    engine.drain();
    await Promise.all(sources.map((source) => source.close()));
    await stream.close();
    await server.close();
    // What is on its way is marked as told, here and on the bus, before another node may tell.
    await notifier.close();
    await duties.close();
    await bus?.close();
    await engine.close();
    stopRotation();
    pseudonyms.close();
    ledger.close();
    journal.close();
    guardBook.close();
  });
  for (const source of config.sources) {
    const stopped = (): void => engine.linkChanged(source.id, "connecting");
    const running = await duties.collect(source, () => startSource(source, parts), stopped);
    if (running !== null) sources.push(running);
  }
  const producers = duties.takeFromProducers(parts);
  if (producers !== null) sources.push(producers);
  process.stdout.write(greeting(config, { url: server.url, directory, replay: simulated?.replay ?? null }));
}

function createDoors(parts: Parts) {
  const { config, calendar, clock, engine, pseudonyms, logger } = parts;
  const house = houseOf(config, feedsOf(config));
  const { knownDays } = parts;
  const histories = new Histories({ ledger: engine.ledger, clock, calendar, knownDays, house });
  const reports = new Reports({
    ledger: engine.ledger,
    clock,
    calendar,
    house,
    channels: boardRulesOf(config),
    rates: houseRulesOf(config).rates,
    report: config.report,
  });
  const access = createAccess({ config, ...parts.guardBook, readSecret, clock: systemClock, logger });
  const stream = createStream({
    board: engine,
    build: buildIdIn(WEB_ROOT),
    clock: systemClock,
    logger,
    limits: config.server,
    random: Math.random,
    viewerOf: access.viewers.of,
  });
  parts.status.walls = () => stream.walls();
  const http = config.sources.filter((source) => source.kind === "http-events");
  const router = (): ReturnType<typeof createEventsRouter> =>
    createEventsRouter({
      sources: http,
      house: config,
      sink: engine,
      pseudonyms,
      logger,
      authorize: access.sourcesOf,
      foreign: access.refused,
    });
  const app = createApp({
    config,
    house,
    board: engine,
    reports,
    histories,
    system: parts.status,
    alerts: engine.alerts,
    deliveries: parts.notifier.desk,
    readiness: engine,
    access,
    events: http.length === 0 ? null : { router: router(), openApi: eventsOpenApi(config, http) },
    doors: parts.chats.doors(access.refusalOfWebhook),
    stream: stream.handler,
    walls: () => stream.walls().count,
    webRoot: WEB_ROOT,
    clock: systemClock,
    logger,
  });
  return { stream, app };
}

/** A mistake of the operator is one clear message; anything else is ours, with its stack. */
function fail(error: unknown): never {
  if (error instanceof ConfigError || error instanceof JournalUnusable) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
  throw error;
}

await main().catch(fail);
