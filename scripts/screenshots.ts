/**
 * `npm run screenshots`: pictures of the running product for the documents. Builds the page, starts the real
 * server on a simulated morning, and lets Chromium look at it.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

import { chromium } from "@playwright/test";
import { parse, stringify } from "yaml";

import { startGroup } from "./process-group.ts";
import { CHROMIUM, findProgram } from "./provision/find.ts";

/** 25 November, the day of the year on which most people call. */
const MORNING = "2025-11-25T10:42";
const FOLDER = "docs/images";
const START_LIMIT_MS = 60_000;
/** Long enough for the heartbeat and some calls of the simulated house. */
const LOOK_AFTER_MS = 12_000;

const executablePath = findProgram(CHROMIUM);
if (executablePath === null) throw new Error("there is no Chromium here: `npm test` says how to get one");

const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) throw new Error(`the page could not be built:\n${build.stdout}${build.stderr}`);

const temporary = mkdtempSync(path.join(os.tmpdir(), "vedetta-screenshots-"));
const port = await freePort();
const server = startGroup(process.execPath, ["server/main.ts"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    VEDETTA_CONFIG: configAt(MORNING),
    VEDETTA_DATA: path.join(temporary, "data"),
    VEDETTA_PORT: String(port),
  },
});
try {
  await readyWithin(START_LIMIT_MS);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: "reduce" });
  await page.goto(`http://127.0.0.1:${port}/?lang=it`);
  await page.waitForTimeout(LOOK_AFTER_MS);
  await page.evaluate("document.fonts.ready");
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, "wall.png") });
  await browser.close();
  process.stdout.write(`${FOLDER}/wall.png\n`);
} finally {
  server.kill("SIGTERM");
  await server.ended;
  rmSync(temporary, { recursive: true, force: true });
}

/** The shipped example with its simulated house standing at `from`. */
function configAt(from: string): string {
  const config: Record<string, unknown> = parse(readFileSync("config/vedetta.example.yaml", "utf8"));
  const label = { it: "simulazione", en: "simulation" };
  const file = path.join(temporary, "vedetta.yaml");
  writeFileSync(
    file,
    stringify({ ...config, sources: [{ id: "simulation", kind: "simulation", label, from }] }),
  );
  return file;
}

async function readyWithin(limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server was not ready in time");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
