import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { fitCaption, type Run, type Segment } from "./fit-caption.ts";

const segment = (text: string): Segment => [{ text, look: "plain" }];
/** One for each letter; the separator is three wide. */
const widthOf = ({ text }: Run): number => text.length;
const fitted = (wordings: readonly (readonly string[])[], lines: number, width: number) =>
  fitCaption(
    wordings.map((texts) => texts.map(segment)),
    lines,
    width,
    widthOf,
  ).map((line) => line.map((one) => one.map(({ text }) => text).join("")));

describe("fitCaption", () => {
  const WORDINGS = [["aaaa", "bbbb", "cccc"], ["aaaa", "bbbb"], ["aaaa"]];

  it("takes the fullest wording where there is room", () =>
    assert.deepEqual(fitted(WORDINGS, 1, 18), [["aaaa", "bbbb", "cccc"]]));
  it("counts the separators", () => assert.deepEqual(fitted(WORDINGS, 1, 17), [["aaaa", "bbbb"]]));
  it("breaks between segments when it may have several lines", () =>
    assert.deepEqual(fitted(WORDINGS, 2, 11), [["aaaa", "bbbb"], ["cccc"]]));
  it("never breaks a segment", () => assert.deepEqual(fitted([["aaaaaaaa"], ["a"]], 3, 5), [["a"]]));
  it("says the least when nothing fits", () => assert.deepEqual(fitted(WORDINGS, 1, 2), [["aaaa"]]));
});
