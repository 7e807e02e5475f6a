import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { REASONS } from "../../test/support/notify/messages.ts";
import { toldReason, toldShare } from "./small-counts.ts";

describe("a share as it may leave the house", () => {
  for (const { met, of, told } of [
    { met: 1, of: 10, told: null },
    { met: 38, of: 40, told: null },
    { met: 0, of: 10, told: 0 },
    { met: 3, of: 10, told: 0.3 },
    { met: 15, of: 24, told: 0.65 },
    { met: 5, of: 9, told: null },
  ])
    it(`of ${met} of ${of} is ${told ?? "left out"}`, () => assert.equal(toldShare(met / of, of), told));
});

it("neither number nor probability tells which of eight or nine contacts were met", () => {
  for (const [n, badProbability] of [
    [8, 0.9412],
    [9, 0.9633],
  ] as const) {
    const told = toldReason({ ...REASONS["rate-falls"], n, value: 1 / n, badProbability });
    assert.deepEqual([told["n"], told["value"], told["badProbability"]], ["<10", null, 0.9]);
  }
});
