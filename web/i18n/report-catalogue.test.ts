import assert from "node:assert/strict";
import { it } from "node:test";

import { REPORT_CATALOGUE } from "./report-catalogue.ts";

interface Texts {
  readonly [key: string]: string | ((...given: string[]) => string) | Texts;
}

function empties(texts: Texts): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (typeof value === "object") return empties(value);
    const text = typeof value === "string" ? value : value("1", "2", "3", "4");
    return text.trim() === "" || text.includes("undefined") ? [key] : [];
  });
}

it("has a text for every key in every language", () => {
  for (const words of Object.values(REPORT_CATALOGUE)) assert.deepEqual(empties(words), []);
});
