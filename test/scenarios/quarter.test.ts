import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { disturbQuarter } from "../support/disturbed-quarter.ts";
import { assertPrinted } from "../support/printed-report.ts";
import { playQuarter } from "../support/played-quarter.ts";
import { readSeedPreviousQuarter, readSeedReport } from "../support/seed-report.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const printed = readSeedReport();
/** Each plays three months; `test/verify/quarter.ts` plays many more. */
const options = { timeout: 180_000 };

describe("the quarter of the report", () => {
  it("sent through the whole path equals every printed figure", options, async (t) => {
    const { before } = assertPrinted(await playQuarter("1522", temporaryDirectory(t)), printed);
    // "An increase of 5.3 % against the quarter before, 34,620."
    const [calls] = before?.channels ?? [];
    assert.deepEqual(
      [before?.period.from, before?.period.to, before?.complete],
      ["2025-06-01", "2025-08-31", true],
    );
    assert.equal(calls?.arrived, readSeedPreviousQuarter());
    assert.equal(((calls.change ?? 0) * 100).toFixed(1), "5.3");
  });

  it("equals it when events come late, twice, and the process is killed ten times", options, async (t) => {
    const { whileOpen, closed, kills, tooLate } = await disturbQuarter("padova", temporaryDirectory(t));
    assert.equal(kills, 10);
    assert.equal(tooLate, 0);
    assertPrinted(whileOpen, printed);
    assertPrinted(closed, printed);
  });
});
