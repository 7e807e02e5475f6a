import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { PROBLEMS } from "#wire/problem.ts";

import { REFUSAL_REASONS } from "../sources/http-events/refusal.ts";

const [general = "", delivering = ""] = readFileSync("docs/errors.md", "utf8").split("\n## ");
/** First columns of a table: the slug, and its status where there is one. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| `([a-z-]+)` \|(?: (\d{3}) \|)?/gm)].map(([, slug, status]) => ({ slug, status }));

describe("docs/errors.md", () => {
  it("explains every problem that a request is answered with, and no other", () => {
    const problems = Object.entries(PROBLEMS).map(([slug, { status }]) => ({ slug, status: String(status) }));
    assert.deepEqual(rowsOf(general), problems);
  });

  it("explains every reason why an event is refused, and no other", () => {
    assert.deepEqual(
      rowsOf(delivering).map(({ slug }) => slug),
      REFUSAL_REASONS,
    );
  });
});
