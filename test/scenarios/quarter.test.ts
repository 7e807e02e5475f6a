import { describe, it } from "node:test";

import { assertPrinted } from "../support/printed-report.ts";
import { playQuarter } from "../support/played-quarter.ts";
import { readSeedReport } from "../support/seed-report.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const printed = readSeedReport();

describe("the quarter of the report", () => {
  for (const seed of ["1522", "padova"])
    it(`sent through the whole path equals every printed figure (seed ${seed})`, async (t) => {
      assertPrinted(await playQuarter(seed, temporaryDirectory(t)), printed);
    });
});
