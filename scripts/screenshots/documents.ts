/** Pictures of the running product for the documents: the real server on a simulated morning. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import type { Browser } from "@playwright/test";

import { type ProcessGroup, startGroup } from "../process-group.ts";

/** 25 November, the day of the year on which most people call. */
const MORNING = "2025-11-25T10:42";
const FOLDER = "docs/images";
/** Two months that are over for good: nothing in them is open any more. */
const REPORT = "/report?from=2025-09-01&to=2025-10-31&lang=en";
/** Places of the desk, as a supervisor sees them. */
const DESK = [
  { name: "desk-now", path: "/desk?lang=it", height: 800 },
  { name: "desk-today", path: "/desk/oggi?lang=it", height: 1000 },
] as const;
/** Charts are drawn some frames after what they show has come. */
const CHARTS_AFTER_MS = 3_000;
/** Long enough for the first heartbeats and some calls of the simulated house. */
const LOOK_AFTER_MS = 12_000;

/** Resolves with the files. */
export async function takeDocumentPictures(browser: Browser): Promise<readonly string[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), "vedetta-screenshots-"));
  const server = startGroup(process.execPath, ["server/main.ts", "--from", MORNING], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, VEDETTA_CONFIG: "", VEDETTA_DATA: data, VEDETTA_PORT: "0" },
  });
  const files: string[] = [];
  const take = async (name: string): Promise<void> => {
    const file = path.join(FOLDER, `${name}.png`);
    await page.screenshot({ path: file });
    files.push(file);
  };
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: "reduce" });
  try {
    const wall = await addressOf(server);
    await page.goto(`${wall}?lang=it`);
    await page.waitForTimeout(LOOK_AFTER_MS);
    mkdirSync(FOLDER, { recursive: true });
    await take("wall");
    for (const { name, path: place, height } of DESK) {
      await page.setViewportSize({ width: 1280, height });
      await page.goto(new URL(place, wall).href);
      await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
      await page.waitForTimeout(CHARTS_AFTER_MS);
      await take(name);
    }
    await page.setViewportSize({ width: 1280, height: 1400 });
    await page.goto(new URL(REPORT, wall).href);
    await page.getByRole("table").first().waitFor();
    await take("report");
  } finally {
    await page.close();
    server.kill("SIGTERM");
    await server.ended;
    rmSync(data, { recursive: true });
  }
  return files;
}

/** The address of the wall, which the server tells as soon as it is ready. */
async function addressOf({ child, ended }: ProcessGroup): Promise<string> {
  const told = new Promise<string>((resolve) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const address = /http:\/\/\S+\/wall/.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  const address = await Promise.race([told, ended.then(() => null)]);
  if (address === null) throw new Error("the server ended before it was ready");
  return address;
}
