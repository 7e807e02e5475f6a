import assert from "node:assert/strict";
import { it } from "node:test";

import { isClearlyAbove } from "./clearly-above.ts";

const CASES: readonly (readonly [count: number, usual: number, isAbove: boolean])[] = [
  [286, 108, true],
  [150, 108, false],
  [161, 108, false],
  [162, 108, true],
  [3, 1, false],
  [8, 4, false],
  [5, 0, false],
  [46, 0.1, false],
  [30, 5, true],
];
for (const [count, usual, isAbove] of CASES)
  it(`${count} beside the usual ${usual} ${isAbove ? "is" : "is not"} clearly above`, () =>
    assert.equal(isClearlyAbove(count, usual), isAbove));
