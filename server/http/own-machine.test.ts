import assert from "node:assert/strict";
import { request } from "node:http";
import { it } from "node:test";

import express from "express";

import { problemHandler } from "./problem.ts";
import { createLogger } from "#platform/logger.ts";
import { loadConfig } from "#config/load-config.ts";

import { listen } from "./listen.ts";
import { ownMachineOnly } from "./own-machine.ts";

const open = loadConfig("config/vedetta.example.yaml");
const closed = { ...open, access: { sources: [], walls: [] } };
const behindTls = { ...closed, server: { ...closed.server, behindTls: true } };

for (const { name, config, headers, status } of [
  { name: "without an access section", config: open, headers: {}, status: 200 },
  { name: "from the machine itself", config: closed, headers: {}, status: 200 },
  {
    name: "through a proxy that says so",
    config: closed,
    headers: { "X-Forwarded-For": "10.0.0.7" },
    status: 403,
  },
  { name: "behind TLS, where a proxy stands in front", config: behindTls, headers: {}, status: 403 },
])
  it(`a change ${name} is answered ${status}`, async (t) => {
    const app = express();
    app.use(ownMachineOnly(config), (_req, res) => void res.send("ok"));
    app.use(problemHandler(createLogger("silent")));
    const server = await listen({ app, host: "127.0.0.1", port: 0 });
    t.after(() => server.close());
    assert.equal((await fetch(server.url, { headers })).status, status);
  });

for (const { host, status } of [
  { host: "localhost:8080", status: 200 },
  { host: "127.0.0.1", status: 200 },
  { host: "[::1]:8080", status: 200 },
  { host: "wall.example.org", status: 403 },
  { host: "10.0.0.7", status: 403 },
])
  it(`a change through a proxy that tells nothing but the name ${host} is answered ${status}`, async (t) => {
    const app = express();
    app.use(ownMachineOnly(closed), (_req, res) => void res.send("ok"));
    app.use(problemHandler(createLogger("silent")));
    const server = await listen({ app, host: "127.0.0.1", port: 0 });
    t.after(() => server.close());
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      request(server.url, { headers: { Host: host } }, (response) => resolve(response.statusCode))
        .on("error", reject)
        .end();
    });
    assert.equal(answer, status);
  });
