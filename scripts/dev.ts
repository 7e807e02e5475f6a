/**
 * `npm run dev`: the server, started again whenever its files change, and Vite in front of it, which
 * exchanges changed parts of the page. Both end together.
 */
import type { SpawnOptions } from "node:child_process";

import { startGroup } from "./process-group.ts";

const inTerminal: SpawnOptions = { stdio: ["ignore", "inherit", "inherit"] };
const groups = [
  startGroup(process.execPath, ["--watch", "server/main.ts", ...process.argv.slice(2)], inTerminal),
  startGroup("node_modules/.bin/vite", [], inTerminal),
];
const { code } = await Promise.race(groups.map(async ({ ended }) => ended));
for (const group of groups) group.kill("SIGTERM");
await Promise.all(groups.map(async ({ ended }) => ended));
process.exitCode = code;
