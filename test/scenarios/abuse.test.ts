/** The program itself, on real sockets, while people who mean no good are at its door and a wall looks at the board. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";

import { openAccessDatabase } from "#access/access-database.ts";
import { Screens } from "#access/screens.ts";
import { epochMs } from "#domain/time.ts";

import { startRealServer } from "../support/real-server.ts";
import { connectSse } from "../support/sse-client.ts";

const LORIS = 40;
const CONNECTIONS = 10_000;
const BODY_TO_COME =
  "POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4096\r\n\r\n";
/** Heartbeats come every five seconds, whatever happens to figures. */
const LONGEST_GAP_MS = 8_000;

const data = mkdtempSync(path.join(tmpdir(), "vedetta-abuse-"));
const config = path.join(data, "house.yaml");
writeFileSync(config, readFileSync("test/e2e/real/guarded-house.yaml", "utf8"));
const server = await startRealServer({ after }, { config, data });
const port = Number(new URL(server.url).port);

const database = openAccessDatabase(data);
const { secret } = new Screens(database).pair(
  "hall",
  { address: "127.0.0.1", device: "?" },
  epochMs(Date.now()),
);
database.close();
const wall = await connectSse(`${server.url}/api/v1/stream`, { Cookie: `vedetta-screen=${secret}` });
/** When each frame came. */
const frames: number[] = [];
const watching = (async () => {
  for (;;) {
    await wall.next();
    frames.push(performance.now());
  }
})().catch(() => undefined);

after(async () => {
  wall.leave();
  await watching;
  await server.end();
  rmSync(data, { recursive: true, force: true });
});

/** Sends exactly these bytes; what comes back until the other side hangs up. */
async function raw(request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk) => (answer += String(chunk)));
  socket.on("error", () => undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once("close", () => resolve());
  socket.write(request);
  await promise;
  return answer;
}
const get = (target: string, ...headers: readonly string[]): Promise<string> =>
  raw(
    `GET ${target} HTTP/1.1\r\n${["Host: localhost", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`,
  );
const guess = (attempt: number): Promise<string> =>
  get(
    "/api/v1/house",
    `Authorization: Bearer vedetta_wrong${attempt}`,
    `X-Forwarded-For: 198.51.100.${attempt}`,
  );
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

async function assertWallSees(): Promise<void> {
  const before = frames.length;
  const deadline = performance.now() + LONGEST_GAP_MS;
  while (frames.length === before && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(frames.length > before, "the wall gets no more frames");
  const gaps = frames.map((at, index) => at - (frames[index - 1] ?? at));
  assert.ok(Math.max(...gaps) < LONGEST_GAP_MS, `the wall waited ${Math.round(Math.max(...gaps))} ms`);
}

/** Begun at once, looked at in the end: it takes as long as the server's patience. */
const loris = Array.from({ length: LORIS }, () =>
  dawdle("GET /healthz HTTP/1.1\r\nHost: localhost\r\n", "X-Drip: y\r\n"),
);
const lorisOfBodies = Array.from({ length: LORIS }, () => dawdle(BODY_TO_COME, "name=x&"));

async function dawdle(
  beginning: string,
  drop: string,
): Promise<{ readonly answer: string; readonly afterMs: number }> {
  const begun = performance.now();
  const socket: Socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk) => (answer += String(chunk)));
  socket.on("error", () => undefined);
  socket.write(beginning);
  const drip = setInterval(() => socket.writable && socket.write(drop), 1_000);
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once("close", () => resolve());
  await promise;
  clearInterval(drip);
  return { answer, afterMs: performance.now() - begun };
}

describe("at the door", () => {
  it("a host name that is not ours, however it is told, is sent elsewhere", async () => {
    assert.equal(
      statusOf(await raw("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")),
      421,
    );
    for (const header of [
      "X-Forwarded-Host: evil.example",
      "Forwarded: host=evil.example",
      "X-Original-URL: /api/v1/audit",
    ]) {
      const answer = await get("/desk", header);
      assert.equal(statusOf(answer), 303);
      assert.match(answer, /\r\nLocation: \/login\?next=%2Fdesk\r\n/);
      assert.doesNotMatch(answer, /evil/);
    }
  });

  it("an address that is only claimed evades no limit", async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 12; attempt += 1) statuses.push(statusOf(await guess(attempt)));
    assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429, 429]);
  });

  it("headers that are too large are refused", async () => {
    assert.equal(statusOf(await get("/healthz", `X-Large: ${"x".repeat(20_000)}`)), 431);
    assert.equal(statusOf(await get(`/${"x".repeat(20_000)}`)), 431);
    const many = Array.from({ length: 3_000 }, (_, index) => `X-${index}: y`);
    assert.equal(statusOf(await get("/healthz", ...many)), 431);
  });

  it("requests that are cut, doubled or smuggled are refused, and the connection ends", async () => {
    for (const request of [
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
      "GET /healthz HTTP/1.1\nHost: localhost\n\n",
      "\u0000\u0001\u0002\r\n\r\n",
    ])
      assert.ok([0, 400, 421].includes(statusOf(await raw(request))), JSON.stringify(request));
  });

  it("nothing that is sent makes a line of the log", async () => {
    const planted = '\r\n{"level":30,"msg":"audit","actor":"local:admin"}';
    const body = new URLSearchParams({ name: `anna${planted}`, password: planted, code: planted }).toString();
    const answer = await raw(
      `POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: http://localhost\r\nUser-Agent: evil\u2028agent\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    assert.equal(statusOf(answer), 401);
    await get(`/${encodeURIComponent(planted)}`);
    await get("/desk/%0d%0aSet-Cookie:%20vedetta=x");
    const lines = server
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    assert.ok(lines.length > 0);
    for (const line of lines) {
      const entry: unknown = JSON.parse(line);
      assert.doesNotMatch(JSON.stringify(entry), /local:admin/);
    }
    assert.doesNotMatch(server.output(), /evil.agent|vedetta=x/);
  });

  it(`${CONNECTIONS} connections that are opened and dropped leave the wall its frames`, async () => {
    let opened = 0;
    const visit = async (): Promise<void> => {
      const socket = connect(port, "127.0.0.1");
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.once("connect", () => {
        opened += 1;
        // Some say a word before they go.
        if (opened % 3 === 0) socket.write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        socket.destroy();
      });
      socket.once("error", () => resolve());
      socket.once("close", () => resolve());
      await promise;
    };
    for (let round = 0; round < CONNECTIONS; round += 250)
      await Promise.all(Array.from({ length: 250 }, visit));
    assert.equal(opened, CONNECTIONS);
    await assertWallSees();
    assert.equal(statusOf(await get("/healthz")), 200);
  });

  it("who dawdles over the headers or the body is let go", async () => {
    for (const [dawdlers, patienceMs] of [
      [loris, 30_000],
      [lorisOfBodies, 45_000],
    ] as const)
      for (const { answer, afterMs } of await Promise.all(dawdlers)) {
        assert.ok([0, 408].includes(statusOf(answer)), answer);
        assert.ok(afterMs < patienceMs, `after ${Math.round(afterMs)} ms`);
      }
    await assertWallSees();
  });
});
