/** The program itself, twice, on one Redis: producers speak to either over HTTP, nodes are killed and replaced. */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { cloudEvent, type JsonObject, PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const CONTACTS = 300;

/** Calls of the last hours as a PBX knows them, by its own ids; some are not over. */
function calls(from: number, to: number): JsonObject[] {
  const begin = Date.now() - 6 * 3_600_000;
  const events: JsonObject[] = [];
  for (let number = from; number < to; number += 1) {
    const tell = (type: string, after: number, data: JsonObject): void => {
      const time = new Date(begin + number * 10_000 + after * 1_000).toISOString();
      events.push(
        cloudEvent({ id: `${type}-${number}`, type, time, data: { contact: `call-${number}`, ...data } }),
      );
    };
    tell("contact.arrived", 0, { channel: "phone", entry: "phone", language: "it" });
    tell("contact.queued", 3, { language: "it", queue: "q_it" });
    tell("contact.answered", 5 + (number % 40), {});
    if (number % 7 !== 0) tell("contact.ended", 200, { outcome: "completed" });
  }
  return events;
}

/** Starts nodes of one house by their name and the directory of their data. */
async function houseOn(t: TestContext): Promise<(name: string, data: string) => Promise<RealServer>> {
  const redis = await startRedisServer(t);
  return async (name, data) => {
    const config = path.join(data, "..", `${path.basename(data)}-${name}.yaml`);
    const bus = `bus: { url: "${redis.url}", node: ${name} }\n`;
    writeFileSync(config, `${readFileSync(PRODUCERS_CONFIG, "utf8")}${bus}`);
    const server = await startRealServer({ config, data });
    t.after(() => {
      server.process.kill("SIGKILL");
      rmSync(config, { force: true });
    });
    return server;
  };
}

/** Each event to one of the two, in small requests. */
async function send(
  events: readonly JsonObject[],
  servers: readonly RealServer[],
  random: () => number,
): Promise<void> {
  for (let from = 0; from < events.length; from += 25) {
    const server = servers[Math.floor(random() * servers.length)];
    const { status, receipt } = (await server?.post(events.slice(from, from + 25))) ?? {};
    assert.equal(status, 202, JSON.stringify(receipt));
  }
}

/** What walls and reports get, without what is each node's own: when it looked, and since when it has seen what an alert waits for. */
async function picture(server: RealServer): Promise<string> {
  const { url } = server;
  const { revision: _, asOfMs: __, bus: ___, alerts: ____, ...shown } = await server.snapshot();
  const day = new Date().toISOString().slice(0, 10);
  const report = await (await fetch(`${url}/api/v1/report?from=${day}&to=${day}`)).text();
  const trend = await (await fetch(`${url}/api/v1/trend`)).text();
  return JSON.stringify(
    { shown, trend, report: report.replaceAll(/"(asOf|generated|made)\w*":[^,}]+/g, "") },
    null,
    1,
  );
}

async function becomeEqual(servers: readonly RealServer[], withinMs: number): Promise<void> {
  const started = performance.now();
  for (;;) {
    const [first = "", ...others] = await Promise.all(servers.map(picture));
    if (others.every((other) => other === first)) return;
    if (performance.now() - started > withinMs)
      for (const other of others) assert.deepEqual(other.split("\n"), first.split("\n"));
    await sleep(50);
  }
}

const arrivedIn = async (server: RealServer): Promise<number | undefined> =>
  (await server.snapshot()).channels.find(({ channel }) => channel === "phone")?.today.counts.arrived;

it("two programs show the same, also after one is killed and comes back, and after one is replaced by an empty one", async (t) => {
  const start = await houseOn(t);
  const data = [temporaryDirectory(t), temporaryDirectory(t), temporaryDirectory(t)] as const;
  const random = seededRandom(5);
  const left = await start("left", data[0]);
  let right = await start("right", data[1]);
  await send(calls(0, CONTACTS), [left, right], random);
  await becomeEqual([left, right], 2_000);

  await Promise.all([send(calls(CONTACTS, 2 * CONTACTS), [left], random), right.end("SIGKILL")]);
  right = await start("right", data[1]);
  await becomeEqual([left, right], 5_000);

  await Promise.all([send(calls(2 * CONTACTS, 3 * CONTACTS), [right], random), left.end("SIGKILL")]);
  const fresh = await start("left", data[2]);
  await becomeEqual([right, fresh], 5_000);
  await send(calls(3 * CONTACTS, 3 * CONTACTS + 50), [right, fresh], random);
  await becomeEqual([right, fresh], 2_000);
  const arrived = await arrivedIn(fresh);
  t.diagnostic(`${arrived} calls today on both`);
  const ready: unknown = await (await fetch(`${fresh.url}/readyz`)).json();
  assert.deepEqual(ready, { ready: true, reasons: [], degraded: [] });
});
