/**
 * What is too long for `test/scenarios/kill.test.ts`: `node test/verify/kill-loop.ts [KILLS] [TARGET] [SEED]`.
 * TARGET is a module like `test/support/kill/journal-target.ts`, which is used when none is named.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { killLoop } from "../support/kill/kill-loop.ts";
import { type Damage, makeLog, openTorn } from "../support/kill/torn-log.ts";
import { seededRandom } from "../support/seeded-random.ts";

const PLACES = 1_000;

const [killsText = "100", module = "test/support/kill/journal-target.ts", seedText = "1522"] =
  process.argv.slice(2);

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-kill-"));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const print = (row: string, target: string, measured: number, unit: string, reached: boolean): void =>
  console.log(JSON.stringify({ row, target, measured, unit, reached }));

const report = await inDirectory((directory) =>
  killLoop({
    target: pathToFileURL(module),
    directory,
    kills: Number(killsText),
    random: seededRandom(Number(seedText)),
  }),
);
const what = `${path.basename(module, ".ts")}, ${report.kills} × kill -9, ${report.acknowledged} events acknowledged`;
print(`${what}: lost`, "0", report.lost, "", report.lost === 0);
print(`${what}: stored twice`, "0", report.repeated, "", report.repeated === 0);
print(`${what}: databases damaged`, "0", report.damaged, "", report.damaged === 0);
print(
  `${what}: slowest to be ready again`,
  "<= 3000",
  report.slowestReadyMs,
  "ms",
  report.slowestReadyMs <= 3_000,
);

for (const damage of ["cut", "flip"] satisfies Damage[]) {
  const commits: number[] = [];
  await inDirectory((from) =>
    inDirectory(async (scratch) => {
      await makeLog(from);
      openTorn({ from, scratch, places: PLACES, damage, onResult: (count) => commits.push(count) });
    }),
  );
  const wrong = commits.filter((count) => count === -1).length;
  const name = damage === "cut" ? "cut off" : "with a wrong byte";
  print(`log ${name} at ${PLACES} places: not the first whole commits`, "0", wrong, "", wrong === 0);
}
