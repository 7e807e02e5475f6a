import assert from "node:assert/strict";
import { it } from "node:test";

import { createRandom } from "../random.ts";
import { spread, spreadWithin, take } from "./draws.ts";

const TOTAL = 20_000;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

it("spreads by weight and keeps the total", () => {
  const counts = spread(TOTAL, [1, 0, 3], createRandom("spread"));
  assert.equal(sum(counts), TOTAL);
  assert.equal(counts[1], 0);
  assert.ok(Math.abs((counts[0] ?? 0) / TOTAL - 0.25) < 0.01);
});

it("fills no place beyond its limit", () => {
  const counts = spreadWithin({
    total: 90,
    weights: [100, 1, 1],
    limits: [30, 40, 50],
    random: createRandom("limits"),
  });
  assert.equal(sum(counts), 90);
  assert.equal(counts[0], 30);
  assert.ok((counts[1] ?? 0) <= 40 && (counts[2] ?? 0) <= 50);
});

it("takes different items, those of a larger weight more often", () => {
  const items = Array.from({ length: TOTAL }, (_, item) => item);
  const taken = take(items, 5_000, (item) => (item < TOTAL / 2 ? 3 : 1), createRandom("take"));
  assert.equal(taken.size, 5_000);
  const heavy = [...taken].filter((item) => item < TOTAL / 2).length;
  assert.ok(heavy > 3_300 && heavy < 3_700, String(heavy));
});

it("takes all when there are no more", () =>
  assert.deepEqual([...take(["only"], 5, () => 1, createRandom("all"))], ["only"]));
