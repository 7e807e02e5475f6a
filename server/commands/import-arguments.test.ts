import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { readImportArguments } from "./import-arguments.ts";

const read = (line: string) => readImportArguments(line.split(" "));

describe("the words of an import", () => {
  it("name files of one kind, as many as one likes, each of them once", () => {
    assert.deepEqual(read("--queue-log a b --source pbx c b --dry-run --config house.yaml"), {
      format: "queue-log",
      files: ["a", "b", "c"],
      source: "pbx",
      config: "house.yaml",
      whole: false,
      dryRun: true,
    });
    assert.deepEqual(read("--events a --events b"), {
      format: "events",
      files: ["a", "b"],
      source: undefined,
      config: undefined,
      whole: false,
      dryRun: false,
    });
  });

  for (const line of [
    "",
    "a b",
    "--queue-log",
    "--queue-log a --events b",
    "--events a --source pbx",
    "--queue-log a --force",
  ])
    it(`are not understood: ${line || "none"}`, () => assert.equal(read(line), null));
});
