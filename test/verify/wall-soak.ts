/** A wall in a real Chromium takes 12,000 boards, as many as come in 50 minutes, played fast: what it holds stays what it was. */
import { setTimeout as sleep } from "node:timers/promises";

import { openLivingWall } from "../bench/paint/living-wall.ts";
import { pageHeapOf } from "./wall-soak/page-heap.ts";

const FRAMES = Number(process.argv[2] ?? 12_000);
const PARTS = 6;
const HZ = 80;
/** Nothing may grow with the boards. The line of the day does, by a point every five minutes of it: ten points here. */
const LIMIT_KB = 8;

interface Use {
  readonly heldKb: number;
  readonly codeKb: number;
  readonly nodes: number;
  readonly listeners: number;
}

const wall = await openLivingWall(async () => {});
const devtools = await wall.page.context().newCDPSession(wall.page);
const uses: Use[] = [];
for (let part = 0; part < PARTS; part += 1) {
  await send(FRAMES / PARTS);
  uses.push(await inUse());
}
await wall.close();

const each = (of: (use: Use) => number): string => uses.map((use) => Math.round(of(use))).join(", ");
console.log(`after each ${FRAMES / PARTS} boards the page holds ${each((use) => use.heldKb)} kB,`);
console.log(`and the browser ${each((use) => use.codeKb)} kB of compiled code`);
// In the first part caches fill and the first heartbeats come.
tell("what the page holds", "kB", `<= ${LIMIT_KB}`, (use) => use.heldKb, LIMIT_KB);
tell("nodes in the page", "", "<= 0", (use) => use.nodes, 0);
tell("listeners in the page", "", "<= 0", (use) => use.listeners, 0);
tell("compiled code, which the browser bounds", "kB", "none", (use) => use.codeKb, Infinity);

async function send(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    wall.next();
    await sleep(1_000 / HZ);
  }
  await sleep(1_000);
}

async function inUse(): Promise<Use> {
  for (let round = 0; round < 3; round += 1) {
    await devtools.send("HeapProfiler.collectGarbage");
    await sleep(200);
  }
  const { held, code } = await pageHeapOf(devtools);
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return { heldKb: held / 1_000, codeKb: code / 1_000, nodes, listeners: jsEventListeners };
}

/** How much more there is at the end than after the first part. */
function tell(what: string, unit: string, target: string, of: (use: Use) => number, limit: number): void {
  const [settled = Number.NaN, ...later] = uses.map(of);
  const measured = Math.round(((later.at(-1) ?? Number.NaN) - settled) * 10) / 10;
  const row = `a wall from board ${FRAMES / PARTS} to board ${FRAMES}: growth of the ${what}`.replace(
    "the what",
    "what",
  );
  console.log(JSON.stringify({ row, target, measured, unit, reached: measured <= limit }));
}
