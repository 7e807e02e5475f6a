import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { smallestTypeShare, viewingShareOf } from "./type-size.ts";

const FULL_HD_DIAGONAL_PX = Math.hypot(1_920, 1_080);

describe("the smallest type on a 55 inch screen of 1080 lines", () => {
  for (const [metres, px] of [
    [3, 32],
    [4, 42],
    [5, 53],
    [6, 64],
  ] as const)
    it(`is ${px} px from ${metres} m`, () => {
      assert.equal(Math.round(smallestTypeShare(metres, 55) * FULL_HD_DIAGONAL_PX), px);
    });
});

const read = (query: string) => viewingShareOf(new URLSearchParams(query));

describe("viewingShareOf", () => {
  it("reads distance and diagonal", () =>
    assert.equal(read("distance=5&diagonal=55"), smallestTypeShare(5, 55)));
  for (const query of ["", "distance=5", "diagonal=55", "distance=x&diagonal=55", "distance=500&diagonal=55"])
    it(`leaves the size alone for "${query}"`, () => assert.equal(read(query), null));
});
