/**
 * The way over the bus: how many events a second one core takes in from a Redis Stream, what the bus costs
 * beside the direct way in the same run, and how long an event takes from its producer to a wall of either of
 * two programs at 500 events a second. `node test/bench/bus.ts [EVENTS] [SECONDS]`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { packEntries } from "#bus/pack-entries.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { NODES_SECRET } from "../support/bus-rig.ts";
import { type BusNode, deliver, openBusNode } from "../support/bus-node.ts";
import { cloudEvent, PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { numberedEvents } from "../support/journal-events.ts";
import { startRealServer } from "../support/real-server.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { clock, SampledWalls } from "./event-to-frame/sampled-walls.ts";

const EVENTS = Number(process.argv[2] ?? 200_000);
const SECONDS = Number(process.argv[3] ?? 20);
const COMMIT = 1_000;
const ROUNDS = 200;
/** The interval between two snapshots is over by then, and the next change goes out at once. */
const QUIET_MS = 300;
const EVENTS_PER_SECOND = 500;
const BATCHES_PER_SECOND = 25;

const tasks: (() => unknown)[] = [];
const owner = { after: (task: () => unknown): void => void tasks.push(task) };
const print = (row: string, target: string, measured: number, unit: string, reached = true): void =>
  console.log(JSON.stringify({ row, target, measured, unit, reached }));

const redis = await startRedisServer(owner);
try {
  await measureReading();
  await measureWays();
  await measureEndToEnd();
} finally {
  for (const task of tasks) await task();
}
process.exit();

/** As the events are numbered, and a moment ago. */
function recentEvents(count: number): HelplineEvent[] {
  const events = numberedEvents(0, count);
  const shift = Date.now() - (events.at(-1)?.at ?? 0) - 1_000;
  return events.map((event) => Object.assign({}, event, { at: epochMs(event.at + shift) }));
}

function open(name: string): BusNode {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
  owner.after(() => rmSync(directory, { recursive: true, force: true }));
  return openBusNode(owner, { directory, name, bus: { url: redis.url } });
}

/** Until the node holds so many events. */
async function haveArrived(node: BusNode, count: number): Promise<void> {
  while (node.journal.lastSeq < count) await sleep(5);
}

/** A node that begins with nothing, and a stream as relays write it. */
async function measureReading(): Promise<void> {
  const events = recentEvents(EVENTS);
  for (let from = 0; from < events.length; from += COMMIT) {
    const batch = {
      first: from + 1,
      received: epochMs(Date.now()),
      isOwn: true,
      events: events.slice(from, from + COMMIT),
    };
    const pipeline = redis.client.pipeline();
    for (const { fields } of packEntries([batch], "0".repeat(32)))
      pipeline.xadd("vedetta:events", "*", ...fields);
    await pipeline.exec();
  }
  const node = open("reading");
  const begin = performance.now();
  const before = process.cpuUsage();
  await haveArrived(node, EVENTS);
  const { user, system } = process.cpuUsage(before);
  const perCpuSecond = EVENTS / ((user + system) / 1e6);
  const seconds = (performance.now() - begin) / 1_000;
  const row = "from Redis Streams: decode, commit, fold";
  print(row, ">= 100,000", Math.round(perCpuSecond), "events per CPU second", perCpuSecond >= 100_000);
  print(`${row}, as the clock ran`, "none", Math.round(EVENTS / seconds), "events/s");
  await node.close();
  await redis.client.flushall();
}

/** The same events into one node, and through it into another: in one process, so the two share what there is. */
async function measureWays(): Promise<void> {
  const [alone, left, right] = [
    openBusNode(owner, {
      directory: mkdtempSync(path.join(tmpdir(), "vedetta-bench-")),
      name: "alone",
      bus: null,
    }),
    open("left"),
    open("right"),
  ];
  while (right.bus?.counts().state !== "live" || left.bus?.counts().state !== "live") await sleep(20);
  const count = Math.floor(EVENTS / 2);
  const events = recentEvents(count);
  let begin = performance.now();
  await deliver(events, () => [alone], COMMIT);
  const direct = performance.now() - begin;
  begin = performance.now();
  await deliver(events, () => [left], COMMIT);
  await haveArrived(right, count);
  const overBus = performance.now() - begin;
  print("events/s of the direct way", "none", Math.round((count / direct) * 1_000), "events/s");
  print("throughput over the bus to another node beside the direct way", "none", direct / overBus, "");

  const added: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(QUIET_MS);
    const [event] = numberedEvents(0, 1);
    if (event?.type !== "contact.arrived") throw new Error("the numbered day begins with an arrival");
    const id = (count + round).toString(16).padStart(32, "e");
    const sent = performance.now();
    const seen = Promise.all([shown(left), shown(right)]);
    await left.engine.accept([{ ...event, id, contact: id, at: epochMs(Date.now()) }]);
    const [here, there] = await seen;
    own.push(here - sent);
    added.push(there - sent);
  }
  print("event -> snapshot of the node that took it in, median", "none", median(own), "ms");
  print("event -> snapshot of the other node, median", "none", median(added), "ms");
  print("the other node beside the one that took it in", "none", median(added) / median(own), "");
  for (const node of [alone, left, right]) await node.close();
  await redis.client.flushall();
}

/** When the node shows something new. */
function shown(node: BusNode): Promise<number> {
  return new Promise((resolve) => {
    const stop = node.engine.onSnapshot(() => {
      stop();
      resolve(performance.now());
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Two programs; every call goes to one of them, and a wall of each is read. */
async function measureEndToEnd(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
  const start = async (node: string) => {
    const config = path.join(directory, `${node}.yaml`);
    writeFileSync(
      config,
      `${readFileSync(PRODUCERS_CONFIG, "utf8")}bus: { url: "${redis.url}", node: ${node}, secretFile: "${NODES_SECRET}" }\n`,
    );
    return startRealServer(owner, { config, data: path.join(directory, node) });
  };
  const servers = [await start("left"), await start("right")] as const;
  const walls = new SampledWalls();
  for (const { url } of servers) await walls.connect(url);
  const perBatch = EVENTS_PER_SECOND / BATCHES_PER_SECOND;
  let told = 0;
  const begin = clock();
  const deliveries: Promise<{ readonly sentAt: number; readonly arrived: number }>[] = [];
  for (let batch = 0; batch < SECONDS * BATCHES_PER_SECOND; batch += 1) {
    await sleep(Math.max(0, begin + (batch * 1_000) / BATCHES_PER_SECOND - clock()));
    const time = new Date().toISOString();
    const events = Array.from({ length: perBatch }, (_, index) =>
      cloudEvent({
        id: `arrived-${told + index}`,
        type: "contact.arrived",
        time,
        data: { contact: `call-${told + index}`, channel: "phone", entry: "phone" },
      }),
    );
    told += perBatch;
    const arrived = told;
    const sentAt = clock();
    const server = servers[batch % servers.length] ?? servers[0];
    deliveries.push(
      server.post(events).then(({ status }) => {
        if (status !== 202) throw new Error(`a batch was answered ${status}`);
        return { sentAt, arrived };
      }),
    );
  }
  const all = await Promise.all(deliveries);
  await walls.haveSeen(told);
  const latencies = all.map(({ sentAt, arrived }) => walls.seenByAll(arrived) - sentAt).sort((a, b) => a - b);
  const p99 = latencies[Math.floor((latencies.length - 1) * 0.99)] ?? Number.NaN;
  const row = `producer -> frames of walls at both of two nodes, ${EVENTS_PER_SECOND} events/s`;
  print(`${row}: p99`, "<= 700", p99, "ms", p99 <= 700);
  print(`${row}: p50`, "none", latencies[Math.floor(latencies.length / 2)] ?? Number.NaN, "ms");
  walls.leave();
  for (const server of servers) await server.end();
  rmSync(directory, { recursive: true, force: true });
}
