import assert from "node:assert/strict";
import { it } from "node:test";

import { minutes } from "#domain/time.ts";

import { manualClock } from "../../../test/support/manual-clock.ts";
import { createNameLimit } from "./name-limit.ts";

it("a name has twenty attempts in a quarter of an hour, whatever else is guessed at and whether it is anybody's", () => {
  const clock = manualClock();
  const limit = createNameLimit(clock, (name) => name === "anna");
  const names = ["anna", "nobody"];
  for (const name of names)
    for (let time = 1; time < 20; time += 1) assert.equal(limit.failed(name), false, `${name} ${time}`);
  for (let other = 0; other < 11_000; other += 1) limit.failed(`other ${other}`);
  for (let other = 0; other < 1_100; other += 1)
    for (let time = 0; time < 20; time += 1) limit.failed(`spent ${other}`);
  for (const name of names) assert.equal(limit.failed(name), true, `the twentieth of ${name} is the last`);
  const spent = (): readonly boolean[] => names.map((name) => limit.isSpent(name));
  assert.deepEqual(spent(), [true, true]);
  clock.advance(minutes(15));
  assert.deepEqual(spent(), [false, false]);
});
