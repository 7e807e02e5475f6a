import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { afterEach, beforeEach, it } from "node:test";

import { eventually } from "../../test/support/eventually.ts";
import { connectSse } from "../../test/support/sse-client.ts";
import { openStreamHouse, type StreamHouse } from "../../test/support/stream-house.ts";
import { GOODBYE_WITHIN, HEARTBEAT_EVERY } from "./stream.ts";

let house: StreamHouse;
let connections: Socket[];
beforeEach(async () => {
  house = await openStreamHouse();
  connections = [];
  house.server.on("connection", (socket: Socket) => connections.push(socket));
});
afterEach(() => house.close());

it("says bye to every wall, ends its stream, and the server can close", async () => {
  const walls = await Promise.all([
    connectSse(house.url),
    connectSse(house.url, { "Accept-Encoding": "gzip" }),
  ]);
  for (const wall of walls) await wall.nextNamed("heartbeat");
  house.stream.goodbye();
  for (const wall of walls) {
    const last = await wall.next();
    assert.deepEqual([last.event, last.id, last.data], ["bye", undefined, "{}"]);
    await wall.closed;
    await assert.rejects(wall.next());
  }
  await house.close();
  assert.equal(house.stream.walls().count, 0);
});

it("sends nothing after the goodbye", async () => {
  const wall = await connectSse(house.url);
  await wall.nextNamed("heartbeat");
  house.stream.goodbye();
  house.board.publish();
  house.clock.advance(HEARTBEAT_EVERY);
  assert.equal((await wall.next()).event, "bye");
  await assert.rejects(wall.next());
  await house.close();
});

it("sends away who comes afterwards, with a time to come back", async () => {
  house.stream.goodbye();
  const late = await connectSse(house.url);
  assert.equal(late.status, 503);
  assert.equal(late.headers["retry-after"], "5");
  await house.close();
});

it("does not wait for a wall that does not read", async () => {
  const stuck = await connectSse(house.url);
  await stuck.nextNamed("heartbeat");
  stuck.pause();
  await eventually(() => {
    house.board.publish(500_000);
    return house.stream.walls().stalled === 1;
  });
  await house.close();
  assert.equal(house.stream.walls().count, 0);
});

it("waits a second at most for a goodbye to be taken", async () => {
  const stuck = await connectSse(house.url);
  await stuck.nextNamed("heartbeat");
  stuck.pause();
  // Less than a socket holds before it says it is full: the wall is not known to be slow yet.
  await eventually(() => {
    if (house.stream.walls().stalled === 0) house.board.publish(50_000);
    return connections.some(({ writableLength }) => writableLength > 0);
  });
  const closed = house.close();
  house.clock.advance(GOODBYE_WITHIN);
  await closed;
  assert.equal(house.stream.walls().count, 0);
});

it("a second goodbye, and closing with no wall, do no harm", async () => {
  house.stream.goodbye();
  house.stream.goodbye();
  await house.close();
});
