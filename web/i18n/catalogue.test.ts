import assert from "node:assert/strict";
import { it } from "node:test";

import { CATALOGUE, chooseLocale, labelIn } from "./catalogue.ts";

it("takes the first wish it speaks", () => {
  assert.equal(chooseLocale(["en", "it"]), "en");
  assert.equal(chooseLocale([null, "fr", "en"]), "en");
});

it("speaks Italian when nothing else was wished", () => {
  assert.equal(chooseLocale([null, "fr"]), "it");
  assert.equal(chooseLocale([]), "it");
  assert.equal(chooseLocale(["toString"]), "it");
});

it("takes a label in the page's language, or the first there is", () => {
  assert.equal(labelIn({ it: "centralino", en: "PBX" }, "en"), "PBX");
  assert.equal(labelIn({ it: "centralino" }, "en"), "centralino");
  assert.equal(labelIn({}, "it"), "");
});

const check = (texts: object): void => {
  for (const [key, phrase] of Object.entries(texts)) {
    if (typeof phrase === "object") check(phrase);
    else {
      const text = typeof phrase === "string" ? phrase : phrase("1", "2", "3", 4);
      assert.ok(text.trim().length > 0, key);
    }
  }
};

it("has a text for every key in every language", () => {
  for (const words of Object.values(CATALOGUE)) check(words);
});
