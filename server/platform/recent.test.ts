import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Recent } from "./recent.ts";

describe("Recent", () => {
  it("keeps what was used last and lets the rest go", () => {
    const recent = new Recent<number>(2);
    recent.set("a", 1);
    recent.set("b", 2);
    recent.set("c", 3);
    assert.equal(recent.get("a"), 1);
    recent.set("d", 4);
    assert.equal(recent.get("b"), undefined);
    assert.equal(recent.get("d"), 4);
    assert.equal(recent.get("a"), 1);
  });

  it("drops what is gone, young or old", () => {
    const recent = new Recent<number>(2);
    for (const [index, name] of ["a", "b", "c"].entries()) recent.set(name, index);
    recent.drop((value) => value !== 1);
    assert.deepEqual(
      ["a", "b", "c"].map((name) => recent.get(name)),
      [undefined, 1, undefined],
    );
  });
});
