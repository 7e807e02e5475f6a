/** The program itself, twice, on one Redis with users of its own, behind a proxy: as docs/nodes.md says it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, it } from "node:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

import { Redis } from "ioredis";

import { type Nodes, startNodes } from "../../scripts/nodes/start-nodes.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import { connectSse } from "../support/sse-client.ts";
import { until } from "../support/until.ts";

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-nodes-"));
const house: Nodes = await startNodes({
  config: "config/nodes.example.yaml",
  directory,
  port: 0,
  say: () => undefined,
});
after(async () => {
  await house.close();
  rmSync(directory, { recursive: true, force: true });
});
const [left, right] = house.nodes;
assert.ok(left && right);

let made = 0;
const event = (type: string, data: object, id = `e${(made += 1)}`): object => ({
  specversion: "1.0",
  id,
  source: "chat-desk",
  type,
  time: new Date().toISOString(),
  data,
});
const arrival = (contact: string): object[] => [
  event("contact.arrived", { contact, channel: "chat", entry: "site" }),
  event("contact.queued", { contact, language: "it", queue: "chat" }),
];

async function post(url: string, events: readonly object[]): Promise<void> {
  const response = await fetch(`${url}/api/v1/events`, {
    method: "POST",
    headers: { "Content-Type": "application/cloudevents-batch+json" },
    body: JSON.stringify(events),
  });
  assert.equal(response.status, 202);
}

async function waitingAt(url: string): Promise<number | undefined> {
  const client = await connectSse(`${url}/api/v1/stream`);
  const snapshot: BoardSnapshot = JSON.parse((await client.nextNamed("snapshot")).data);
  client.leave();
  return snapshot.channels.find(({ channel }) => channel === "chat")?.now.waiting;
}

const bothShow = (waiting: number): Promise<void> =>
  until(async () => {
    const shown = await Promise.all([waitingAt(left.url), waitingAt(right.url)]);
    return shown.every((count) => count === waiting);
  });

it("shows on both nodes what reaches one of them, by whichever door, and takes one end for one contact", async () => {
  await post(left.url, arrival("a"));
  await post(right.url, arrival("b"));
  await post(house.proxy.url, arrival("c"));
  await bothShow(3);
  // Began at one node and goes on at the other: both make the same pseudonym of it.
  await post(right.url, [event("contact.ended", { contact: "a", outcome: "abandoned" })]);
  await bothShow(2);
});

it("takes what a producer puts on the bus with the line of the documents, as a user that may do nothing else", async () => {
  const producer = new Redis({
    port: house.redis.port,
    username: "producer",
    password: house.redis.password,
  });
  after(() => producer.disconnect());
  const line = /^redis-cli .* XADD (\S+) MAXLEN '~' (\d+) '\*' event '(.+)'$/m.exec(
    readFileSync("docs/nodes.md", "utf8"),
  );
  assert.ok(line);
  const [, key = "", most = "", text = ""] = line;
  await producer.xadd(
    key,
    "MAXLEN",
    "~",
    most,
    "*",
    "event",
    text.replace("'$NOW'", new Date().toISOString()),
  );
  const queued = event("contact.queued", { contact: "c-7", language: "it", queue: "chat" });
  await producer.xadd(key, "*", "event", JSON.stringify(queued));
  await bothShow(3);
  await assert.rejects(producer.xrange("vedetta:incoming", "-", "+"), /NOPERM/);
  await assert.rejects(producer.xadd("vedetta:events", "*", "e", "x"), /NOPERM/);
  await assert.rejects(producer.publish("vedetta:day-keys", "x"), /NOPERM/);
});

it("puts to the dead letters, once, what somebody wrote where only nodes write", async () => {
  const node = new Redis({ port: house.redis.port, username: "vedetta", password: house.redis.password });
  after(() => node.disconnect());
  // Nobody buries it before one of them has the duty.
  await until(async () => (await node.exists("vedetta:lease:alerts")) === 1);
  const entry = await node.xadd("vedetta:events", "*", "e", JSON.stringify(event("contact.arrived", {})));
  await until(async () => (await node.xlen("vedetta:dead-letters")) > 0);
  const [letter, ...others] = await node.xrange("vedetta:dead-letters", "-", "+");
  assert.deepEqual(letter?.[1].slice(0, 4), ["stream", "vedetta:events", "entry", entry]);
  assert.deepEqual(others, []);
});

it("goes on through the proxy when a node is killed, which is as the other one when it is back", async () => {
  process.kill(left.pid, "SIGKILL");
  await until(async () => {
    const answer = await fetch(`${house.proxy.url}/api/v1/events`, {
      method: "POST",
      headers: { "Content-Type": "application/cloudevents-batch+json" },
      body: JSON.stringify(
        arrival("d").map((one) => Object.assign(one, { id: JSON.stringify(Object(one).type) })),
      ),
    }).catch(() => null);
    return answer?.status === 202;
  });
  await until(async () => (await waitingAt(right.url)) === 4);
  await until(async () => (await waitingAt(left.url).catch(() => -1)) === 4);
});

it("keeps silences of one node on the other", async () => {
  const response = await fetch(`${left.url}/api/v1/silences`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: left.url },
    body: JSON.stringify({ rule: "surge", by: "Anna", why: "a test", minutes: 30 }),
  });
  assert.equal(response.status, 201, await response.text());
  await until(async () => {
    const alerts: { silences: { id: string }[] } = await (await fetch(`${right.url}/api/v1/alerts`)).json();
    return alerts.silences.some(({ id }) => id === "silence-left-1");
  });
});

it("never asks the Redis for anything that its user may not do, and has nothing to complain of", async () => {
  const node = new Redis({ port: house.redis.port, username: "vedetta", password: house.redis.password });
  after(() => node.disconnect());
  assert.equal(await node.ping(), "PONG");
  for (const { log } of house.nodes)
    assert.deepEqual(
      log.split("\n").filter((line) => /NOPERM|"level":[56]0/.test(line)),
      [],
    );
});
