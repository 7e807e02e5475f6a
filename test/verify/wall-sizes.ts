/** The wall at every size from every distance, in a real browser: `test/e2e/sizes.spec.ts` in full. */
import { spawnSync } from "node:child_process";

const run = spawnSync("playwright", ["test", "sizes", "--project=wall", "--reporter=json"], {
  encoding: "utf8",
  env: { ...process.env, VEDETTA_EVERY_SIZE: "1" },
  maxBuffer: 64 * 1024 * 1024,
});
const report: {
  readonly stats?: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
} = JSON.parse(run.stdout);
const { expected = 0, unexpected = 1, flaky = 0 } = report.stats ?? {};
console.log(
  JSON.stringify({
    row: `states and type sizes with a fault in the layout at any size from any distance, of ${expected + unexpected + flaky}`,
    target: "0",
    measured: unexpected + flaky,
    unit: "",
    reached: expected > 0 && unexpected + flaky === 0,
  }),
);
