/** A wall in a real Chromium takes 12,000 boards, as many as come in 50 minutes: its memory stays what it was. */
import { setTimeout as sleep } from "node:timers/promises";

import { openLivingWall } from "../bench/paint/living-wall.ts";

const FRAMES = Number(process.argv[2] ?? 12_000);
const PARTS = 6;
const HZ = 40;
/** Nothing may grow with the boards. What code compiled meanwhile and caches of the style engine take is still in this. */
const LIMIT_KB = 100;

interface Use {
  readonly heapKb: number;
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

console.log(`heap after each ${FRAMES / PARTS} boards: ${uses.map((use) => use.heapKb).join(", ")} kB`);
// In the first part the browser compiles the page's code, in the second it optimises it.
tell("heap", "kB", LIMIT_KB, (use) => use.heapKb);
tell("nodes in the page", "", 0, (use) => use.nodes);
tell("listeners in the page", "", 0, (use) => use.listeners);

async function send(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    wall.next();
    await sleep(1_000 / HZ);
  }
  await sleep(1_000);
}

/** After everything that nobody needs was let go of. */
async function inUse(): Promise<Use> {
  for (let round = 0; round < 3; round += 1) {
    await devtools.send("HeapProfiler.collectGarbage");
    await sleep(200);
  }
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return { heapKb: Math.round(usedSize / 1_000), nodes, listeners: jsEventListeners };
}

/** How much more there is at the end than after the second part. */
function tell(what: string, unit: string, limit: number, of: (use: Use) => number): void {
  const [, settled, ...later] = uses.map((use) => of(use));
  const measured = (later.at(-1) ?? Number.NaN) - (settled ?? Number.NaN);
  const row = `a wall from board ${(FRAMES / PARTS) * 2} to board ${FRAMES}: growth of the ${what}`;
  console.log(JSON.stringify({ row, target: `<= ${limit}`, measured, unit, reached: measured <= limit }));
}
