/** The printed report out of many quarters, delivered as on good days and as on the worst: `node test/verify/quarter.ts [SEEDS]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { ReportAnswer } from "#engine/ports.ts";

import { disturbQuarter } from "../support/disturbed-quarter.ts";
import { playQuarter } from "../support/played-quarter.ts";
import { assertPrinted } from "../support/printed-report.ts";
import { readSeedReport } from "../support/seed-report.ts";

const seeds = Array.from({ length: Number(process.argv[2] ?? 20) }, (_, number) => `quarter ${number + 1}`);
const printed = readSeedReport();
let missed = 0;
let missedDisturbed = 0;
let kills = 0;
for (const seed of seeds) {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-quarter-"));
  if (!isPrinted(await playQuarter(seed, path.join(directory, "played")))) missed += 1;
  const disturbed = await disturbQuarter(seed, path.join(directory, "disturbed"));
  if (!isPrinted(disturbed.whileOpen) || !isPrinted(disturbed.closed)) missedDisturbed += 1;
  kills += disturbed.kills;
  rmSync(directory, { recursive: true });
  process.stderr.write(`${seed}: ${missed} + ${missedDisturbed} missed so far\n`);
}
tell(`${seeds.length} quarters through the whole path: reports off the printed one`, missed);
tell(
  `the same, events up to 24 h late, 5 % twice, ${kills} kills: reports off the printed one`,
  missedDisturbed,
);

function isPrinted(answer: ReportAnswer): boolean {
  try {
    assertPrinted(answer, printed);
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : "unknown"}\n`);
    return false;
  }
}

function tell(row: string, measured: number): void {
  process.stdout.write(
    `${JSON.stringify({ row, target: "0", measured, unit: "", reached: measured === 0 })}\n`,
  );
}
