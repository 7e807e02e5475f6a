import assert from "node:assert/strict";
import { it, type TestContext } from "node:test";

import { listen } from "./listen.ts";

async function open(t: TestContext, port = 0) {
  const server = await listen({ app: (_req, res) => res.end("here"), host: "127.0.0.1", port });
  t.after(() => server.close());
  return server;
}

it("tells where it is found", async (t) => {
  const server = await open(t);
  assert.equal(server.url, `http://127.0.0.1:${server.port}`);
  assert.equal(await (await fetch(server.url)).text(), "here");
  await server.close();
  await assert.rejects(fetch(server.url));
});

it("a port that is taken is an error", async (t) => {
  const server = await open(t);
  await assert.rejects(open(t, server.port), { code: "EADDRINUSE" });
});

it("closes although clients keep their connections", async (t) => {
  const server = await open(t);
  await (await fetch(server.url)).text();
  await server.close();
});
