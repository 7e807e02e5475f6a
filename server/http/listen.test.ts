import assert from "node:assert/strict";
import { it } from "node:test";

import { listen } from "./listen.ts";

const open = (port = 0, host = "127.0.0.1") => listen({ app: (_req, res) => res.end("here"), host, port });

it("tells where it is found", async () => {
  const server = await open();
  assert.equal(server.url, `http://127.0.0.1:${server.port}`);
  assert.equal(await (await fetch(server.url)).text(), "here");
  await server.close();
  await assert.rejects(fetch(server.url));
});

it("a port that is taken is an error", async () => {
  const server = await open();
  await assert.rejects(open(server.port), { code: "EADDRINUSE" });
  await server.close();
});

it("closes although clients keep their connections", async () => {
  const server = await open();
  await (await fetch(server.url)).text();
  await server.close();
});
