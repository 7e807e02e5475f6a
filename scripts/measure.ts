/** Runs every program of a folder in a process of its own, one after the other, and collects what they measured. */
import { globSync } from "node:fs";
import path from "node:path";

import { decodeMeasurement, type Measurement } from "./measurement.ts";
import { startGroup } from "./process-group.ts";

const LIMIT_MINUTES = 30;

export interface Measured {
  readonly measurements: readonly Measurement[];
  /** Programs that ended badly or measured nothing. */
  readonly broken: readonly string[];
}

/** `only` picks programs by a part of their name. Their other output goes to standard error as it comes. */
export async function measure(folder: string, only: string | undefined): Promise<Measured> {
  const programs = globSync(`${folder}/*.ts`)
    .filter((file) => !file.endsWith(".test.ts") && path.basename(file).includes(only ?? ""))
    .toSorted();
  if (programs.length === 0) process.stderr.write(`${folder} has no such program.\n`);
  const measurements: Measurement[] = [];
  const broken: string[] = [];
  for (const program of programs) {
    process.stderr.write(`── ${program}\n`);
    const found = await runProgram(program);
    measurements.push(...found.measurements);
    if (found.code !== 0 || found.measurements.length === 0) broken.push(program);
  }
  return { measurements, broken };
}

async function runProgram(program: string): Promise<{ code: number; measurements: Measurement[] }> {
  const group = startGroup(process.execPath, ["--expose-gc", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const limit = setTimeout(() => group.kill("SIGKILL"), LIMIT_MINUTES * 60_000);
  const chunks: Buffer[] = [];
  group.child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const { code } = await group.ended;
  clearTimeout(limit);
  const measurements: Measurement[] = [];
  for (const line of Buffer.concat(chunks).toString("utf8").split("\n")) {
    const measurement = decodeMeasurement(line);
    if (measurement) measurements.push(measurement);
    else if (line !== "") process.stderr.write(`${line}\n`);
  }
  return { code, measurements };
}
