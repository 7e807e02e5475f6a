import assert from "node:assert/strict";
import { it } from "node:test";

import { Seats } from "./seats.ts";

it("one client may not take the seats of the others", () => {
  const seats = new Seats({ maxWalls: 3, maxWallsPerClient: 2 });
  seats.take("a");
  seats.take("a");
  assert.deepEqual(seats.take("a"), { ok: false, reason: "client-full" });
  assert.equal(seats.take("b").ok, true);
  assert.deepEqual(seats.take("c"), { ok: false, reason: "house-full" });
});

it("a seat that was left is free again, however often its leaving is told", () => {
  const seats = new Seats({ maxWalls: 2, maxWallsPerClient: 1 });
  const seat = seats.take("a");
  assert.ok(seat.ok);
  seat.leave();
  seat.leave();
  assert.equal(seats.take("a").ok, true);
  assert.equal(seats.take("b").ok, true);
  assert.equal(seats.take("c").ok, false);
});

it("tells when the last one has left", async () => {
  const seats = new Seats({ maxWalls: 2, maxWallsPerClient: 2 });
  await seats.whenEmpty();
  const [first, second] = [seats.take("a"), seats.take("b")];
  assert.ok(first.ok && second.ok);
  let isEmpty = false;
  const waiting = seats.whenEmpty().then(() => (isEmpty = true));
  first.leave();
  await Promise.resolve();
  assert.equal(isEmpty, false);
  second.leave();
  await waiting;
});
