/**
 * `npm run verify [-- NAME]`: what takes too long for the quick suite. The whole run writes
 * `docs/verification.md`; a run of some programs only prints.
 */
import { writeFileSync } from "node:fs";

import { machine } from "./machine.ts";
import { measure } from "./measure.ts";
import { tableOf } from "./measurement.ts";

const REPORT = "docs/verification.md";
const only = process.argv[2];
const { measurements, broken } = await measure("test/verify", only);
const table = tableOf(measurements);
process.stdout.write(`\n${table}\n`);
for (const program of broken) process.stdout.write(`${program} did not finish or found nothing to say.\n`);
const good = broken.length === 0 && measurements.length > 0 && measurements.every(({ reached }) => reached);
if (only === undefined && broken.length === 0 && measurements.length > 0) {
  const day = new Date().toISOString().slice(0, 10);
  const head = `# Verification\n\nWritten by \`npm run verify\` on ${day}; ${machine()}.\nThe programs are in \`test/verify/\`.\n`;
  writeFileSync(REPORT, `${head}\n${table}\n`);
  process.stdout.write(`Written to ${REPORT}.\n`);
}
process.exitCode = good ? 0 : 1;
