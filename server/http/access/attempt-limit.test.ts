import assert from "node:assert/strict";
import { it } from "node:test";

import { minutes, seconds } from "#domain/time.ts";

import { manualClock } from "../../../test/support/manual-clock.ts";
import { createAttemptLimit } from "./attempt-limit.ts";

const fail = (limit: ReturnType<typeof createAttemptLimit>, address: string, times: number): void => {
  for (let time = 0; time < times; time += 1) limit.failed(address);
};

it("ten wrong attempts of an address spend its minute, and nobody else's", () => {
  const clock = manualClock();
  const limit = createAttemptLimit(clock);
  fail(limit, "a", 9);
  assert.equal(limit.isSpent("a"), false);
  clock.advance(seconds(59));
  fail(limit, "a", 1);
  assert.deepEqual([limit.isSpent("a"), limit.isSpent("b")], [true, false]);
  clock.advance(seconds(1));
  assert.equal(limit.isSpent("a"), false);
});

it("begins a new minute with the first wrong attempt after the old one", () => {
  const clock = manualClock();
  const limit = createAttemptLimit(clock);
  fail(limit, "a", 10);
  clock.advance(minutes(1));
  fail(limit, "a", 9);
  assert.equal(limit.isSpent("a"), false);
});

it("remembers a thousand addresses and forgets the oldest beyond them, but none that is spent", () => {
  const limit = createAttemptLimit(manualClock());
  fail(limit, "first", 10);
  fail(limit, "second", 9);
  for (let address = 0; address < 1_500; address += 1) limit.failed(`address ${address}`);
  assert.equal(limit.isSpent("first"), true);
  fail(limit, "second", 1);
  assert.equal(limit.isSpent("second"), false);
});

it("counts the addresses of one line of IPv6 together, and says how long it lasts", () => {
  const clock = manualClock();
  const limit = createAttemptLimit(clock, { window: minutes(15) });
  for (let count = 1; count <= 10; count += 1) limit.failed(`2001:db8:0:1::${count}`);
  assert.deepEqual([limit.isSpent("2001:db8:0:1:ffff::7"), limit.isSpent("2001:db8:0:2::1")], [true, false]);
  clock.advance(seconds(100));
  assert.equal(limit.secondsLeft("2001:db8:0:1::99"), 800);
});

it("counts the lines of one site of IPv6 together too, for ten times as much", () => {
  const limit = createAttemptLimit(manualClock());
  for (let line = 0; line < 100; line += 1) limit.failed(`2001:db8:0:${line.toString(16)}::1`);
  assert.deepEqual([limit.isSpent("2001:db8:0:ffff::1"), limit.isSpent("2001:db8:1::1")], [true, false]);
});

it("keeps the place of a key for nobody who was forgiven", () => {
  const limit = createAttemptLimit(manualClock(), { room: 2 });
  fail(limit, "first", 9);
  for (let other = 0; other < 10; other += 1) {
    limit.failed(`other ${other}`);
    limit.forgive(`other ${other}`);
  }
  fail(limit, "first", 1);
  assert.equal(limit.isSpent("first"), true);
});
