import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { disturbQuarter } from "../support/disturbed-quarter.ts";
import { assertPrinted } from "../support/printed-report.ts";
import { playQuarter } from "../support/played-quarter.ts";
import { readSeedPreviousQuarter, readSeedReport } from "../support/seed-report.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const printed = readSeedReport();
/** Each plays three months. */
const options = { timeout: 180_000 };
const SEEDS = ["1522", "padova"];

describe("the quarter of the report", () => {
  for (const seed of SEEDS)
    it(`sent through the whole path equals every printed figure (seed ${seed})`, options, async (t) => {
      const { before } = assertPrinted(await playQuarter(seed, temporaryDirectory(t)), printed);
      // "An increase of 5.3 % against the quarter before, 34,620."
      const [calls] = before?.channels ?? [];
      assert.deepEqual(
        [before?.period.from, before?.period.to, before?.complete],
        ["2025-06-01", "2025-08-31", true],
      );
      assert.equal(calls?.arrived, readSeedPreviousQuarter());
      assert.equal(((calls.change ?? 0) * 100).toFixed(1), "5.3");
    });

  for (const seed of SEEDS)
    it(
      `equals it when events come late, twice, and the process is killed ten times (seed ${seed})`,
      options,
      async (t) => {
        const { whileOpen, closed, kills, tooLate } = await disturbQuarter(seed, temporaryDirectory(t));
        assert.equal(kills, 10);
        assert.equal(tooLate, 0);
        assertPrinted(whileOpen, printed);
        assertPrinted(closed, printed);
      },
    );
});
