import assert from "node:assert/strict";
import { it } from "node:test";

import { lineCount } from "./line-count.ts";

const count = (text: string, width: number) => lineCount(text, width, ({ length }) => length);

it("breaks at spaces, as a browser does", () => {
  assert.equal(count("una chiamata", 12), 1);
  assert.equal(count("una chiamata", 11), 2);
  assert.equal(count("una chiamata e una chat", 12), 2);
  assert.equal(count("una chiamata e una chat", 9), 4);
});
it("keeps together what a hard space joins", () => {
  assert.equal(count("2,1\u00A0volte il solito", 9), 2);
  assert.equal(count("2,1 volte il solito", 8), 3);
});
it("gives a word that is too long a line of its own", () => assert.equal(count("a chiamata b", 4), 3));
