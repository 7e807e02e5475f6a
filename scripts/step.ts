/** One named step of a longer command: a script of package.json, run and timed. */
import { styleText } from "node:util";

import { startGroup } from "./process-group.ts";

export interface Step {
  /** The script in package.json. */
  readonly script: string;
  /** Shows the output as it comes. Other steps show theirs only when they fail. */
  readonly loud?: boolean;
  /** Steps that must have passed, or this one is left out. */
  readonly after?: readonly string[];
  /** A step that takes longer hangs, and is ended. */
  readonly limitMinutes: number;
}

export interface Finished {
  readonly name: string;
  readonly result: "passed" | "failed" | "left out";
  readonly milliseconds: number;
  /** What the summary says beside the time. */
  readonly note?: string;
}

/** Never rejects: a step that cannot start has failed. */
export async function runStep(step: Step, environment: Readonly<Record<string, string>>): Promise<Finished> {
  const started = performance.now();
  process.stdout.write(styleText("bold", `\n── ${step.script} ──\n`));
  const output = step.loud ? "inherit" : "pipe";
  const group = startGroup(process.execPath, ["--run", step.script], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", output, output],
  });
  const chunks: Buffer[] = [];
  group.child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  group.child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  let tooLong = false;
  const limit = setTimeout(() => {
    tooLong = true;
    group.kill("SIGKILL");
  }, step.limitMinutes * 60_000);
  const { code } = await group.ended;
  clearTimeout(limit);
  if (code !== 0) process.stdout.write(Buffer.concat(chunks));
  const finished: Finished = {
    name: step.script,
    result: code === 0 ? "passed" : "failed",
    milliseconds: performance.now() - started,
    ...(tooLong ? { note: `ended after ${step.limitMinutes} minutes` } : {}),
  };
  process.stdout.write(`${lineOf(finished)}\n`);
  return finished;
}

/** A mark, the name and the time, in columns. */
export function lineOf({ name, result, milliseconds, note }: Finished): string {
  const mark = { passed: styleText("green", "✔"), failed: styleText("red", "✖"), "left out": "–" }[result];
  const time = result === "left out" ? "left out" : duration(milliseconds);
  return `${mark} ${name.padEnd(14)}${time.padStart(11)}${note ? `   ${note}` : ""}`;
}

export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
