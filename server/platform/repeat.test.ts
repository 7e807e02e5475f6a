import assert from "node:assert/strict";
import { it } from "node:test";

import { minutes, seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { repeat } from "./repeat.ts";

it("repeats until it is ended, and leaves no timer behind", () => {
  const clock = manualClock();
  let times = 0;
  const end = repeat(clock, minutes(10), () => (times += 1));
  clock.advance(minutes(35));
  assert.equal(times, 3);
  end();
  clock.advance(minutes(60));
  assert.equal(times, 3);
  assert.equal(clock.pending(), 0);
});

it("can be ended by its own task", () => {
  const clock = manualClock();
  const end = repeat(clock, seconds(1), () => end());
  clock.advance(seconds(5));
  assert.equal(clock.pending(), 0);
});
