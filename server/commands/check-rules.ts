/** `npm run check-rules -- FILE ...`: plays rehearsals of the alert rules, and tells where another alert came than was expected. */
import { styleText } from "node:util";

import { ConfigError, EXIT_CONFIG, faultLine } from "#config/fault.ts";
import { loadRuleTests } from "#config/load-rule-tests.ts";

import { EXIT_USAGE } from "./exit-codes.ts";
import { type Mismatch, rehearse } from "./rehearse-rules.ts";

const FAULT = styleText("red", "✖", { stream: process.stderr });

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write("Name the files to check: npm run check-rules -- config/rule-tests/staff.yaml\n");
  process.exitCode = EXIT_USAGE;
}
for (const file of files) checkFile(file);

function checkFile(file: string): void {
  try {
    const tests = loadRuleTests(file);
    process.stdout.write(`\n${styleText("bold", file)}\n`);
    for (const rehearsal of tests.tests) tell(rehearsal.name, rehearse(rehearsal, tests));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.faults.map((fault) => `  ${FAULT} ${faultLine(fault)}\n`);
    process.stderr.write(`\n${styleText("bold", file, { stream: process.stderr })}\n${lines.join("")}`);
    process.exitCode = EXIT_CONFIG;
  }
}

function tell(name: string, mismatches: readonly Mismatch[]): void {
  const isGood = mismatches.length === 0;
  process.stdout.write(`  ${isGood ? styleText("green", "✔") : styleText("red", "✖")} ${name}\n`);
  if (!isGood) process.exitCode ??= 1;
  for (const { atMinute, missing, unexpected } of mismatches) {
    process.stdout.write(`    ${atMinute === null ? "told" : `at minute ${atMinute}`}\n`);
    for (const one of missing)
      process.stdout.write(`      ${styleText("red", `- ${one}`)}  expected, did not come\n`);
    for (const one of unexpected)
      process.stdout.write(`      ${styleText("yellow", `+ ${one}`)}  came, was not expected\n`);
  }
}
