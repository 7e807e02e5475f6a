/**
 * The program itself, twice, on one Redis: producers speak to either over HTTP while nodes are killed at any moment,
 * come back, and are replaced by empty ones. What both show is held against each other and against a count by hand.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { NODES_SECRET } from "./bus-rig.ts";
import { PRODUCERS_CONFIG } from "./cloud-events.ts";
import {
  asCloudEvent,
  callNumber,
  figuresByHand,
  figuresShown,
  type MadeUpCall,
} from "./kill/made-up-calls.ts";
import { type RealServer, startRealServer } from "./real-server.ts";
import type { Owner } from "./owner.ts";
import { startRedisServer } from "./redis-server.ts";
import { seededRandom } from "./seeded-random.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** They make 10,000 events. */
const CALLS = 3_044;
/** Calls are of the last hours: each begins in one of so many half hours. */
const HALF_HOURS = 12;
/** How long after the last event, or after a node says that it misses nothing, the two may differ. */
export const EQUAL_WITHIN_MS = 2_000;
/** Nodes tell each other so often when sources were in touch; of what nobody tells again they may know different things so long. */
const TOLD_EVERY_MS = 5_000;
const LIVE_WITHIN_MS = 20_000;
/** Calls of which producers tell at a time: some events for each node. */
const AT_ONCE = 60;
/** A node is killed so soon after a request was begun. */
const LATEST_KILL_MS = 25;
const LOOK_EVERY_MS = 50;

export interface TwoProgramsReport {
  readonly events: number;
  /** Requests that a killed node did not answer, and that were sent to the other one. */
  readonly sentAgain: number;
  /** Milliseconds from the last event, or from the moment at which a node that began was live, until both were equal. */
  readonly equalAfter: Readonly<Record<"both" | "restarted" | "replaced" | "end", number>>;
  /** Milliseconds from a node's start until it was live. */
  readonly liveAfter: Readonly<Record<"restarted" | "replaced", number>>;
}

interface Place {
  readonly name: string;
  data: string;
  server: RealServer;
}

export async function tellTwoPrograms(owner: Owner, seed: number): Promise<TwoProgramsReport> {
  const random = seededRandom(seed);
  const redis = await startRedisServer(owner);
  const configs = temporaryDirectory(owner);
  const start = async (name: string, data: string): Promise<RealServer> => {
    const config = path.join(configs, `${name}.yaml`);
    const bus = `bus: { url: "${redis.url}", node: ${name}, secretFile: "${NODES_SECRET}" }\n`;
    writeFileSync(config, `${readFileSync(PRODUCERS_CONFIG, "utf8")}${bus}`);
    const server = await startRealServer(owner, { config, data });
    return server;
  };
  const place = async (name: string): Promise<Place> => {
    const data = temporaryDirectory(owner);
    return { name, data, server: await start(name, data) };
  };
  const places = await Promise.all([place("left"), place("right")]);
  const [left, right] = places;
  assert.ok(left && right);

  const now = Date.now();
  const calls = Array.from({ length: CALLS }, (_, number) =>
    callNumber(number, now - ((number % HALF_HOURS) + 1) * 1_800_000),
  );
  let told = 0;
  let sentAgain = 0;
  const everything = new Map<Place, object[]>(places.map((one) => [one, []]));
  /** Each event of so many calls to a node at random; what a node that dies has not answered, to the other one. */
  const load = async (count: number, begun: (step: number) => void = () => undefined): Promise<void> => {
    const until = told + count;
    for (let step = 0; told < until; step += 1) {
      const some = calls.slice(told, Math.min(told + AT_ONCE, until));
      told += some.length;
      const [mine, theirs]: [object[], object[]] = [[], []];
      for (const event of some.flatMap((call) => call.events))
        (random() < 0.5 ? mine : theirs).push(asCloudEvent(event));
      everything.get(left)?.push(...mine);
      everything.get(right)?.push(...theirs);
      const requests = [tell(mine, left, right), tell(theirs, right, left)];
      begun(step);
      sentAgain += (await Promise.all(requests)).filter(Boolean).length;
    }
  };
  /** Kills the node at a random moment of the load, and starts one in this directory in its place at once. */
  const killDuring = async (one: Place, count: number, data: string) => {
    const last = Math.floor((random() * count) / AT_ONCE);
    const other = one === left ? right : left;
    const kill = async (): Promise<number> => {
      await sleep(random() * LATEST_KILL_MS);
      await one.server.end("SIGKILL");
      const began = performance.now();
      one.server = await start(one.name, data);
      await live(one.server);
      return performance.now() - began;
    };
    let coming: Promise<number> | null = null;
    everything.set(one, []);
    await load(count, (step) => {
      if (step === last) coming = kill();
    });
    const liveAfter = await (coming ?? Promise.reject(new Error("nobody was killed")));
    // What was answered in the last moment went with its disk; whoever told it tells it again, and the copies do not count.
    if (data !== one.data) await tell(everything.get(one) ?? [], other, one);
    one.data = data;
    return { liveAfter, equalAfter: await equal() };
  };
  const equal = () => becomeEqual([left.server, right.server], calls.slice(0, told));

  await load(800);
  const both = await equal();
  const [first, second] = random() < 0.5 ? [left, right] : [right, left];
  const restarts = [await killDuring(first, 600, first.data), await killDuring(second, 600, second.data)];
  const gone = random() < 0.5 ? left : right;
  const replaced = await killDuring(gone, 480, temporaryDirectory(owner));
  await load(CALLS - told);
  const end = await equal();
  await knowSameGaps(places.map(({ server }) => server));
  const most = (of: (one: (typeof restarts)[number]) => number): number => Math.max(...restarts.map(of));
  return {
    events: calls.flatMap((call) => call.events).length,
    sentAgain,
    equalAfter: {
      both,
      restarted: most(({ equalAfter }) => equalAfter),
      replaced: replaced.equalAfter,
      end,
    },
    liveAfter: { restarted: most(({ liveAfter }) => liveAfter), replaced: replaced.liveAfter },
  };
}

/** Whether the other one had to be asked, because this one did not answer. */
async function tell(events: readonly object[], to: Place, other: Place): Promise<boolean> {
  if (events.length === 0) return false;
  const answer = await to.server.post(events).catch(() => null);
  const { status, receipt } = answer ?? (await other.server.post(events));
  assert.equal(status, 202, JSON.stringify(receipt));
  return answer === null;
}

/** The node has caught up with the bus, and says so. */
async function live(server: RealServer): Promise<void> {
  const started = performance.now();
  for (;;) {
    const ready: unknown = await (await fetch(`${server.url}/readyz`)).json();
    if (JSON.stringify(ready) === '{"ready":true,"reasons":[],"degraded":[]}') return;
    if (performance.now() - started > LIVE_WITHIN_MS) assert.fail(JSON.stringify(ready));
    await sleep(LOOK_EVERY_MS);
  }
}

/** Resolves with the milliseconds until both showed the same, which is what a count by hand says of the calls. */
async function becomeEqual(servers: readonly RealServer[], calls: readonly MadeUpCall[]): Promise<number> {
  const started = performance.now();
  for (;;) {
    const took = performance.now() - started;
    const [first, ...others] = await Promise.all(servers.map(pictureOf));
    assert.ok(first);
    const byHand = figuresByHand(calls, first.board.dayStartMs);
    const shown = figuresShown(first.board);
    const areEqual = others.every(({ text }) => text === first.text);
    if (areEqual && isDeepStrictEqual(shown, byHand)) return took;
    if (took < EQUAL_WITHIN_MS) {
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    for (const { text } of others) assert.deepEqual(text.split("\n"), first.text.split("\n"));
    assert.deepEqual(shown, byHand);
  }
}

/** Both know the same of the times in which sources were in touch. */
async function knowSameGaps(servers: readonly RealServer[]): Promise<void> {
  const started = performance.now();
  for (;;) {
    const boards = await Promise.all(servers.map((server) => server.snapshot()));
    const [first, ...others] = boards.map(({ channels }) => channels.map(({ gaps }) => gaps));
    if (
      isDeepStrictEqual(
        others,
        Array.from(others, () => first),
      )
    )
      return;
    if (performance.now() - started > TOLD_EVERY_MS + EQUAL_WITHIN_MS)
      for (const other of others) assert.deepEqual(other, first);
    await sleep(LOOK_EVERY_MS);
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** All that walls and reports get, without what is each node's own: when it looked, and since when it has seen what an alert waits for. */
async function pictureOf(server: RealServer): Promise<{ board: BoardSnapshot; text: string }> {
  const period = `from=${dayOf(Date.now() - 86_400_000)}&to=${dayOf(Date.now())}`;
  const textAt = async (place: string): Promise<string> =>
    (await fetch(`${server.url}/api/v1/${place}`)).text();
  const board = await server.snapshot();
  const { revision: _, asOfMs: __, bus: ___, alerts: ____, ...rest } = board;
  const channels = rest.channels.map(({ gaps: _gaps, ...channel }) => channel);
  const trend = await textAt("trend");
  const report = (await textAt(`report?${period}`)).replace(/"asOfMs":\d+/, "");
  return { board, text: JSON.stringify({ shown: { ...rest, channels }, trend, report }, null, 1) };
}
