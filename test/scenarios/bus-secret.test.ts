/** Nodes of one Redis of which one has another secret than the others, by mistake. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { admit, fingerprintOf } from "#bus/admission.ts";
import { BusUnavailable } from "#bus/guarded-redis.ts";
import { epochMs } from "#domain/time.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";

import { busEvents } from "../support/bus-events.ts";
import { becomeEqual, type BusNode, deliver, openBusNode } from "../support/bus-node.ts";
import { connectRig, NODES_SECRET } from "../support/bus-rig.ts";
import { everyCloudEvent, PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const KEY = "vedetta:nodes";
const FINGERPRINT = /^[0-9a-f]{64}$/;
/** The user of docs/nodes.md. */
const USER = /^user vedetta on >PASSWORD .*$/m.exec(readFileSync("docs/nodes.md", "utf8"))?.[0] ?? "";

const stateOf = (node: BusNode) => node.bus?.counts().state;
const complaintsOf = (node: BusNode): readonly string[] =>
  node.said.filter((line) => line.startsWith("this node has another secret than the nodes on the bus"));

const readiness = async ({ url }: RealServer): Promise<unknown> => (await fetch(`${url}/readyz`)).json();
const countOf = async (server: RealServer): Promise<number> => {
  const { channels } = await server.snapshot();
  return channels.reduce((sum, { today }) => sum + today.counts.arrived, 0);
};

it("a node with another secret takes no part until it has the right one, or the others are gone", async (t) => {
  const redis = await startRedisServer(t, { users: [USER] });
  const files = temporaryDirectory(t);
  const passwordFile = path.join(files, "password");
  writeFileSync(passwordFile, "PASSWORD");
  const otherSecret = path.join(files, "other-secret");
  writeFileSync(otherSecret, "ab".repeat(32));
  const open = (name: string, secretFile: string, directory = temporaryDirectory(t)): BusNode => {
    const bus = { url: redis.url, username: "vedetta", passwordFile, secretFile };
    return openBusNode(t, { directory, name, bus });
  };
  const isHeardOf = async (node: BusNode): Promise<boolean> => {
    const [events, touches] = await Promise.all(
      ["vedetta:events", "vedetta:touch"].map((key) => redis.client.xrange(key, "-", "+")),
    );
    return [...(events ?? []), ...(touches ?? [])].some(([, fields]) =>
      fields.includes(node.journal.identity),
    );
  };

  const left = open("left", NODES_SECRET);
  await until(() => stateOf(left) === "live");
  const right = open("right", NODES_SECRET);
  const wrong = open("wrong", otherSecret);
  await until(() => stateOf(right) === "live" && stateOf(wrong) === "secret-differs");
  const fingerprint = await redis.client.get(KEY);
  assert.match(fingerprint ?? "", FINGERPRINT);
  assert.ok(complaintsOf(wrong).length === 1 && complaintsOf(wrong)[0]?.includes(otherSecret));
  assert.deepEqual([...complaintsOf(left), ...complaintsOf(right)], []);

  const events = busEvents(60, epochMs(Date.now()));
  await deliver(events, (index) => [[left, right, wrong][index % 3] ?? left], 1);
  await becomeEqual([left, right], 5_000);
  // Whoever comes first to an emptied Redis would say what the secret is.
  await redis.client.flushall();
  await until(async () => (await redis.client.get(KEY)) === fingerprint);
  await becomeEqual([left, right], 10_000);
  await until(() => isHeardOf(left));
  assert.equal(await isHeardOf(wrong), false);
  assert.equal(stateOf(wrong), "secret-differs");
  assert.equal(wrong.engine.bus.snapshot?.cursor, "0-0");

  await wrong.close();
  const mended = open("wrong", NODES_SECRET, wrong.directory);
  await becomeEqual([left, right, mended], 10_000);
  assert.ok(await isHeardOf(mended));

  const next = open("next", otherSecret);
  await until(() => stateOf(next) === "secret-differs");
  await Promise.all([left.close(), right.close(), mended.close()]);
  const life = await redis.client.pttl(KEY);
  assert.ok(life > 0 && life <= 60_000, `${life} ms`);
  await redis.client.del(KEY);
  await until(() => stateOf(next) === "live");
  assert.notEqual(await redis.client.get(KEY), fingerprint);
  assert.ok(next.said.some((line) => line.startsWith("the nodes on the bus have the secret of this node")));
});

it("a process that was stopped for long looks at the secret again before it writes, and reads on then", async (t) => {
  const redis = await startRedisServer(t);
  const { bus, turns } = connectRig(t, { url: redis.url });
  await turns(true);
  let stoppedFor = 0;
  const node = admit({
    connection: bus,
    key: KEY,
    fingerprint: fingerprintOf("one", "vedetta"),
    file: "secret",
    clock: systemClock,
    monotonic: () => performance.now() + stoppedFor,
    logger: createLogger("silent"),
  });
  t.after(() => node.close());
  await until(() => node.isUp);
  stoppedFor = 60_000;
  await assert.rejects(
    node.write((client) => client.set("vedetta:x", "y")),
    BusUnavailable,
  );
  assert.equal(await node.read((client) => client.get(KEY)), fingerprintOf("one", "vedetta"));
  stoppedFor = 120_000;
  await redis.client.set(KEY, fingerprintOf("two", "vedetta"));
  await assert.rejects(
    node.write((client) => client.set("vedetta:x", "y")),
    BusUnavailable,
  );
  await until(() => node.isRefused);
  await assert.rejects(
    node.write((client) => client.set("vedetta:x", "y")),
    BusUnavailable,
  );
  assert.equal(await redis.client.get("vedetta:x"), null);
});

it("an event that is sent to the doors of all nodes counts once where the secret is right, and the wrong node is told", async (t) => {
  const redis = await startRedisServer(t);
  const files = temporaryDirectory(t);
  const otherSecret = path.join(files, "other-secret");
  writeFileSync(otherSecret, "ab".repeat(32));
  const start = async (name: string, secretFile: string): Promise<RealServer> => {
    const config = path.join(files, `${name}.yaml`);
    const bus = `bus: { url: "${redis.url}", node: ${name}, secretFile: "${secretFile}" }\n`;
    writeFileSync(config, `${readFileSync(PRODUCERS_CONFIG, "utf8")}${bus}`);
    const server = await startRealServer(t, { config, data: temporaryDirectory(t) });
    return server;
  };
  const left = await start("left", NODES_SECRET);
  const [right, wrong] = await Promise.all([start("right", NODES_SECRET), start("wrong", otherSecret)]);
  const degraded = ["bus-secret-differs"];
  await until(async () => JSON.stringify(await readiness(wrong)).includes(degraded.join()));
  assert.deepEqual(await readiness(wrong), { ready: true, reasons: [], degraded });
  await until(async () => JSON.stringify(await readiness(right)).includes('"degraded":[]'));

  const told = everyCloudEvent().find(({ type }) => type === "contact.arrived");
  assert.ok(told);
  const arrived = { ...told, time: new Date().toISOString() };
  for (const server of [left, right, wrong]) assert.equal((await server.post([arrived])).status, 202);
  // Longer than it takes from node to node.
  await sleep(1_000);
  assert.deepEqual(await Promise.all([left, right, wrong].map(countOf)), [1, 1, 1]);
});
