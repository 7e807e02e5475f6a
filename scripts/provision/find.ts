/** Where the programs lie that the tests start, and whether they run at all. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { chromium } from "@playwright/test";

/** A program the tests need that npm does not bring. */
export interface Program {
  readonly name: string;
  /** Names the file when it lies in no usual place. Wins over everything else. */
  readonly variable: string;
  readonly commands: readonly string[];
  readonly usualPlaces: readonly string[];
  /** Its package on Debian and Ubuntu. */
  readonly aptPackage: string;
  /** What brings it elsewhere. */
  readonly otherwise: string;
}

export const CHROMIUM: Program = {
  name: "Chromium",
  variable: "CHROMIUM_PATH",
  commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  usualPlaces: [
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    chromium.executablePath(),
  ],
  aptPackage: "chromium",
  otherwise: "`npx playwright install chromium`",
};

export const REDIS_SERVER: Program = {
  name: "redis-server",
  variable: "REDIS_SERVER_PATH",
  commands: ["redis-server", "valkey-server"],
  usualPlaces: [
    "/usr/local/bin/redis-server",
    "/opt/homebrew/bin/redis-server",
    "/opt/homebrew/bin/valkey-server",
  ],
  aptPackage: "redis-server",
  otherwise: "your system's package of Redis or Valkey",
};

/** The first file that starts and tells its version, or `null`. A file that exists and does not run is passed over. */
export function findProgram(program: Program, env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env[program.variable];
  if (named !== undefined && named !== "") return runs(named) ? named : null;
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = program.commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  return [...onPath, ...program.usualPlaces].find((file) => existsSync(file) && runs(file)) ?? null;
}

function runs(file: string): boolean {
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}
