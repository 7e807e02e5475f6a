import assert from "node:assert/strict";
import { it } from "node:test";

import { cutBytes, cutText } from "./cut-text.ts";

const FAMILY = "👩‍👩‍👧‍👧";

it("what fits stays as it is", () => {
  assert.equal(cutText("è così", 6), "è così");
  assert.equal(cutBytes("è così", 8), "è così");
  assert.equal(cutText("", 0), "");
});

it("what does not fit ends in an ellipsis and is no longer than allowed", () => {
  assert.equal(cutText("abcdef", 4), "abc…");
  assert.equal(cutBytes("èèèè", 7), "èè…");
});

it("no character is cut in two, however it is made up", () => {
  for (let max = 1; max < 30; max += 1) {
    const text = cutText(FAMILY.repeat(3), max);
    assert.ok(text.length <= max);
    assert.match(text, new RegExp(`^(${FAMILY})*…?$`, "u"));
    assert.ok(Buffer.byteLength(cutBytes(FAMILY.repeat(3), max + 3)) <= max + 3);
  }
});
