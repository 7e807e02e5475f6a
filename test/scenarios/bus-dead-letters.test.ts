/** What nodes refuse on their own stream becomes a dead letter once, whoever has the duty, has it no more or not yet. On a real Redis. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { startDeadLetterQueue } from "#bus/dead-letter-queue.ts";
import { startLease } from "#bus/redis-lease.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { connectRig } from "../support/bus-rig.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const NAMES = sharedNamesOf("vedetta");
const KEY = NAMES.lease("alerts");
const REFUSALS = [{ index: 0, path: "$", reason: "no-pseudonym" }];
const monotonic = (): number => performance.now();

function nodeOf(test: TestContext, server: RedisServer, holder: string) {
  const { bus, turns } = connectRig(test, { url: server.url }, { node: holder });
  const common = { bus, clock: systemClock, monotonic, logger: createLogger("silent") };
  const lease = startLease({
    ...common,
    key: KEY,
    holder,
    duty: "alerts",
    periods: { life: ms(1_000), renew: ms(250), alone: ms(1_000) },
  });
  const letters = startDeadLetterQueue({ ...common, names: NAMES, lease, patience: ms(2_000) });
  test.after(async () => {
    await letters.close();
    await lease.close();
  });
  return { lease, letters, turns, bury: (id: string) => letters.bury({ id, fields: {} }, REFUSALS) };
}

/** The entries of which there are letters, in their order. */
const buried = async (server: RedisServer): Promise<readonly (string | undefined)[]> =>
  (await server.client.xrange(NAMES.deadLetters, "-", "+")).map(([, fields]) => fields[3]);

/** A process that holds the duty until it is killed. */
async function otherNode(test: TestContext, server: RedisServer) {
  const file = new URL("../support/cli/hold-lease.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [file, server.url, KEY], { stdio: ["ignore", "pipe", "inherit"] });
  test.after(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

describe("what is refused on the stream of the nodes", { concurrency: true }, () => {
  it("waits until one of them has the duty, and is buried once", async (test) => {
    const server = await startRedisServer(test);
    const nodes = [nodeOf(test, server, "left"), nodeOf(test, server, "right")];
    // Nobody has asked yet who has it.
    for (const node of nodes) node.bury("1-1");
    await until(async () => (await buried(server)).length > 0);
    for (const node of nodes) node.bury("2-1");
    await until(async () => (await buried(server)).length > 1);
    await sleep(1_500);
    assert.deepEqual(await buried(server), ["1-1", "2-1"]);
  });

  it("is left to the holder, and written once by another when it has died or was begun anew before it could", async (test) => {
    const server = await startRedisServer(test);
    const other = await otherNode(test, server);
    const nodes = [nodeOf(test, server, "left"), nodeOf(test, server, "right")];
    await until(() => nodes.every(({ lease }) => lease.holder() === "another"));
    for (const node of nodes) node.bury("1-1");
    await sleep(1_200);
    assert.deepEqual(await buried(server), []);
    // Another process of that node has the duty from now on, and never heard of the entry.
    other.kill("SIGKILL");
    await once(other, "exit");
    await server.client.set(KEY, "begun-anew", "PX", 60_000);
    await until(async () => (await buried(server)).length > 0);
    for (const node of nodes) node.bury("2-1");
    await until(async () => (await buried(server)).length > 1);
    await sleep(1_200);
    assert.ok(nodes.every(({ lease }) => lease.holder() === "another"));
    assert.deepEqual(await buried(server), ["1-1", "2-1"]);
  });

  it("is written once when the stream is read anew, or the answer was lost, and beside what stands there already", async (test) => {
    const server = await startRedisServer(test);
    await server.client.xadd(NAMES.deadLetters, "*", "not", "ours");
    const { bury, lease, letters } = nodeOf(test, server, "left");
    await until(() => lease.isHeld());
    for (const id of ["1-1", "1-2", "1-1", "2-1"]) bury(id);
    await until(async () => (await buried(server)).length === 4);
    for (const id of ["1-2", "2-1", "3-1"]) bury(id);
    await letters.close();
    assert.deepEqual((await buried(server)).slice(1), ["1-1", "1-2", "2-1", "3-1"]);
  });

  it("is written when the bus is back, and of more than the stream keeps the oldest go", async (test) => {
    const server = await startRedisServer(test, { appendOnly: true });
    const { bury, turns, lease } = nodeOf(test, server, "left");
    await until(() => lease.isHeld());
    await server.kill();
    await turns(false);
    for (let index = 1; index <= 12_000; index += 1) bury(`${index}-1`);
    await server.start();
    await until(async () => (await buried(server)).at(-1) === "12000-1");
    const letters = await buried(server);
    assert.equal(letters.length, 10_000);
    assert.equal(letters[0], "2001-1");
  });

  it("is written at an orderly end, by one that has not the duty too", async (test) => {
    const server = await startRedisServer(test);
    await server.client.set(KEY, "another", "PX", 60_000);
    const nodes = [nodeOf(test, server, "left"), nodeOf(test, server, "right")];
    await until(() => nodes.every(({ lease }) => lease.holder() === "another"));
    for (const node of nodes) node.bury("1-1");
    await Promise.all(nodes.map(({ letters }) => letters.close()));
    assert.deepEqual(await buried(server), ["1-1"]);
  });
});
