/** `npm run check-rules -- FILE ...`: plays rehearsals of the alert rules, and tells where another alert came than was expected. */
import { styleText } from "node:util";

import { ConfigError, EXIT_CONFIG, faultLine } from "#config/fault.ts";
import { loadRuleTests } from "#config/load-rule-tests.ts";

import { EXIT_WRONG } from "./exit-codes.ts";
import { type Mismatch, rehearse } from "./rehearse-rules.ts";
import { filesOf, runCommand } from "./run-command.ts";

const FAULT = styleText("red", "✖", { stream: process.stderr });

const USAGE = `
Usage: npm run check-rules -- FILE [FILE...]   such as config/rule-tests/staff.yaml; ends with 1 when another alert came than was expected
`;

function requestOf(words: readonly string[]): { readonly files: readonly string[] } | string {
  const request = filesOf(words);
  if (typeof request === "string" || request.files.length > 0) return request;
  return "name the files to check: a FILE is missing";
}

function checkFile(file: string): number {
  try {
    const tests = loadRuleTests(file);
    process.stdout.write(`\n${styleText("bold", file)}\n`);
    const codes = tests.tests.map((rehearsal) => tell(rehearsal.name, rehearse(rehearsal, tests)));
    return Math.max(0, ...codes);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.faults.map((fault) => `  ${FAULT} ${faultLine(fault)}\n`);
    process.stderr.write(`\n${styleText("bold", file, { stream: process.stderr })}\n${lines.join("")}`);
    return EXIT_CONFIG;
  }
}

function tell(name: string, mismatches: readonly Mismatch[]): number {
  const isGood = mismatches.length === 0;
  process.stdout.write(`  ${isGood ? styleText("green", "✔") : styleText("red", "✖")} ${name}\n`);
  for (const { atMinute, missing, unexpected } of mismatches) {
    process.stdout.write(`    ${atMinute === null ? "told" : `at minute ${atMinute}`}\n`);
    for (const one of missing)
      process.stdout.write(`      ${styleText("red", `- ${one}`)}  expected, did not come\n`);
    for (const one of unexpected)
      process.stdout.write(`      ${styleText("yellow", `+ ${one}`)}  came, was not expected\n`);
  }
  return isGood ? 0 : EXIT_WRONG;
}

await runCommand(requestOf(process.argv.slice(2)), USAGE, ({ files }) =>
  Math.max(...files.map((file) => checkFile(file))),
);
