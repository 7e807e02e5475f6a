/**
 * What is left of people after 48 hours, in the program itself, whose clock is set ahead hour by hour: no key by
 * which a pseudonym could be made again, and nothing of what was planted in every place that something is sent in.
 */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { it } from "node:test";

import { cloudEvent, type JsonObject } from "../support/cloud-events.ts";
import { canReadMemory, foundInMemory } from "../support/process-memory.ts";
import { startRealServer } from "../support/real-server.ts";
import { connectSse } from "../support/sse-client.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const HOUR_MS = 3_600_000;
const NUMBER = "3471234567";
const NAME = "Ermenegilda";
const CALL = `${NAME}-${NUMBER}-1764000000.17`;

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

it("after 48 hours no pseudonym can be made again, and nothing planted is anywhere", async (t) => {
  const data = temporaryDirectory(t);
  const server = await startRealServer(t, {
    config: "test/fixtures/config/good-http-events.yaml",
    data,
    preload: "test/support/cli/shifted-clock.ts",
  });
  const pid = server.process.pid ?? 0;
  let seen = "";
  const wall = await connectSse(`${server.url}/api/v1/stream`);
  const watching = (async () => {
    for (;;) seen += (await wall.next()).data;
  })().catch(() => undefined);

  let hours = 0;
  const event = (type: string, id: string, fields: JsonObject): JsonObject =>
    cloudEvent({
      type,
      id,
      source: "chat",
      time: new Date(Date.now() + hours * HOUR_MS).toISOString(),
      data: fields,
    });
  const contact = { contact: CALL };
  const first = await server.post([
    event("contact.arrived", `${CALL}-1`, { ...contact, channel: "chat", entry: "site", language: "it" }),
    event("contact.queued", `${CALL}-2`, { ...contact, language: "it", queue: "chat" }),
    event("contact.answered", `${CALL}-3`, { ...contact, callerName: NAME, callerNumber: NUMBER }),
    event("contact.ended", `${CALL}-4`, { ...contact, outcome: NUMBER }),
    event(NAME, NUMBER, { ...contact, text: `sono ${NAME}` }),
  ]);
  assert.equal(first.status, 202);
  await plantEverywhere(server.url);

  const keys = filesIn(path.join(data, "day-keys")).map((file) => readFileSync(file));
  assert.ok(keys.length > 0);
  const journal = () => Buffer.concat(filesIn(data).map((file) => readFileSync(file)));
  const pseudonyms = keys.map((key) =>
    createHmac("sha256", key).update(`4:chat${CALL}`).digest("hex").slice(0, 32),
  );
  const isThere = (): boolean =>
    pseudonyms.some((name) => journal().includes(Buffer.from(name, "hex")) || journal().includes(name));
  assert.ok(isThere(), "while a key lives its pseudonyms can be made again: this is what is looked for");
  const inMemory = (): readonly boolean[] => foundInMemory(pid, keys.flatMap(shapesOf));
  if (canReadMemory) assert.ok(inMemory().includes(true), "and so is the key");

  for (hours = 1; hours <= 49; hours += 1) {
    server.process.kill("SIGUSR2");
    const beat = event("source.heartbeat", `beat-${hours}`, { sequence: hours });
    assert.equal((await server.post([beat])).status, 202);
  }
  for (const file of filesIn(data)) {
    const bytes = readFileSync(file);
    for (const key of keys.flatMap(shapesOf))
      assert.ok(!bytes.includes(key), `${path.basename(file)} holds a key`);
  }
  if (canReadMemory) assert.ok(!inMemory().includes(true), "a key is still in memory");

  wall.leave();
  await watching;
  await server.end();
  const written = Buffer.concat([journal(), Buffer.from(server.output()), Buffer.from(seen)]).toString(
    "latin1",
  );
  assert.ok(seen.includes('"channel":"chat"'));
  for (const planted of [NUMBER, NAME, CALL, NUMBER.slice(1)]) assert.ok(!written.includes(planted));
});

/** A key as it is stored, and as it stands ready for HMAC. */
const shapesOf = (key: Uint8Array): readonly Uint8Array[] => [
  key,
  key.map((byte) => byte ^ 0x36),
  key.map((byte) => byte ^ 0x5c),
];

/** In paths, queries, headers, methods and bodies that nobody expects. */
async function plantEverywhere(url: string): Promise<void> {
  const headers = {
    "User-Agent": NAME,
    Referer: `${url}/${NUMBER}`,
    Cookie: `vedetta=${NAME}${NUMBER}`,
    Authorization: `Bearer ${NUMBER}`,
    "X-Caller": NUMBER,
  };
  for (const target of [
    `/${NUMBER}`,
    `/api/v1/house?caller=${NUMBER}`,
    `/login?next=${NAME}`,
    `/desk/${NAME}`,
  ])
    await (await fetch(`${url}${target}`, { headers, redirect: "manual" })).body?.cancel();
  for (const [target, body] of [
    ["/api/v1/silences", { rule: NAME, by: 5, why: NUMBER, minutes: 5 }],
    ["/api/v1/alerts/acknowledge", { fingerprint: `${NAME}/${NUMBER}`, by: "desk" }],
    ["/api/v1/events", { [NAME]: NUMBER }],
    [`/api/v1/deliveries/${NAME}/${NUMBER}/resend`, {}],
  ] as const)
    await (
      await fetch(`${url}${target}`, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      })
    ).body?.cancel();
  const { promise, resolve } = Promise.withResolvers<void>();
  request(`${url}/`, { method: "PROPFIND", headers }, (answer) => answer.resume().once("end", resolve)).end(
    NUMBER,
  );
  await promise;
}
