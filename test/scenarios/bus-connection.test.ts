/** Connections to real servers that are killed, stopped and started again. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";

import { BusUnavailable } from "#bus/guarded-redis.ts";

import { connectRig } from "../support/bus-rig.ts";
import { ownCertificate } from "../support/own-certificate.ts";
import { startRedisServer, startSentinels } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const UP = "info: the bus is reached";
const pem = (name: string): string => `test/fixtures/notify/${name}.pem`;
const DOWN = "warn: the bus is not reached: this node goes on with what reaches it";

it("asks, waits for news and hears messages, by a name that operators see", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  const heard = Promise.withResolvers<string>();
  bus.subscribe("vedetta:said", (message) => heard.resolve(message.toString()));
  const news = bus.read((redis) => redis.xread("COUNT", 10, "BLOCK", 500, "STREAMS", "vedetta:events", "$"));
  await bus.read(async () => undefined);
  await server.client.xadd("vedetta:events", "1-1", "e", "x");
  assert.deepEqual(await news, [["vedetta:events", [["1-1", ["e", "x"]]]]]);
  await until(async () => (await server.client.publish("vedetta:said", "hello")) > 0);
  assert.equal(await heard.promise, "hello");
  const clients = await server.client.client("LIST");
  for (const part of ["writer", "reader", "listener"])
    assert.match(String(clients), new RegExp(`name=vedetta:left:${part} `));
});

it("fails at once while the server is away, comes back by itself, and logs each change once", async (test) => {
  const server = await startRedisServer(test);
  const { bus, lines, turns } = connectRig(test, { url: server.url });
  const changes: boolean[] = [];
  bus.onChange((isUp) => changes.push(isUp));
  await turns(true);
  // Both connections are there: a reader that has none yet waits for as long as it takes.
  assert.equal(await bus.read((redis) => redis.ping()), "PONG");
  const waiting = bus.read((redis) => redis.xread("BLOCK", 500, "STREAMS", "vedetta:events", "$"));
  await Promise.all([server.kill(), turns(false), assert.rejects(waiting, BusUnavailable)]);
  await assert.rejects(
    bus.write((redis) => redis.ping()),
    BusUnavailable,
  );
  const patient = bus.read((redis) => redis.ping());
  await server.start();
  assert.equal(await patient, "PONG");
  await turns(true);
  assert.equal(await bus.write((redis) => redis.ping()), "PONG");
  assert.deepEqual(changes, [true, false, true]);
  assert.deepEqual([lines[0], lines.at(-1)], [UP, UP]);
  const between = lines.slice(1, -1);
  assert.ok(between.length >= 1 && between.every((line) => line.startsWith(DOWN)), lines.join("\n"));
  assert.equal(new Set(between).size, between.length, "no reason is told twice");
});

it("gives up a server that keeps its connections and says nothing", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  assert.equal(await bus.read((redis) => redis.ping()), "PONG");
  server.freeze();
  const started = performance.now();
  await assert.rejects(
    bus.write((redis) => redis.xadd("vedetta:events", "*", "e", "x")),
    BusUnavailable,
  );
  await assert.rejects(
    bus.read((redis) => redis.xread("BLOCK", 200, "STREAMS", "vedetta:events", "$")),
    BusUnavailable,
  );
  await turns(false);
  assert.ok(performance.now() - started < 10_000);
  server.thaw();
  await turns(true);
  assert.equal(await bus.read((redis) => redis.ping()), "PONG");
});

it("notices without being asked anything that the server has fallen silent", async (test) => {
  const server = await startRedisServer(test);
  const { turns } = connectRig(test, { url: server.url });
  await turns(true);
  server.freeze();
  await turns(false);
  server.thaw();
});

it("hears messages again after the server was away", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  const heard: string[] = [];
  bus.subscribe("vedetta:said", (message) => heard.push(message.toString()));
  // A server that is killed takes along what it has counted as said and not yet written.
  const hears = async (word: string): Promise<void> => {
    await until(async () => (await server.client.publish("vedetta:said", word)) > 0);
    await until(() => heard.includes(word));
  };
  await hears("before");
  await Promise.all([server.kill(), turns(false)]);
  await server.start();
  await turns(true);
  await hears("after");
});

it("tells what the server refuses from a server that is away", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  await assert.rejects(
    bus.write((redis) => redis.evalsha("0".repeat(40), 0)),
    { name: "ReplyError", message: /^NOSCRIPT/ },
  );
});

it("reaches a server by TLS as a user of its own, and says why it does not", async (test) => {
  const server = await startRedisServer(test, {
    tls: { authority: pem("authority"), certificate: pem("server"), key: pem("server-key") },
    users: ["user default off", "user vedetta on >correct ~vedetta:* +@all"],
  });
  const passwordFile = (word: string): string => {
    const file = path.join(temporaryDirectory(test), "password");
    writeFileSync(file, `${word}\n`);
    return file;
  };
  const common = { url: server.url, username: "vedetta", caFile: pem("authority"), serverName: "hooks.test" };
  const right = connectRig(test, { ...common, passwordFile: passwordFile("correct") });
  await right.turns(true);
  assert.equal(await right.bus.write((redis) => redis.set("vedetta:x", "1")), "OK");

  const wrongs = [
    [{ ...common, passwordFile: passwordFile("wrong") }, "WRONGPASS"],
    [
      { ...common, serverName: "other.test", passwordFile: passwordFile("correct") },
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    [{ ...common, caFile: undefined, passwordFile: passwordFile("correct") }, "SELF_SIGNED_CERT_IN_CHAIN"],
  ] as const;
  for (const [settings, reason] of wrongs) {
    const { lines } = connectRig(test, settings);
    await until(() => lines.length > 0);
    assert.deepEqual(lines, [`${DOWN}: ${reason}`]);
  }
});

it("shows a certificate of its own to a server that asks for one, and is not let in without or with a stranger's", async (test) => {
  const files = (name: string) => {
    const { certificate, key } = ownCertificate(name);
    const at = path.join(temporaryDirectory(test), name);
    writeFileSync(`${at}.pem`, certificate);
    writeFileSync(`${at}-key.pem`, key);
    return { certificate: `${at}.pem`, key: `${at}-key.pem` };
  };
  const [house, stranger] = [files("house"), files("stranger")];
  const server = await startRedisServer(test, {
    tls: { authority: house.certificate, ...house, askClients: true },
  });
  const common = { url: server.url, caFile: house.certificate };
  const { bus, turns } = connectRig(test, {
    ...common,
    certificateFile: house.certificate,
    keyFile: house.key,
  });
  await turns(true);
  assert.equal(await bus.write((redis) => redis.ping()), "PONG");
  for (const settings of [
    common,
    { ...common, certificateFile: stranger.certificate, keyFile: stranger.key },
  ]) {
    const refused = connectRig(test, settings);
    await until(() => refused.lines.length > 0);
    // The server resets the connection, before or after its word that it wants another certificate has come.
    assert.match(refused.lines.join("\n"), new RegExp(`^${DOWN}: (ECONNRESET|EPIPE|closed|ERR_SSL_\\w+)$`));
    assert.equal(refused.bus.isUp, false);
  }
});

it("follows the sentinels to another server when the first dies", async (test) => {
  const master = await startRedisServer(test);
  const replica = await startRedisServer(test, { replicaOf: master });
  const sentinels = await startSentinels(test, { master, downAfterMs: 500 });
  const { bus, turns } = connectRig(test, { sentinels: sentinels.map(({ url }) => url), master: "helpline" });
  await turns(true);
  await bus.write((redis) => redis.set("vedetta:x", "1"));
  await until(async () => (await replica.client.get("vedetta:x")) === "1");
  // Sentinels learn of copies by asking.
  const known = async (): Promise<string> =>
    String(await sentinels[0]?.client.call("SENTINEL", "replicas", "helpline"));
  await until(async () => (await known()).includes(String(replica.port)));
  await Promise.all([master.kill(), turns(false)]);
  await turns(true);
  assert.equal(await bus.write((redis) => redis.get("vedetta:x")), "1");
  assert.equal(await bus.write((redis) => redis.set("vedetta:x", "2")), "OK");
  assert.equal(await replica.client.get("vedetta:x"), "2");
});

it("ends quietly while it connects, asks and waits", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  const waiting = bus.read((redis) => redis.xread("BLOCK", 500, "STREAMS", "vedetta:events", "$"));
  const asking = bus.write((redis) => redis.blpop("vedetta:list", 1));
  bus.close();
  await assert.rejects(waiting, BusUnavailable);
  await assert.rejects(asking, BusUnavailable);
  await assert.rejects(
    bus.read((redis) => redis.ping()),
    BusUnavailable,
  );
  const away = connectRig(test, { url: "redis://127.0.0.1:1" });
  const patient = away.bus.read((redis) => redis.ping());
  away.bus.close();
  await assert.rejects(patient, BusUnavailable);
});
