import assert from "node:assert/strict";
import { afterEach, beforeEach, it } from "node:test";

import { seconds } from "#domain/time.ts";

import { eventually } from "../../test/support/eventually.ts";
import { connectSse, type SseClient } from "../../test/support/sse-client.ts";
import { openStreamHouse, type StreamHouse } from "../../test/support/stream-house.ts";
import { HEARTBEAT_EVERY } from "./stream.ts";
import { CUT_AFTER } from "./wall.ts";

/** Large, so that few frames fill the buffers of the operating system. */
const FRAME_BYTES = 500_000;

let house: StreamHouse;
let slow: SseClient;
beforeEach(async () => {
  house = await openStreamHouse();
  slow = await connectSse(house.url);
  await slow.nextNamed("heartbeat");
});
afterEach(() => house.close());

/** The slow wall stops reading, and the house publishes until it notices. Answers the latest revision. */
async function stall(): Promise<number> {
  slow.pause();
  let revision = 0;
  await eventually(() => {
    ({ revision } = house.board.publish(FRAME_BYTES));
    return house.stream.walls().stalled === 1;
  });
  return revision;
}

const dataOf = (message: { readonly data: string }): Record<string, unknown> =>
  Object.fromEntries(Object.entries(JSON.parse(message.data)));

async function readUntil(revision: number): Promise<number[]> {
  const seen: number[] = [];
  while (seen.at(-1) !== revision) seen.push(Number(dataOf(await slow.nextNamed("snapshot"))["revision"]));
  return seen;
}

it("a wall that reads again goes on with the latest snapshot and skips those between", async () => {
  const last = await stall();
  for (let i = 0; i < 5; i += 1) house.board.publish();
  assert.equal(house.stream.walls().skipped, 4);

  slow.resume();
  const seen = await readUntil(last + 5);
  assert.deepEqual(seen.slice(-2), [last, last + 5]);
  assert.equal(house.stream.walls().stalled, 0);

  house.board.publish();
  assert.deepEqual(await readUntil(last + 6), [last + 6]);
});

it("a heartbeat waits behind the snapshot without replacing it, and is of the moment it leaves", async () => {
  const last = await stall();
  house.board.publish();
  house.clock.advance(HEARTBEAT_EVERY);
  house.clock.advance(HEARTBEAT_EVERY);

  slow.resume();
  await readUntil(last + 1);
  const heartbeat = await slow.next();
  assert.equal(heartbeat.event, "heartbeat");
  assert.equal(dataOf(heartbeat)["nowMs"], house.clock.now());
});

it("a heartbeat alone waits too", async () => {
  await stall();
  house.clock.advance(HEARTBEAT_EVERY);
  slow.resume();
  assert.equal((await slow.nextNamed("heartbeat")).event, "heartbeat");
});

it("a wall that takes nothing for 30 s is cut off and counted, and the others notice nothing", async () => {
  const healthy = await connectSse(house.url);
  await stall();
  house.clock.advance(CUT_AFTER);
  assert.equal(house.stream.walls().cut, 1);
  await eventually(() => house.stream.walls().count === 1);
  slow.resume();
  await slow.closed;

  const { revision } = house.board.publish();
  let previous = 0;
  for (let seen = 0; seen < revision;) {
    seen = Number(dataOf(await healthy.nextNamed("snapshot"))["revision"]);
    assert.equal(seen, previous + 1);
    previous = seen;
  }
  assert.equal(house.stream.walls().skipped, 0);
});

it("the 30 s begin anew whenever the wall has caught up", async () => {
  for (let round = 0; round < 3; round += 1) {
    const last = await stall();
    house.clock.advance(seconds(29));
    slow.resume();
    await readUntil(last);
    await eventually(() => house.stream.walls().stalled === 0);
  }
  assert.equal(house.stream.walls().cut, 0);
});

it("gzip walls are held to the same", async () => {
  const zipped = await connectSse(house.url, { "Accept-Encoding": "gzip" });
  const last = await stall();
  slow.resume();
  await readUntil(last);
  const seen: number[] = [];
  while (seen.at(-1) !== last) seen.push(Number(dataOf(await zipped.nextNamed("snapshot"))["revision"]));
  assert.deepEqual(
    seen,
    Array.from({ length: last }, (_, i) => i + 1),
  );
});
