import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { usualOfSeen } from "./usual-of-seen.ts";

const usual = { expected: [10, 20, 30, 40], low: [7, 15, 24, 33], high: [13, 25, 36, 47] };

describe("what is usual of what was seen", () => {
  it("is all of it on a day that was seen whole", () => assert.deepEqual(usualOfSeen(usual, []), usual));
  it("begins where the day began to be seen, as wide as so much is anywhere", () =>
    assert.deepEqual(usualOfSeen(usual, [[0, 2]]), {
      expected: [0, 0, 10, 20],
      low: [0, 0, 7, 15],
      high: [0, 0, 13, 25],
    }));
  it("stays level over a gap", () =>
    assert.deepEqual(usualOfSeen(usual, [[1, 3]]), {
      expected: [10, 10, 10, 20],
      low: [7, 7, 7, 15],
      high: [13, 13, 13, 25],
    }));
});
