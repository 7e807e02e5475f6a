/** `npm run bench [-- NAME]`: how fast things are on this machine, beside what was promised. */
import { machine } from "./machine.ts";
import { measure } from "./measure.ts";
import { tableOf } from "./measurement.ts";

const { measurements, broken } = await measure("test/bench", process.argv[2]);
process.stdout.write(`\n${machine()}\n\n${tableOf(measurements)}\n`);
for (const program of broken) process.stdout.write(`${program} did not finish or measured nothing.\n`);
process.exitCode = broken.length > 0 || measurements.length === 0 ? 1 : 0;
