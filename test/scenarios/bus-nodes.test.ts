import assert from "node:assert/strict";
import { it } from "node:test";

import { tellTwoPrograms } from "../support/two-programs.ts";

it(
  "two programs show the same within two seconds: of 10,000 events, through kills of either, and after one is replaced by an empty one",
  { timeout: 120_000 },
  async (t) => {
    const seed = Date.now();
    t.diagnostic(`seed ${seed}`);
    const report = await tellTwoPrograms(t, seed);
    t.diagnostic(JSON.stringify(report));
    assert.ok(report.events >= 10_000);
    assert.ok(report.sentAgain > 0, "nobody was killed while something was told");
  },
);
