/** The long version of `test/scenarios/killed-server.test.ts`: `node test/verify/killed-server.ts [ROUNDS] [SEED]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { killServerRounds } from "../support/kill/server-rounds.ts";
import { thisProcess } from "../support/owner.ts";
import { seededRandom } from "../support/seeded-random.ts";

const [rounds = "100", seed = "1522"] = process.argv.slice(2);
const data = mkdtempSync(path.join(tmpdir(), "vedetta-killed-"));
try {
  const report = await killServerRounds({
    owner: thisProcess,
    data,
    rounds: Number(rounds),
    random: seededRandom(Number(seed)),
  });
  const what = `the whole program, ${report.rounds} × kill -9 during ingest, ${report.sent} events`;
  const print = (row: string, measured: number): void =>
    console.log(
      JSON.stringify({ row: `${what}: ${row}`, target: "0", measured, unit: "", reached: measured === 0 }),
    );
  print("acknowledged events lost", report.lost);
  print("boards whose figures differ from a count by hand", report.wrongFigures);
  print("boards that differ from a fold of what was sent", report.wrongBoards);
} finally {
  rmSync(data, { recursive: true, force: true });
}
