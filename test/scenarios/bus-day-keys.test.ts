/** Keys of days on their way between nodes, with a real server that must never have one. */
import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { exchangeDayKeys } from "#bus/day-key-exchange.ts";
import type { Exchange } from "#bus/exchange.ts";
import { createCalendar } from "#domain/calendar.ts";
import { type EpochMs, epochMs, hours, later, ms, seconds } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";
import { DayKeys } from "#platform/day-keys.ts";
import { openPseudonyms, type OpenPseudonyms } from "#platform/pseudonyms.ts";

import { connectRig } from "../support/bus-rig.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const calendar = createCalendar("Europe/Rome");
const NOON = epochMs(Date.parse("2026-11-25T12:30:00+01:00"));
const DAY = "2026-11-25";
const quiet = (): void => undefined;

interface KeyNode {
  readonly keys: DayKeys;
  readonly exchange: Exchange;
  readonly directory: string;
  readonly warnings: string[];
  readonly known: Set<string>;
  now: EpochMs;
  /** Begins to use them, as after the exchange at a start. */
  open(): OpenPseudonyms;
}

function nodeOf(test: TestContext, server: RedisServer, name: string, word = "secret"): KeyNode {
  const directory = temporaryDirectory(test);
  const keys = new DayKeys(directory);
  const { bus } = connectRig(test, { url: server.url }, { node: name });
  const warnings: string[] = [];
  const logger: Logger = {
    debug: quiet,
    info: quiet,
    warn: (_, message) => warnings.push(message),
    error: quiet,
  };
  const channel = "vedetta:day-keys";
  const exchange = exchangeDayKeys({ bus, channel, keys, word, clock: systemClock, logger, every: ms(150) });
  test.after(() => exchange.close());
  const known = new Set<string>();
  const node: KeyNode = {
    keys,
    exchange,
    directory,
    warnings,
    known,
    now: NOON,
    open: () =>
      openPseudonyms({
        directory,
        keys,
        ahead: hours(12),
        now: () => node.now,
        dayOf: (at) => calendar.dayOf(at),
        isKnown: (contact) => known.has(contact),
      }),
  };
  return node;
}

const textsOf = ({ keys }: KeyNode, day = DAY): string[] =>
  (keys.held().get(day) ?? []).map((key) => Buffer.from(key).toString("hex"));

describe("keys of days", { concurrency: true }, () => {
  it("come to a node that starts, which then makes the same pseudonyms; tomorrow's too, half a day before", async (test) => {
    const server = await startRedisServer(test);
    const left = nodeOf(test, server, "left");
    const names = left.open();
    const right = nodeOf(test, server, "right");
    await right.exchange.settled(seconds(10));
    const others = right.open();
    const tomorrow = later(NOON, hours(12));
    for (const at of [NOON, tomorrow])
      assert.equal(others.contact("pbx", `1732.${at}`, at), names.contact("pbx", `1732.${at}`, at));
    assert.equal(others.event("pbx", "1732.1:arrived", NOON), names.event("pbx", "1732.1:arrived", NOON));
    assert.equal(right.keys.othersOf(DAY).length, 0);
  });

  it("are made by one of two nodes that start together", async (test) => {
    const server = await startRedisServer(test);
    const nodes = [nodeOf(test, server, "left"), nodeOf(test, server, "right")];
    await Promise.all(
      nodes.map(async (node) => {
        await node.exchange.settled(seconds(10));
        node.open();
        node.exchange.announce();
      }),
    );
    for (const node of nodes) assert.equal(textsOf(node).length, 1);
  });

  it("that two nodes made apart are the same two afterwards, the lowest first; who has a name keeps it", async (test) => {
    const server = await startRedisServer(test);
    await server.kill();
    const [left, right] = [nodeOf(test, server, "left"), nodeOf(test, server, "right")];
    const nodes = [left, right].map((node) => ({ node, names: node.open() }));
    const before = nodes.map(({ node, names }) => {
      const contact = names.contact("pbx", `call at ${node === left ? "left" : "right"}`, NOON);
      return contact;
    });
    // Through the bus every node knows the contacts of all.
    for (const { known } of [left, right]) for (const contact of before) known.add(contact);
    await server.start();
    await until(() => textsOf(left).length === 2 && textsOf(right).length === 2);
    assert.deepEqual(textsOf(left), textsOf(right));
    assert.deepEqual(textsOf(left), textsOf(left).toSorted());
    for (const { names } of nodes) {
      assert.equal(names.contact("pbx", "call at left", NOON), before[0]);
      assert.equal(names.contact("pbx", "call at right", NOON), before[1]);
    }
    const [one, other] = nodes.map(({ names }) => names.contact("pbx", "a new call", NOON));
    assert.equal(one, other);
    // Both are still there after a restart, in files for the owner alone.
    const files = readdirSync(path.join(left.directory, "day-keys")).filter((name) => name.startsWith(DAY));
    assert.equal(files.length, 2);
    for (const file of files)
      assert.equal(statSync(path.join(left.directory, "day-keys", file)).mode & 0o777, 0o600);
    assert.deepEqual(
      new DayKeys(left.directory)
        .held()
        .get(DAY)
        ?.map((key) => Buffer.from(key).toString("hex")),
      textsOf(right),
    );
  });

  it("are gone on both nodes after 48 hours, and are not taken again", async (test) => {
    const server = await startRedisServer(test);
    const left = nodeOf(test, server, "left");
    const names = left.open();
    const right = nodeOf(test, server, "right");
    await right.exchange.settled(seconds(10));
    const others = right.open();
    const old = Uint8Array.from(left.keys.of(DAY));
    for (const node of [left, right]) node.now = later(calendar.dayOf(NOON).start, hours(48));
    names.rotate(left.now);
    others.rotate(right.now);
    for (const { keys, directory } of [left, right]) {
      assert.equal(keys.held().has(DAY), false);
      assert.deepEqual(
        readdirSync(path.join(directory, "day-keys")).filter((name) => name.startsWith(DAY)),
        [],
      );
      assert.equal(keys.learn(DAY, old), false);
    }
  });

  it("are in no file of the server, under no key, in no line of its monitor or slow log", async (test) => {
    const server = await startRedisServer(test, {
      appendOnly: true,
      settings: ["slowlog-log-slower-than 0", "slowlog-max-len 10000"],
    });
    const monitor = await server.client.monitor();
    test.after(() => monitor.disconnect());
    const heard: string[] = [];
    monitor.on("monitor", (_time: string, words: string[]) => heard.push(words.join(" ")));
    const left = nodeOf(test, server, "left");
    left.open();
    const right = nodeOf(test, server, "right");
    await right.exchange.settled(seconds(10));
    right.open();
    assert.deepEqual(textsOf(right), textsOf(left));
    await until(() => heard.some((line) => line.startsWith("publish")));
    await server.client.set("vedetta:proof", "that this file is read");
    await server.client.save();
    const slow = JSON.stringify(await server.client.slowlog("GET", 10_000));
    assert.match(slow, /publish/);
    const files = globSync(`${server.directory}/**/*`).filter((file) => statSync(file).isFile());
    const contents = [
      ...files.map((file) => readFileSync(file)),
      Buffer.from(heard.join("\n")),
      Buffer.from(slow),
    ];
    assert.ok(files.some((file) => readFileSync(file).includes("that this file is read")));
    assert.deepEqual(await server.client.keys("*"), ["vedetta:proof"]);
    for (const list of left.keys.held().values())
      for (const key of list)
        for (const form of [
          key,
          Buffer.from(key).toString("hex"),
          Buffer.from(key).toString("base64"),
          Buffer.from(key).toString("base64url"),
        ])
          assert.ok(contents.every((content) => !content.includes(form)));
  });

  it("are not given to who does not know the secret of the nodes, nor taken from them; nonsense disturbs nobody", async (test) => {
    const server = await startRedisServer(test);
    const left = nodeOf(test, server, "left");
    left.open();
    const before = textsOf(left);
    const stranger = nodeOf(test, server, "stranger", "guessed");
    stranger.keys.of(DAY);
    for (const nonsense of [
      "",
      "{}",
      '{"kind":"answer"}',
      `{"kind":"question","from":"x","publicKey":"AAAA","digest":""}`,
    ])
      for (let times = 0; times < 100; times += 1) await server.client.publish("vedetta:day-keys", nonsense);
    await until(() =>
      [stranger, left].every(({ warnings }) => warnings.some((line) => line.includes("else"))),
    );
    const right = nodeOf(test, server, "right");
    await right.exchange.settled(seconds(10));
    assert.deepEqual(textsOf(left), before);
    assert.equal(textsOf(stranger).length, 1);
    assert.deepEqual(textsOf(right), before);
    assert.equal(new Set(left.warnings).size, left.warnings.length, "nobody fills the log with it");
  });

  it("are made by a node that is alone, after a while", async (test) => {
    const server = await startRedisServer(test);
    const left = nodeOf(test, server, "left");
    const started = performance.now();
    await left.exchange.settled(ms(200));
    assert.ok(performance.now() - started >= 190);
    assert.equal(textsOf(left).length, 0);
    left.open();
    assert.equal(textsOf(left).length, 1);
  });
});
