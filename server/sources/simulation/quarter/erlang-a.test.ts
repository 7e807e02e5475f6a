import assert from "node:assert/strict";
import { it } from "node:test";

import { operatorsNeeded, serviceLevel } from "./erlang-a.ts";

const loadOf = (callsPerHour: number) => ({ callsPerHour, handleSeconds: 492, patienceSeconds: 420 });

it("agrees with the service levels that R gives", () => {
  for (const [callsPerHour, operators, expected] of [
    [13.1, 3, 0.757473],
    [34, 6, 0.717952],
    [2.5, 1, 0.723141],
  ] as const)
    assert.ok(Math.abs(serviceLevel(loadOf(callsPerHour), operators, 20) - expected) < 1e-5);
});

it("needs as many operators as tables of Erlang A say", () => {
  const needed = [3.9, 2.5, 11.4, 13.1, 21.5, 38.8].map((rate) => operatorsNeeded(loadOf(rate), 0.8, 20));
  assert.deepEqual(needed, [2, 2, 3, 4, 5, 8]);
});

it("keeps one operator where nobody calls", () => assert.equal(operatorsNeeded(loadOf(0), 0.8, 20), 1));
