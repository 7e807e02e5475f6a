/** The program itself, twice, on one Redis, behind what could be a proxy that gives each request to either. */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { openAccessDatabase } from "#access/access-database.ts";
import { Accounts } from "#access/accounts.ts";

import { cookieOf, PASSWORD } from "../support/access-house.ts";
import { codeOf, readyAccount } from "../support/access-node.ts";
import { NODES_SECRET } from "../support/bus-rig.ts";
import { PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { connectSse } from "../support/sse-client.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

/** SHA-256 of no token that anybody has. */
const ACCESS = `
access:
  sources:
    - { source: pbx, tokenSha256: "${"1".repeat(64)}" }
    - { source: chats, tokenSha256: "${"2".repeat(64)}" }
`;

async function twoPrograms(t: TestContext) {
  const redis = await startRedisServer(t);
  const data = [temporaryDirectory(t), temporaryDirectory(t)] as const;
  const start = async (name: string, directory: string): Promise<RealServer> => {
    const config = path.join(directory, "..", `${path.basename(directory)}.yaml`);
    const bus = `${ACCESS}bus: { url: "${redis.url}", node: ${name}, secretFile: "${NODES_SECRET}" }\n`;
    writeFileSync(config, `${readFileSync(PRODUCERS_CONFIG, "utf8")}${bus}`);
    const server = await startRealServer(t, { config, data: directory });
    t.after(() => rmSync(config));
    return server;
  };
  const [left, right] = await Promise.all([start("left", data[0]), start("right", data[1])]);
  return { left, right, data };
}

const ask = (
  server: RealServer,
  route: string,
  cookie: string,
  body: object | string | null = null,
  method = "POST",
) =>
  fetch(`${server.url}${route}`, {
    method: body === null && method === "POST" ? "GET" : method,
    redirect: "manual",
    headers: {
      Cookie: cookie,
      "Sec-Fetch-Site": "same-origin",
      "Content-Type": typeof body === "string" ? "application/x-www-form-urlencoded" : "application/json",
    },
    body: body === null ? null : typeof body === "string" ? body : JSON.stringify(body),
  });

it("who is invited by a command at one logs in at the other; a screen is paired over both, and its stream ends", async (t) => {
  const { left, right, data } = await twoPrograms(t);
  const file = openAccessDatabase(data[0]);
  const key = await readyAccount(new Accounts(file), "anna");
  file.close();

  const form = (): string =>
    new URLSearchParams({ name: "anna", password: PASSWORD, code: codeOf(key) }).toString();
  let session = "";
  await until(async () => {
    session = cookieOf(await ask(right, "/login", "", form()), "vedetta");
    return session !== "" || (await sleep(300, false));
  });
  assert.equal((await ask(left, "/api/v1/session", session)).status, 200);

  const offered = await ask(left, "/api/v1/pairing", "", {});
  const { code } = Object(await offered.json());
  assert.equal((await ask(right, "/api/v1/screens", session, { code, name: "hall" })).status, 202);
  const paired = await ask(left, "/api/v1/pairing/poll", cookieOf(offered, "vedetta-pairing"), {});
  const screen = cookieOf(paired, "vedetta-screen");
  assert.notEqual(screen, "");
  assert.equal((await ask(right, "/api/v1/house", screen)).status, 200);

  const stream = await connectSse(`${right.url}/api/v1/stream`, { Cookie: screen });
  assert.equal(stream.status, 200);
  const list: { screens: { id: string }[] } = JSON.parse(
    await (await ask(left, "/api/v1/screens", session)).text(),
  );
  assert.equal(
    (await ask(left, `/api/v1/screens/${list.screens[0]?.id}`, session, null, "DELETE")).status,
    204,
  );
  const started = performance.now();
  await stream.closed;
  const took = performance.now() - started;
  assert.ok(took < 5_000, `${took} ms`);
  t.diagnostic(`the stream at the other node ended after ${Math.round(took)} ms`);
  assert.equal((await ask(right, "/api/v1/house", screen)).status, 401);
});
