import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

/** Debian's Chromium, or the one named; else the one Playwright brings. */
const found = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium"].find((path) => path && existsSync(path));
/** Tests with limits in milliseconds. */
const TIMED = "**/real-latency.spec.ts";

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  // Much of a browser test is waiting: three keep two cores busy.
  workers: 3,
  // Ends what hangs, not what is slow.
  timeout: 120_000,
  expect: { timeout: 8_000 },
  forbidOnly: true,
  reporter: [["list"]],
  projects: [
    { name: "wall", testIgnore: TIMED },
    // Alone, when everything else is done: it measures the wall, not how tests share the machine.
    { name: "timed", testMatch: TIMED, dependencies: ["wall"], workers: 1 },
  ],
  use: {
    viewport: { width: 1920, height: 1080 },
    timezoneId: "Pacific/Auckland",
    locale: "en-NZ",
    launchOptions: {
      ...(found ? { executablePath: found } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
