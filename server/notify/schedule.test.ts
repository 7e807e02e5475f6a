import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, hours, ms, seconds } from "#domain/time.ts";

import { retryAfterOf } from "./retry-after.ts";
import { nextAttempt } from "./schedule.ts";

const now = epochMs(Date.UTC(2026, 10, 25, 8));

/** Seconds until the next attempt. */
function waitAfter(attempts: number, random: number, createdAt = now, after: number | null = null) {
  const next = nextAttempt({
    attempts,
    now,
    createdAt,
    after: after === null ? null : seconds(after),
    random: () => random,
  });
  return next === null ? null : (next - now) / 1_000;
}

describe("the schedule", () => {
  it("waits 5 s, 30 s, 2 min, 5 min, 15 min, and then 30 min each time", () =>
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 40].map((attempts) => waitAfter(attempts, 0.5)),
      [5, 30, 120, 300, 900, 1_800, 1_800, 1_800],
    ));

  it("spreads each wait by a fifth to both sides", () => {
    assert.equal(waitAfter(1, 0), 4);
    assert.equal(waitAfter(1, 1), 6);
    assert.equal(waitAfter(6, 0), 1_440);
    assert.equal(waitAfter(6, 1), 2_160);
  });

  it("makes no attempt later than a day after the message", () => {
    assert.equal(waitAfter(48, 0.5, epochMs(now - hours(24) + 1_800_000)), 1_800);
    assert.equal(waitAfter(48, 0.5, epochMs(now - hours(24) + 1_799_999)), null);
    assert.equal(waitAfter(1, 0.5, now, 86_401), null);
  });

  it("keeps to what a receiver asks for, without spreading it, and never less than a second", () => {
    assert.equal(waitAfter(5, 0, now, 7), 7);
    assert.equal(waitAfter(5, 1, now, 7), 7);
    assert.equal(waitAfter(5, 0.5, now, 0), 1);
  });

  it("sends once what is older than a day and was never tried", () =>
    assert.equal(waitAfter(1, 0.5, epochMs(now - hours(30))), null));
});

describe("Retry-After", () => {
  const cases: readonly [string | null, number | null][] = [
    ["120", 120_000],
    [" 5 ", 5_000],
    ["0", 0],
    ["999999999", 3_600_000],
    ["Wed, 25 Nov 2026 08:01:30 GMT", 90_000],
    ["Wed, 25 Nov 2026 07:00:00 GMT", 0],
    ["Thu, 26 Nov 2026 08:00:00 GMT", 3_600_000],
    ["soon", null],
    ["", null],
    [null, null],
  ];
  for (const [header, expected] of cases)
    it(`${String(header)} is ${String(expected)} ms`, () =>
      assert.equal(retryAfterOf(header, now), expected === null ? null : ms(expected)));
});
