/** The long version of `test/scenarios/bus-nodes.test.ts`: `node test/verify/bus-nodes.ts [ROUNDS] [SEED]`. */
import { EQUAL_WITHIN_MS, tellTwoPrograms, type TwoProgramsReport } from "../support/two-programs.ts";

const [rounds = "10", firstSeed = "1522"] = process.argv.slice(2);
const reports: TwoProgramsReport[] = [];
let failed = 0;

for (let round = 0; round < Number(rounds); round += 1) {
  const seed = Number(firstSeed) + round;
  const tasks: (() => unknown)[] = [];
  try {
    reports.push(await tellTwoPrograms({ after: (task) => tasks.push(task) }, seed));
  } catch (error) {
    failed += 1;
    console.error(`seed ${seed}`, error);
  } finally {
    for (const task of tasks.toReversed()) await task();
  }
}

const what = `two programs, ${rounds} rounds of 10,000 events`;
console.log(
  JSON.stringify({
    row: `${what}: rounds in which they did not come to the same and to a count by hand`,
    target: "0",
    measured: failed,
    unit: "",
    reached: failed === 0,
  }),
);
const longest = (name: string, of: (report: TwoProgramsReport) => number): void => {
  const measured = Math.max(...reports.map(of)) / 1_000;
  const limit = EQUAL_WITHIN_MS / 1_000;
  const reached = reports.length > 0 && measured <= limit;
  console.log(
    JSON.stringify({ row: `${what}: equal ${name}`, target: `<= ${limit} s`, measured, unit: "s", reached }),
  );
};
longest("after the last event, both alive", ({ equalAfter }) => Math.max(equalAfter.both, equalAfter.end));
longest("after one that was killed is live again", ({ equalAfter }) => equalAfter.restarted);
longest("after an empty one in its place is live", ({ equalAfter }) => equalAfter.replaced);
process.exit();
