import assert from "node:assert/strict";
import { it } from "node:test";

import { freshnessOf, worstOf } from "./freshness.ts";

const SINCE_MS = 1_000_000;

it("trusts a source heard less than 15 seconds ago", () => {
  assert.deepEqual(freshnessOf(14_999, SINCE_MS), { level: "live" });
});

it("calls it late from 15 seconds on, and says since when", () => {
  assert.deepEqual(freshnessOf(15_000, SINCE_MS), { level: "late", sinceMs: SINCE_MS });
  assert.equal(freshnessOf(59_999, SINCE_MS).level, "late");
});

it("calls it stopped from 60 seconds on", () => {
  assert.deepEqual(freshnessOf(60_000, SINCE_MS), { level: "stopped", sinceMs: SINCE_MS });
});

it("does not mistake never heard for just heard", () => {
  assert.deepEqual(freshnessOf(null, SINCE_MS), { level: "unheard" });
});

it("takes the least trustworthy of several, and trusts when there is none", () => {
  const late = freshnessOf(20_000, SINCE_MS);
  const stopped = freshnessOf(70_000, SINCE_MS);
  assert.equal(worstOf([late, stopped, { level: "live" }]), stopped);
  assert.deepEqual(worstOf([]), { level: "live" });
});
