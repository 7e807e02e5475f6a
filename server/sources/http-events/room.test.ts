import assert from "node:assert/strict";
import { it } from "node:test";

import { createRoom } from "./room.ts";

const take = (room: ReturnType<typeof createRoom>, ...sources: readonly string[]) => room(new Set(sources));

it("a source that fills its share leaves the others theirs, and has room again when one of its own is done", () => {
  const room = createRoom(3);
  const own = Array.from({ length: 21 }, () => take(room, "noisy"));
  assert.ok(own.every((done) => done !== null));
  assert.equal(take(room, "noisy"), null);
  for (const quiet of ["partner", "other"])
    for (let request = 0; request < 21; request += 1) assert.notEqual(take(room, quiet), null);
  own[0]?.();
  assert.notEqual(take(room, "noisy"), null);
  assert.equal(take(room, "noisy"), null);
});

it("who speaks for all has all of it, and no source is ever without a place", () => {
  const room = createRoom(2);
  for (let request = 0; request < 64; request += 1) assert.notEqual(take(room, "b", "a"), null);
  assert.equal(take(room, "a", "b"), null);
  assert.notEqual(take(createRoom(500), "a"), null);
});
