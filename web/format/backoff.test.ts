import assert from "node:assert/strict";
import { it } from "node:test";

import { backoffMs } from "./backoff.ts";

it("doubles its ceiling from 1 to 30 seconds", () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 60].map((failures) => backoffMs(failures, 1));
  assert.deepEqual(ceilings, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

it("may come at any moment under the ceiling", () => {
  assert.equal(backoffMs(3, 0), 0);
  assert.equal(backoffMs(3, 0.5), 2_000);
});
