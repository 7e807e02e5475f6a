/** `npm test`: everything that says whether this tree is good, one step after the other, and one answer at the end. */
import path from "node:path";

import { provision } from "./provision/provision.ts";
import { duration, type Finished, lineOf, runStep, type Step } from "./step.ts";

/** The limits are many times what a step takes on two idle cores: they end what hangs, not what is slow. */
const STEPS: readonly Step[] = [
  { script: "types", limitMinutes: 5 },
  { script: "lint", limitMinutes: 5 },
  { script: "format:check", limitMinutes: 5 },
  { script: "unused", limitMinutes: 5 },
  { script: "unit", limitMinutes: 20, loud: true },
  { script: "build", limitMinutes: 5 },
  { script: "e2e", limitMinutes: 20, loud: true, after: ["build"] },
];

/** Hundreds of processes read the same modules: what Node makes of one is kept for the next. */
const COMPILE_CACHE = path.join(import.meta.dirname, "../node_modules/.cache/compile");

const started = performance.now();
process.stdout.write("Vedetta: looking for the programs the tests start; apt installs them where it may.\n");
const programs = provision();
const finished: Finished[] = [
  {
    name: "provision",
    result: programs.ok ? "passed" : "failed",
    milliseconds: performance.now() - started,
    note: programs.ok ? programs.found : programs.reason,
  },
];

for (const step of STEPS) {
  const missing = step.after?.some((name) => !hasPassed(name)) ?? false;
  if (!programs.ok || missing) finished.push({ name: step.script, result: "left out", milliseconds: 0 });
  else finished.push(await runStep(step, { ...programs.environment, NODE_COMPILE_CACHE: COMPILE_CACHE }));
}

const good = finished.every(({ result }) => result === "passed");
const total = duration(performance.now() - started);
process.stdout.write(`\n${finished.map(lineOf).join("\n")}\n\n`);
process.stdout.write(
  good
    ? `Vedetta: all ${finished.length} steps passed in ${total}.\n`
    : `Vedetta: ${failures()} after ${total}.\n`,
);
process.exitCode = good ? 0 : 1;

function hasPassed(name: string): boolean {
  return finished.some((step) => step.name === name && step.result === "passed");
}

function failures(): string {
  const failed = finished.filter(({ result }) => result === "failed").map(({ name }) => name);
  return `${failed.join(", ")} failed`;
}
