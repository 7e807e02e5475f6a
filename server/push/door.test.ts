import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";

import { eventually } from "../../test/support/eventually.ts";
import { rawRequest } from "../../test/support/raw-request.ts";
import { connectSse } from "../../test/support/sse-client.ts";
import { deskViewer, openStreamHouse, type StreamHouse } from "../../test/support/stream-house.ts";

let house: StreamHouse;
afterEach(() => house.close());

const GET = ["GET /api/v1/stream HTTP/1.1", "Host: wall"];

describe("limits", () => {
  it("one client with too many walls is told 429 and when to come back", async () => {
    house = await openStreamHouse({ limits: { maxWalls: 10, maxWallsPerClient: 2 } });
    const walls = [await connectSse(house.url), await connectSse(house.url)];
    const response = await fetch(house.url);
    assert.equal(response.status, 429);
    assert.equal(response.headers.get("retry-after"), "5");
    assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.deepEqual(await response.json(), {
      type: "urn:vedetta:client-full",
      title: "Too many walls of this client are connected",
      status: 429,
    });
    assert.equal(house.stream.walls().refused, 1);

    walls[0]?.leave();
    await eventually(() => house.stream.walls().count === 1);
    assert.equal((await connectSse(house.url)).status, 200);
  });

  it("clients are told apart as the house says", async () => {
    house = await openStreamHouse({
      limits: { maxWalls: 10, maxWallsPerClient: 1 },
      viewerOf: (req) => ({ ...deskViewer(req), client: req.get("x-test-client") ?? "" }),
    });
    assert.equal((await connectSse(house.url, { "X-Test-Client": "a" })).status, 200);
    assert.equal((await connectSse(house.url, { "X-Test-Client": "b" })).status, 200);
    assert.equal((await connectSse(house.url, { "X-Test-Client": "a" })).status, 429);
  });

  it("a full house answers 503, also when all come at the same moment", async () => {
    house = await openStreamHouse({ limits: { maxWalls: 3, maxWallsPerClient: 10 } });
    const { url } = house;
    const walls = await Promise.all(Array.from({ length: 8 }, () => connectSse(url)));
    assert.deepEqual(
      walls.map(({ status }) => status).sort((a, b) => a - b),
      [200, 200, 200, 503, 503, 503, 503, 503],
    );
  });
});

describe("clients that leave", () => {
  it("before the session begins, leave nothing behind", async () => {
    const gate = Promise.withResolvers<void>();
    let left = false;
    house = await openStreamHouse({
      limits: { maxWalls: 1, maxWallsPerClient: 1 },
      before: async (_req, res, next) => {
        res.once("close", () => (left = true));
        await gate.promise;
        next();
      },
    });
    const early = rawRequest(house.port, GET);
    early.socket.once("connect", () => early.socket.destroy());
    await eventually(() => left);
    gate.resolve();
    const wall = await connectSse(house.url);
    assert.equal(wall.status, 200);
    assert.equal(house.stream.walls().opened, 1);
  });

  it("while the session begins, leave nothing behind", async () => {
    let isFirst = true;
    house = await openStreamHouse({
      limits: { maxWalls: 1, maxWallsPerClient: 1 },
      before: (req, _res, next) => {
        next();
        if (isFirst) req.socket.destroy();
        isFirst = false;
      },
    });
    await rawRequest(house.port, GET).closed;
    const wall = await connectSse(house.url);
    assert.equal(wall.status, 200);
    assert.equal(house.stream.walls().opened, 1);
  });

  it("in any number, at any moment, leave nothing behind", async () => {
    house = await openStreamHouse({ limits: { maxWalls: 200, maxWallsPerClient: 200 } });
    for (let i = 0; i < 200; i += 1) {
      const { socket, until } = rawRequest(house.port, GET);
      if (i % 3 === 0) socket.once("connect", () => socket.destroy());
      else if (i % 3 === 1) setImmediate(() => socket.resetAndDestroy());
      else await until("heartbeat").then(() => socket.end());
    }
    await eventually(() => house.stream.walls().count === 0);
    const { url } = house;
    const walls = await Promise.all(Array.from({ length: 200 }, () => connectSse(url)));
    assert.ok(walls.every(({ status }) => status === 200));
  });
});

describe("odd requests", () => {
  for (const host of ["[", "", "user:pw@h", "h:99999", "\u00e9"]) {
    it(`a Host header of ${JSON.stringify(host)} gets its stream`, async () => {
      house = await openStreamHouse();
      const { until, received } = rawRequest(house.port, [
        "GET /api/v1/stream?x=%zz HTTP/1.1",
        `Host: ${host}`,
      ]);
      await until("event: heartbeat");
      assert.match(received(), /^HTTP\/1\.1 200 /);
    });
  }

  it("a request line with a whole URL and a password in it gets its stream", async () => {
    house = await openStreamHouse();
    const { until } = rawRequest(house.port, [
      "GET http://user:pw@wall/api/v1/stream?padding HTTP/1.1",
      "Host: wall",
    ]);
    await until("event: heartbeat");
  });

  it("HTTP/1.0 gets a body without chunks that ends with the connection", async () => {
    house = await openStreamHouse();
    const old = rawRequest(house.port, ["GET /api/v1/stream HTTP/1.0", "Connection: keep-alive"]);
    await old.until("event: heartbeat");
    house.stream.goodbye();
    await old.closed;
    const [head = "", body = ""] = old.received().split(/\r\n\r\n/);
    assert.match(head, /^connection: close$/im);
    assert.doesNotMatch(head, /transfer-encoding/i);
    assert.match(body, /^retry:3500\n\nevent: snapshot\n.*event: bye\ndata: \{\}\n\n$/s);
  });

  it("HEAD gets the head and holds no seat", async () => {
    house = await openStreamHouse();
    const response = await fetch(house.url, { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
    assert.equal(house.stream.walls().opened, 0);
  });

  it("a second stream pipelined behind the first is refused", async () => {
    house = await openStreamHouse();
    const { until } = rawRequest(house.port, [...GET, "", ...GET]);
    await until("event: heartbeat");
    await eventually(() => house.stream.walls().refused === 1);
    assert.equal(house.stream.walls().count, 1);
  });

  it("a reader that asks for padding gets it", async () => {
    house = await openStreamHouse();
    const { until } = rawRequest(house.port, ["GET /api/v1/stream?padding HTTP/1.1", "Host: wall"]);
    await until(`:${" ".repeat(2_000)}`);
    await until("event: heartbeat");
  });
});
