/**
 * Events over HTTP: what decoding costs beside `JSON.parse` in the same run, and how
 * many a second one process takes in batches of 1,000, first with a sink that only
 * counts, then with pseudonyms and the engine: commit to disk, fold, snapshots.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import express from "express";

import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import type { EventSink, Pseudonyms } from "#engine/ports.ts";
import { listen } from "#http/listen.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { simulatedClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";
import { openPseudonyms } from "#platform/pseudonyms.ts";
import { stateCodec } from "#platform/state-codec.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { createEventsRouter } from "#sources/http-events/events-router.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

import { PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { numberedBodies } from "./ingest/numbered-requests.ts";

/** Where the events of a run go. */
interface Destination {
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  close(): Promise<void>;
}

const EVENTS = Number(process.argv[2] ?? 600_000);
const BATCH = 1_000;
const ROUNDS = 5;
/** After the last of the events, which are a millisecond apart. */
const NOW = epochMs(Date.UTC(2026, 10, 25, 9) + EVENTS);
const house = loadConfig(PRODUCERS_CONFIG);
const sources = house.sources.filter((source) => source.kind === "http-events");
const logger = createLogger("silent");

const print = (row: string, target: string, measured: number, unit: string, reached: boolean): void =>
  console.log(JSON.stringify({ row, target, measured, unit, reached }));

measureDecoding();
await measureIngest("a sink that counts", countingDestination());
await measureIngest("the whole engine", engineDestination());

/** Parsing alone against parsing and decoding, in turns; the median of the rounds. */
function measureDecoding(): void {
  const [source] = sources;
  if (!source) throw new Error("the fixture has no source over HTTP");
  const decode = createEventDecoder(vocabularyOf(house, source));
  const bodies = numberedBodies(Math.min(EVENTS, 100_000), BATCH);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let begin = performance.now();
    for (const body of bodies) JSON.parse(body);
    const parsing = performance.now() - begin;
    begin = performance.now();
    for (const body of bodies) {
      const items: unknown = JSON.parse(body);
      if (!Array.isArray(items) || !items.every((item) => decode(item).ok)) throw new Error("refused");
    }
    ratios.push((performance.now() - begin) / parsing);
  }
  const ratio = ratios.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  print("HTTP events: JSON.parse and decode beside JSON.parse", "<= 1.5", ratio, "", ratio <= 1.5);
}

const foreign = (): void => undefined;

/** The producer is a process of its own; the figure is events per second of this process's CPU. */
async function measureIngest(name: string, destination: Destination): Promise<void> {
  const { sink, pseudonyms } = destination;
  const authorize = () => new Set(sources.map((source) => source.id));
  const app = express();
  app.use(createEventsRouter({ sources, house, sink, pseudonyms, logger, authorize, foreign }));
  const server = await listen({ app, host: "127.0.0.1", port: 0 });
  const before = process.cpuUsage();
  const producer = path.join(import.meta.dirname, "ingest", "producer.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    producer,
    String(server.port),
    String(EVENTS),
    String(BATCH),
  ]);
  const { user, system } = process.cpuUsage(before);
  await server.close();
  await destination.close();
  const perCpuSecond = EVENTS / ((user + system) / 1e6);
  const row = `HTTP ingest in batches of ${BATCH}, ${name}`;
  print(row, ">= 150,000", Math.round(perCpuSecond), "events per CPU second", perCpuSecond >= 150_000);
  print(`${row}, as the clock ran`, "none", Math.round(EVENTS / Number(stdout)), "events/s", true);
}

function countingDestination(): Destination {
  return {
    sink: { accept: async (events) => events.map(() => "accepted") },
    pseudonyms: { contact: (_source, nativeId) => nativeId, event: (_source, nativeId) => nativeId },
    close: () => Promise.resolve(),
  };
}

/** All that the program does with an event; nobody watches the walls. */
function engineDestination(): Destination {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
  const journal = openJournal({ directory, kind: "real" });
  const ledger = openLedger({ directory, kind: "real" });
  const calendar = createCalendar(house.house.timeZone);
  const clock = simulatedClock({ from: NOW, speed: 1 });
  const engine = new Engine({
    feeds: {},
    alerts: null,
    outlook: null,
    heardByEvents: new Set(),
    journal,
    ledger,
    codec: stateCodec,
    clock,
    calendar,
    logger,
    rules: boardRulesOf(house),
    house: houseRulesOf(house),
    sources: house.sources.map(({ id }) => id),
    speed: 1,
  });
  engine.start();
  const pseudonyms = openPseudonyms({
    directory,
    now: () => clock.now(),
    dayOf: (at) => calendar.dayOf(at),
    isKnown: (contact) => engine.knows(contact),
  });
  return {
    sink: engine,
    pseudonyms,
    async close() {
      await engine.close();
      ledger.close();
      journal.close();
      pseudonyms.close();
      rmSync(directory, { recursive: true });
    },
  };
}
