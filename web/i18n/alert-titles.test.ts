import assert from "node:assert/strict";
import { it } from "node:test";

import { WORDS } from "#notify/words/words.ts";

import { CATALOGUE } from "./catalogue.ts";

it("an alert has one name, on the wall and in a message", () => {
  for (const locale of ["it", "en"] as const) {
    assert.deepEqual(WORDS[locale].title, CATALOGUE[locale].alertTitles);
    assert.deepEqual(WORDS[locale].severity, CATALOGUE[locale].severities);
  }
});
