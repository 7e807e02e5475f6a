/** What third parties put on the bus, by a real client, and what a node makes of it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it, type TestContext } from "node:test";

import * as fc from "fast-check";

import { takeIncoming } from "#bus/incoming.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { loadConfig } from "#config/load-config.ts";
import type { Lease } from "#engine/lease.ts";
import type { Logger } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";
import { ephemeralPseudonyms } from "#platform/ephemeral-pseudonyms.ts";
import { createBusDoor } from "#sources/http-events/bus-door.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { MAX_EVENT_BYTES } from "#sources/http-events/limits.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

import { connectRig } from "../support/bus-rig.ts";
import { cloudEvent, everyCloudEvent, PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { hostileEventText } from "../support/hostile-events.ts";
import { MemorySink } from "../support/memory-sink.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const NAMES = sharedNamesOf("vedetta");
const house = loadConfig(PRODUCERS_CONFIG);
const producers = house.sources.filter((source) => source.kind === "http-events");
const pseudonyms = ephemeralPseudonyms();
/** Planted where it does not belong. */
const NUMBER = "3471234567";

function collector(
  test: TestContext,
  server: RedisServer,
  name: string,
  lease: Lease,
  sink = new MemorySink(),
) {
  const said: string[] = [];
  const record = (fields: object, message: string): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: record, info: record, warn: record, error: record };
  const { bus } = connectRig(test, { url: server.url }, { node: name });
  const receive = createBusDoor({ sources: producers, house, sink, pseudonyms, logger });
  const reader = bus.openReader("incoming");
  const common = { names: NAMES, longest: MAX_EVENT_BYTES, clock: systemClock, logger };
  const running = takeIncoming({ ...common, reader, lease, receive });
  test.after(() => running.close());
  return { sink, said, running };
}

const HELD: Lease = { isHeld: () => true };
const put = (server: RedisServer, text: string): Promise<unknown> =>
  server.client.xadd(NAMES.incoming, "*", "event", text);

async function taken(server: RedisServer): Promise<void> {
  await until(async () => (await server.client.xlen(NAMES.incoming)) === 0);
}

/** Each as an object of its fields. */
async function deadLetters(server: RedisServer): Promise<Readonly<Record<string, string>>[]> {
  const letters = await server.client.xrange(NAMES.deadLetters, "-", "+");
  return letters.map(([, fields]) =>
    Object.fromEntries(
      Array.from({ length: fields.length / 2 }, (_, i) => [fields[2 * i], fields[2 * i + 1]]),
    ),
  );
}

describe("events of third parties on the bus", { concurrency: true }, () => {
  it("are taken in under pseudonyms, and nothing of them stays", async (test) => {
    const server = await startRedisServer(test);
    const { sink } = collector(test, server, "left", HELD);
    const events = everyCloudEvent();
    for (const event of events) await put(server, JSON.stringify(event));
    await taken(server);
    assert.equal(sink.events.length + sink.heartbeats, events.length);
    const before = sink.events.length;
    const text = JSON.stringify(sink.events);
    assert.ok(!text.includes("event-call"));
    assert.ok(
      text.includes(pseudonyms.contact("pbx", "event-call", sink.events[0]?.at ?? systemClock.now())),
    );
    assert.deepEqual(await deadLetters(server), []);
    // The same again, as a producer does that is not sure.
    for (const event of events) await put(server, JSON.stringify(event));
    await taken(server);
    assert.deepEqual([sink.events.length, sink.duplicates], [before, before]);
  });

  it("are refused as over HTTP when they are wrong, one by one, and stop nobody", async (test) => {
    const server = await startRedisServer(test);
    const { sink, said } = collector(test, server, "left", HELD);
    const decoders = producers.map((source) => createEventDecoder(vocabularyOf(house, source)));
    const texts = fc.sample(hostileEventText, { numRuns: 400, seed: 8 }).flatMap((text, index) => [
      text,
      JSON.stringify(
        cloudEvent({
          id: `sibling-${index}`,
          type: "contact.arrived",
          data: { contact: `s${index}`, channel: "phone", entry: "phone" },
        }),
      ),
    ]);
    const isGood = (text: string): boolean => {
      if (Buffer.byteLength(text) > MAX_EVENT_BYTES) return false;
      const value: unknown = JSON.parse(text);
      return decoders.some((decode) => decode(value).ok);
    };
    const batch = server.client.pipeline();
    for (const text of texts) batch.xadd(NAMES.incoming, "*", "event", text);
    const ids = ((await batch.exec()) ?? []).map(([, id]) => String(id));
    await taken(server);
    const letters = await deadLetters(server);
    assert.deepEqual(
      letters.map(({ entry }) => entry),
      ids.filter((_, index) => !isGood(texts[index] ?? "")),
    );
    assert.ok(letters.length > 100);
    for (const { stream, path, reason } of letters) {
      assert.equal(stream, NAMES.incoming);
      assert.match(path ?? "", /^\$(\.[a-zA-Z]+(\[\d+\])?)*$/);
      assert.match(reason ?? "", /^[a-z-]+$/);
    }
    assert.equal(sink.events.filter(({ type }) => type === "contact.arrived").length >= 400, true);
    assert.ok(said.length < 20, "one line for each source that begins to be refused, not for each event");
  });

  it("never leave a value in a dead letter or in the log", async (test) => {
    const server = await startRedisServer(test);
    const { said } = collector(test, server, "left", HELD);
    const event = cloudEvent({});
    const bad = [
      NUMBER,
      `{"${NUMBER}`,
      JSON.stringify({ ...event, [NUMBER]: 1 }),
      JSON.stringify({ ...event, source: NUMBER }),
      JSON.stringify({ ...event, data: { contact: "c", callerNumber: NUMBER } }),
      JSON.stringify({ ...event, type: NUMBER }),
      JSON.stringify({ ...event, data: { contact: NUMBER.repeat(7_000) } }),
    ];
    for (const text of bad) await put(server, text);
    await server.client.xadd(NAMES.incoming, "*", NUMBER, NUMBER);
    await server.client.xadd(NAMES.incoming, "*", "event", JSON.stringify(event), "number", NUMBER);
    await taken(server);
    const letters = await deadLetters(server);
    assert.deepEqual(
      letters.map(({ path, reason }) => `${path} ${reason}`),
      [
        "$ not-an-object",
        "$ not-json",
        "$ unknown-field",
        "$.source foreign-source",
        "$.data unknown-field",
        "$.type not-allowed",
        "$ too-large",
        "$ not-an-object",
        "$ not-an-object",
      ],
    );
    assert.ok(!JSON.stringify([letters, said]).includes(NUMBER));
  });

  it("wait while the journal cannot write, and while nobody holds the duty", async (test) => {
    const server = await startRedisServer(test);
    const sink = new MemorySink();
    sink.writable = false;
    let isHeld = false;
    const { said } = collector(test, server, "left", { isHeld: () => isHeld }, sink);
    await put(server, JSON.stringify(cloudEvent({})));
    assert.equal(await server.client.xlen(NAMES.incoming), 1);
    isHeld = true;
    await until(() => said.length > 0);
    assert.match(said.join(), /wait until the journal can write/);
    assert.equal(await server.client.xlen(NAMES.incoming), 1);
    sink.writable = true;
    await taken(server);
    assert.equal(sink.events.length, 1);
    assert.equal(said.length, 1);
  });

  it("are taken on by another node where the first one left off, and after the server was away", async (test) => {
    const server = await startRedisServer(test, { appendOnly: true });
    const sink = new MemorySink();
    const first = collector(test, server, "left", HELD, sink);
    for (let index = 0; index < 50; index += 1)
      await put(server, JSON.stringify(cloudEvent({ id: `a${index}` })));
    await first.running.close();
    collector(test, server, "right", HELD, sink);
    for (let index = 0; index < 50; index += 1)
      await put(server, JSON.stringify(cloudEvent({ id: `b${index}` })));
    await taken(server);
    await server.kill();
    await server.start();
    for (let index = 0; index < 50; index += 1)
      await put(server, JSON.stringify(cloudEvent({ id: `c${index}` })));
    await taken(server);
    assert.equal(new Set(sink.events.map(({ id }) => id)).size, 150);
  });

  it("reach a node no further than it takes to refuse them, however long they are", async (test) => {
    const server = await startRedisServer(test);
    const long = "x".repeat(8_000_000);
    for (let index = 0; index < 12; index += 1) await put(server, long);
    await server.client.xadd(NAMES.incoming, "*", "other", long);
    await put(server, JSON.stringify(cloudEvent({})));
    const { bus } = connectRig(test, { url: server.url });
    const reader = bus.openReader("incoming");
    const lengths: (number | undefined)[] = [];
    const receive = (texts: readonly (string | null)[]) => {
      lengths.push(...texts.map((text) => text?.length));
      return Promise.resolve([]);
    };
    const running = takeIncoming({
      reader,
      names: NAMES,
      longest: 100,
      lease: HELD,
      receive,
      clock: systemClock,
      logger: createLogger("silent"),
    });
    test.after(() => running.close());
    await taken(server);
    assert.deepEqual(lengths, [...Array.from({ length: 12 }, () => 101), undefined, 101]);
  });

  it("wait where they are when their letters cannot be written, the others are taken in, and the log says so", async (test) => {
    const server = await startRedisServer(test);
    await server.client.set(NAMES.deadLetters, "of another type");
    const { sink, said } = collector(test, server, "left", HELD);
    await put(server, "{");
    await put(server, JSON.stringify(cloudEvent({ id: "before" })));
    await until(() => sink.events.length === 1);
    await put(server, JSON.stringify(cloudEvent({ id: "behind" })));
    await until(() => sink.events.length === 2);
    await until(() => said.some((line) => /refuses what becomes of events.*WRONGTYPE/.test(line)));
    assert.equal(await server.client.xlen(NAMES.incoming), 1);
    await server.client.del(NAMES.deadLetters);
    await taken(server);
    assert.deepEqual(
      (await deadLetters(server)).map(({ reason }) => reason),
      ["not-json"],
    );
  });

  it("that bring about a fault of the program end it, and are still there", async (test) => {
    const server = await startRedisServer(test);
    await put(server, "{}");
    const file = new URL("../support/cli/take-incoming-faulty.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [file, server.url], { stdio: ["ignore", "ignore", "pipe"] });
    test.after(() => void child.kill("SIGKILL"));
    const words: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => words.push(text));
    const [code] = await once(child, "close");
    assert.equal(code, 1);
    assert.match(words.join(""), /TypeError: a fault of the program/);
    assert.equal(await server.client.xlen(NAMES.incoming), 1);
  });
});
