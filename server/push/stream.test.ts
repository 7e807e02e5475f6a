import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";

import { seconds } from "#domain/time.ts";

import { connectSse } from "../../test/support/sse-client.ts";
import { openStreamHouse, type StreamHouse } from "../../test/support/stream-house.ts";
import { HEARTBEAT_EVERY } from "./stream.ts";

let house: StreamHouse;
beforeEach(async () => {
  house = await openStreamHouse();
});
afterEach(() => house.close());

const revisionOf = (message: { readonly data: string }): unknown =>
  Object.entries(JSON.parse(message.data)).find(([key]) => key === "revision")?.[1];

describe("a wall that comes", () => {
  it("gets the whole board first, then a heartbeat, which has no id", async () => {
    const wall = await connectSse(house.url);
    const first = await wall.next();
    assert.equal(first.event, "snapshot");
    assert.match(first.id ?? "", /^[0-9a-z]+:1$/);
    assert.deepEqual(JSON.parse(first.data), JSON.parse(JSON.stringify(house.board.snapshot())));

    const second = await wall.next();
    assert.equal(second.event, "heartbeat");
    assert.equal(second.id, undefined);
    assert.deepEqual(JSON.parse(second.data), { ...house.board.heartbeat(), build: "test-build" });
  });

  it("is told when to come back, between 2 and 5 s", async () => {
    const wall = await connectSse(house.url);
    await wall.next();
    assert.equal(wall.retryMs(), 3_500);
  });

  it("gets headers that no proxy or cache can misread", async () => {
    const { status, headers } = await connectSse(house.url);
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "text/event-stream; charset=utf-8");
    assert.match(headers["cache-control"] ?? "", /no-store.*no-transform/);
    assert.equal(headers["x-accel-buffering"], "no");
    assert.equal(headers["content-encoding"], undefined);
  });

  it("after a change starts from the present, whatever it saw last", async () => {
    house.board.publish();
    house.board.publish();
    const wall = await connectSse(house.url, { "Last-Event-ID": "other:1" });
    assert.equal(revisionOf(await wall.next()), 3);
  });
});

describe("walls that are there", () => {
  it("get every snapshot as it is published, with ids of the same epoch", async () => {
    const walls = await Promise.all([connectSse(house.url), connectSse(house.url)]);
    const firstIds = await Promise.all(walls.map(async (wall) => (await wall.next()).id));
    house.board.publish();
    house.board.publish();
    for (const wall of walls) {
      const [second, third] = [await wall.nextNamed("snapshot"), await wall.nextNamed("snapshot")];
      assert.equal(second.id, firstIds[0]?.replace(/:1$/, ":2"));
      assert.equal(revisionOf(third), 3);
    }
  });

  it("get a heartbeat every second, of that moment", async () => {
    const wall = await connectSse(house.url);
    await wall.nextNamed("heartbeat");
    for (let beat = 1; beat <= 3; beat += 1) {
      house.clock.advance(HEARTBEAT_EVERY);
      const message = await wall.next();
      assert.deepEqual([message.event, message.id], ["heartbeat", undefined]);
      assert.deepEqual(JSON.parse(message.data), { ...house.board.heartbeat(), build: "test-build" });
    }
  });

  it("share one rendering of each snapshot, also those that come in a crowd", async () => {
    const walls = await Promise.all(
      Array.from({ length: 40 }, (_, i) => connectSse(house.url, i % 2 ? { "Accept-Encoding": "gzip" } : {})),
    );
    for (const wall of walls) await wall.next();
    assert.equal(house.board.renderings(), 1);
    house.board.publish();
    for (const wall of walls) await wall.nextNamed("snapshot");
    assert.equal(house.board.renderings(), 2);
  });

  it("cost nothing when there are none", () => {
    house.board.publish();
    house.clock.advance(seconds(60));
    assert.equal(house.board.renderings(), 0);
  });

  it("leave without a trace", async () => {
    const [one, other] = [await connectSse(house.url), await connectSse(house.url)];
    assert.equal(house.stream.walls().count, 2);
    one.leave();
    while (house.stream.walls().count > 1) await new Promise(setImmediate);
    house.board.publish();
    await other.nextNamed("heartbeat");
    assert.equal(revisionOf(await other.nextNamed("snapshot")), 2);
    assert.equal(house.stream.walls().opened, 2);
  });
});

describe("gzip", () => {
  it("gives the same events as identity, also to one that joins in the middle", async () => {
    const plain = await connectSse(house.url);
    const early = await connectSse(house.url, { "Accept-Encoding": "gzip, deflate, br, zstd" });
    assert.equal(early.headers["content-encoding"], "gzip");
    assert.equal(early.headers["vary"], "Accept-Encoding");
    for (const wall of [plain, early]) await wall.nextNamed("heartbeat");
    house.board.publish(2_000);
    const late = await connectSse(house.url, { "Accept-Encoding": "gzip" });
    assert.deepEqual(await early.next(), await plain.next());
    assert.equal((await late.next()).id?.split(":")[1], "2");
    await late.next();

    house.board.publish(3_000);
    house.clock.advance(HEARTBEAT_EVERY);
    for (let i = 0; i < 2; i += 1) {
      const expected = await plain.next();
      assert.deepEqual(await early.next(), expected);
      assert.deepEqual(await late.next(), expected);
    }
  });

  it("is not for those who refuse it", async () => {
    const { headers } = await connectSse(house.url, { "Accept-Encoding": "gzip;q=0, br" });
    assert.equal(headers["content-encoding"], undefined);
  });
});
