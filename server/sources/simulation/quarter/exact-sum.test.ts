import assert from "node:assert/strict";
import { it } from "node:test";

import { toExactSum } from "./exact-sum.ts";

it("keeps the proportions and gives the largest remainders what is missing", () =>
  assert.deepEqual(toExactSum([1.2, 2.9, 5.9], 10), [1, 3, 6]));

it("scales to the total", () => assert.deepEqual(toExactSum([1, 2, 1], 400), [100, 200, 100]));

it("makes nothing of less than 1, at the cost of the largest", () =>
  assert.deepEqual(toExactSum([0.001, 0.001, 10], 10), [1, 1, 8]));
