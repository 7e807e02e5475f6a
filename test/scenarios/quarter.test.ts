import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { disturbQuarter } from "../support/disturbed-quarter.ts";
import { assertPrinted } from "../support/printed-report.ts";
import { playQuarter } from "../support/played-quarter.ts";
import { readSeedReport } from "../support/seed-report.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const printed = readSeedReport();
/** Each plays three months. */
const options = { timeout: 180_000 };
const SEEDS = ["1522", "padova"];

describe("the quarter of the report", () => {
  for (const seed of SEEDS)
    it(`sent through the whole path equals every printed figure (seed ${seed})`, options, async (t) => {
      assertPrinted(await playQuarter(seed, temporaryDirectory(t)), printed);
    });

  for (const seed of SEEDS)
    it(
      `equals it when events come late, twice, and the process is killed ten times (seed ${seed})`,
      options,
      async (t) => {
        const { whileOpen, closed, kills } = await disturbQuarter(seed, temporaryDirectory(t));
        assert.equal(kills, 10);
        assertPrinted(whileOpen, printed);
        assertPrinted(closed, printed);
      },
    );
});
