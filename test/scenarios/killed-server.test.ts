import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { killServerRounds } from "../support/kill/server-rounds.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const ROUNDS = 4;

describe("the program, killed while producers deliver to it", () => {
  it("has every acknowledged event, the figures of a count by hand and the board of the fold when it is back", async (t) => {
    const seed = Date.now();
    const report = await killServerRounds({
      owner: t,
      data: temporaryDirectory(t),
      rounds: ROUNDS,
      random: seededRandom(seed),
    });
    assert.ok(report.sent > 0);
    assert.deepEqual(
      { lost: report.lost, wrongFigures: report.wrongFigures, wrongBoards: report.wrongBoards },
      { lost: 0, wrongFigures: 0, wrongBoards: 0 },
      `seed ${seed}`,
    );
  });
});
