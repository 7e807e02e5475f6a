/**
 * From an acknowledged event to the frame that holds it, with 1,000 walls at the real
 * program: after a quiet moment, and while 10,000 events a second come in. Twenty of
 * the walls are read, spread among the others; the slowest of them counts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { cloudEvent, type JsonObject, PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { thisProcess } from "../support/owner.ts";
import { startRealServer } from "../support/real-server.ts";
import { clock, SampledWalls } from "./event-to-frame/sampled-walls.ts";
import { startRemote } from "./fan-out/remote.ts";

const WALLS = 1_000;
const SAMPLED = 20;
const EVENTS_PER_SECOND = 10_000;
const BATCHES_PER_SECOND = 20;
const CONTACTS_PER_BATCH = Math.floor(EVENTS_PER_SECOND / BATCHES_PER_SECOND / 4);
const LOAD_SECONDS = Number(process.argv[2] ?? 20);
const QUIET_ROUNDS = Number(process.argv[3] ?? 200);
const TICK_MS = 250;
/** The tick is over by then, and the next change goes out at once. */
const QUIET_MS = TICK_MS + 50;

interface Delivery {
  readonly sentAt: number;
  /** When the 202 was here. A frame may come before it: that counts as 0. */
  readonly acceptedAt: number;
  /** How many contacts a wall knows of that has seen these. */
  readonly arrived: number;
}

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
const config = path.join(directory, "vedetta.yaml");
const limits = `server: { maxWalls: ${2 * WALLS}, maxWallsPerClient: ${2 * WALLS} }`;
writeFileSync(config, `${readFileSync(PRODUCERS_CONFIG, "utf8")}${limits}\n`);
const server = await startRealServer(thisProcess, { config, data: path.join(directory, "data") });
const others = startRemote(new URL("fan-out/load.ts", import.meta.url));
const walls = new SampledWalls();
let delivered = 0;

try {
  for (let round = 0; round < SAMPLED; round += 1) {
    await others.ask("connect", Number(new URL(server.url).port), WALLS / SAMPLED - 1, 0, 1);
    await walls.connect(server.url);
  }
  print("event accepted -> frame received, after a quiet moment, 1,000 walls", 25, await measureQuietly());
  const before = await others.ask("received");
  print(
    `event accepted -> frame received, ${EVENTS_PER_SECOND} events/s, 1,000 walls`,
    TICK_MS + 20,
    await measureUnderLoad(),
  );
  const frameBytes = ((await others.ask("received")) - before) / (WALLS - SAMPLED);
  // At least two frames a second of at least a kilobyte: else the others were not served, and the figure says nothing.
  if (frameBytes < LOAD_SECONDS * 2_000) throw new Error("the other walls were not served");
} finally {
  walls.leave();
  await others.stop();
  await server.end();
  rmSync(directory, { recursive: true, force: true });
}

async function measureQuietly(): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (let round = 0; round < QUIET_ROUNDS; round += 1) {
    while (clock() - walls.lastFrameAt < QUIET_MS) await sleep(10);
    const delivery = await deliver(1);
    await walls.haveSeen(delivery.arrived);
    deliveries.push(delivery);
  }
  return deliveries;
}

/** Batches go out by the clock, whether the ones before were answered or not, as from many producers. */
async function measureUnderLoad(): Promise<Delivery[]> {
  const begin = clock();
  const deliveries: Promise<Delivery>[] = [];
  for (let batch = 0; batch < LOAD_SECONDS * BATCHES_PER_SECOND; batch += 1) {
    await sleep(Math.max(0, begin + (batch * 1_000) / BATCHES_PER_SECOND - clock()));
    deliveries.push(deliver(CONTACTS_PER_BATCH));
  }
  const all = await Promise.all(deliveries);
  await walls.haveSeen(delivered);
  return all;
}

/** Whole contacts, four events each. */
async function deliver(contacts: number): Promise<Delivery> {
  const time = new Date().toISOString();
  const events = Array.from({ length: contacts }, (_, index) =>
    contactEvents(delivered + index, time),
  ).flat();
  delivered += contacts;
  const arrived = delivered;
  const sentAt = clock();
  const { status } = await server.post(events);
  if (status !== 202) throw new Error(`a batch was answered ${status}`);
  return { sentAt, acceptedAt: clock(), arrived };
}

function contactEvents(number: number, time: string): JsonObject[] {
  const contact = `call-${number}`;
  const event = (type: string, data: JsonObject): JsonObject =>
    cloudEvent({ id: `${type}-${number}`, time, type, data: { contact, ...data } });
  return [
    event("contact.arrived", { channel: "phone", entry: "phone" }),
    event("contact.queued", { language: "it", queue: "q_it" }),
    event("contact.answered", { waitSeconds: number % 60 }),
    event("contact.ended", { outcome: "completed", talkSeconds: 300 }),
  ];
}

function print(row: string, limitMs: number, deliveries: readonly Delivery[]): void {
  const figure = (name: string, target: string, measured: number, reached: boolean): void =>
    console.log(JSON.stringify({ row: `${row}: ${name}`, target, measured, unit: "ms", reached }));
  const accepted = latenciesOf(deliveries, ({ acceptedAt }) => acceptedAt);
  const sent = latenciesOf(deliveries, ({ sentAt }) => sentAt);
  figure("p99", `<= ${limitMs}`, accepted(0.99), accepted(0.99) <= limitMs);
  figure("p50", "none", accepted(0.5), true);
  figure("p99 from the sending of the request", "none", sent(0.99), true);
}

/** The latency that a share of the deliveries did not exceed, on the slowest of the walls that are read. */
function latenciesOf(
  deliveries: readonly Delivery[],
  since: (delivery: Delivery) => number,
): (share: number) => number {
  const sorted = deliveries
    .map((delivery) => Math.max(0, walls.seenByAll(delivery.arrived) - since(delivery)))
    .sort((a, b) => a - b);
  return (share) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
