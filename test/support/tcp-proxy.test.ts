import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { test, type TestContext } from "node:test";

import { eventually } from "./eventually.ts";
import { listen } from "./listen.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: proxy\r\n\r\n";

/** A client that keeps its connection and remembers all it was told. */
interface Client {
  readonly socket: Socket;
  heard: string;
  isClosed: boolean;
}

async function proxyBefore(t: TestContext): Promise<TcpProxy> {
  const server = createServer((_request, response) => response.end("from the server"));
  const proxy = await startTcpProxy(`http://127.0.0.1:${await listen(server)}`);
  t.after(async () => {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  });
  return proxy;
}

function clientOf(proxy: TcpProxy): Client {
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  const client: Client = { socket, heard: "", isClosed: false };
  socket.setEncoding("utf8").on("data", (text: string) => (client.heard += text));
  socket.on("error", () => undefined).once("close", () => (client.isClosed = true));
  socket.write(REQUEST);
  return client;
}

const answers = (client: Client): number => client.heard.split("from the server").length - 1;

test("passes requests and answers through one connection", async (t) => {
  const client = clientOf(await proxyBefore(t));
  await eventually(() => answers(client) === 1);
  client.socket.write(REQUEST);
  await eventually(() => answers(client) === 2);
});

test("a black hole keeps old and new connections open, and the old ones are dead for ever", async (t) => {
  const proxy = await proxyBefore(t);
  const old = clientOf(proxy);
  await eventually(() => answers(old) === 1);
  await proxy.behave("black-hole");
  const swallowed = clientOf(proxy);
  await eventually(() => proxy.open === 2);
  await proxy.behave("passing");
  old.socket.write(REQUEST);
  const later = clientOf(proxy);
  await eventually(() => answers(later) === 1);
  assert.deepEqual([answers(old), old.isClosed], [1, false]);
  assert.deepEqual([answers(swallowed), swallowed.isClosed], [0, false]);
});

test("answers 503 itself, cuts what was open, and lets through again", async (t) => {
  const proxy = await proxyBefore(t);
  const old = clientOf(proxy);
  await eventually(() => answers(old) === 1);
  await proxy.behave("unavailable");
  const turnedAway = clientOf(proxy);
  await eventually(() => old.isClosed && turnedAway.isClosed);
  assert.match(turnedAway.heard, /^HTTP\/1.1 503 /);
  assert.equal(proxy.refused, 1);
  await proxy.behave("passing");
  const later = clientOf(proxy);
  await eventually(() => answers(later) === 1);
});

test("refuses connections and listens again on the same port", async (t) => {
  const proxy = await proxyBefore(t);
  const old = clientOf(proxy);
  await eventually(() => answers(old) === 1);
  await proxy.behave("refusing");
  const refused = clientOf(proxy);
  await eventually(() => old.isClosed && refused.isClosed);
  assert.equal(refused.heard, "");
  await proxy.behave("passing");
  const later = clientOf(proxy);
  await eventually(() => answers(later) === 1);
});
