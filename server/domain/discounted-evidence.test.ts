import assert from "node:assert/strict";
import { it } from "node:test";

import { DiscountedEvidence } from "./discounted-evidence.ts";
import { hours } from "./time.ts";

it("weighs a step by its age, the newest fully", () => {
  const seen = new DiscountedEvidence(hours(5));
  seen.step({ count: 3, expected: 2 });
  assert.deepEqual(seen.evidence, { count: 3, expected: 2 });
  for (let step = 0; step < 60; step += 1) seen.step({ count: 0, expected: 0 });
  assert.equal(seen.evidence.count.toFixed(6), (3 / Math.E).toFixed(6));
  assert.equal(seen.evidence.expected.toFixed(6), (2 / Math.E).toFixed(6));
});

it("grows older by steps that are not known", () => {
  const seen = new DiscountedEvidence(hours(2));
  seen.step({ count: 3, expected: 3 });
  for (let step = 0; step < 24; step += 1) seen.step(null);
  assert.equal(seen.evidence.count.toFixed(6), (3 / Math.E).toFixed(6));
});
