/** An acknowledged event survives whatever becomes of the process, or of the end of its log. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { killLoop } from "../support/kill/kill-loop.ts";
import { COMMITS, type Damage, makeLog, openTorn } from "../support/kill/torn-log.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const KILLS = 20;
const PLACES = 40;

describe("the journal of a process that is killed", () => {
  it(`has lost nothing that was acknowledged after ${KILLS} kills`, async (t) => {
    const seed = Date.now();
    const report = await killLoop({
      target: new URL("../support/kill/journal-target.ts", import.meta.url),
      directory: temporaryDirectory(t),
      kills: KILLS,
      random: seededRandom(seed),
    });
    assert.ok(report.acknowledged > 0);
    assert.deepEqual(
      { lost: report.lost, repeated: report.repeated, damaged: report.damaged },
      { lost: 0, repeated: 0, damaged: 0 },
      `seed ${seed}`,
    );
  });

  for (const damage of ["cut", "flip"] satisfies Damage[])
    it(`opens with the first whole commits when the power went and the log is ${damage === "cut" ? "cut off" : "damaged"}`, async (t) => {
      const from = temporaryDirectory(t);
      await makeLog(from);
      const seen: number[] = [];
      openTorn({
        from,
        scratch: temporaryDirectory(t),
        places: PLACES,
        damage,
        onResult: (commits, place) => {
          assert.notEqual(commits, -1, `damage at byte ${place}`);
          seen.push(commits);
        },
      });
      assert.deepEqual(
        seen,
        [...seen].sort((a, b) => a - b),
      );
      assert.ok((seen.at(-1) ?? 0) >= COMMITS - 1);
    });
});
