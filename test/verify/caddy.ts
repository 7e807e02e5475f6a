/**
 * A real Caddy with the shipped `docker/nodes/Caddyfile` in front of two real nodes, on this machine alone: HTTP/2, streams
 * that are not held back, and where browsers go when their node is killed. `node test/verify/caddy.ts`; without a
 * Caddy (Debian: `apt-get install caddy`) it measures nothing and says so.
 */
import { setTimeout as sleep } from "node:timers/promises";

import { type BrowserOfCaddy, findCaddy, startCaddyHouse } from "../support/caddy-house.ts";

const BROWSERS = 20;
const EVENTS = 20;
const MOVED_WITHIN_S = 5;
const SHOWN_WITHIN_S = 0.5;
/** Longer than the 10 s for which a stream may be quiet. */
const QUIET_MS = 15_000;

const print = (
  row: string,
  target: string,
  measured: number | string,
  unit: string,
  reached: boolean,
): void =>
  console.log(JSON.stringify({ row: `Caddy before two nodes: ${row}`, target, measured, unit, reached }));

const caddy = findCaddy();
if (caddy !== null) await verify(caddy);
else print("everything", "a Caddy", "there is no caddy on this machine: apt-get install caddy", "", false);
process.exit();

async function verify(program: string): Promise<void> {
  const tasks: (() => unknown)[] = [];
  try {
    const house = await startCaddyHouse({ after: (task) => tasks.push(task) }, program);
    const browsers: BrowserOfCaddy[] = [];
    for (let count = 0; count < BROWSERS; count += 1) browsers.push(await house.browser());
    const protocols = [...new Set(browsers.map(({ protocol }) => protocol))].join();
    print("protocol", "h2", protocols, "", protocols === "h2");

    let slowest = 0;
    for (let number = 1; number <= EVENTS; number += 1) {
      await sleep(400);
      const began = performance.now();
      await house.arrive();
      await Promise.all(browsers.map((browser) => browser.shows(number)));
      slowest = Math.max(slowest, (performance.now() - began) / 1_000);
    }
    const shown = `an event that one node took in is on the streams of ${BROWSERS} browsers, the slowest of ${EVENTS}`;
    print(shown, `<= ${SHOWN_WITHIN_S} s`, slowest, "s", slowest <= SHOWN_WITHIN_S);

    await sleep(QUIET_MS);
    const cut = browsers.filter(({ breaks }) => breaks > 0).length;
    print("streams cut in a quarter of a minute without news", "0", cut, "", cut === 0);
    const complaints = house.complaints();
    print("health checks that failed while both nodes lived", "0", complaints, "", complaints === 0);

    const began = performance.now();
    await house.nodes.left.end("SIGKILL");
    await house.arrive();
    await Promise.all(browsers.map((browser) => browser.shows(EVENTS + 1)));
    const moved = (performance.now() - began) / 1_000;
    const hit = browsers.filter(({ breaks }) => breaks > 0).length;
    const some = hit > 0 && hit < BROWSERS;
    print("browsers whose node was killed", `some of ${BROWSERS}`, hit, "", some);
    print(
      "until they showed news by the other one",
      `<= ${MOVED_WITHIN_S} s`,
      moved,
      "s",
      moved <= MOVED_WITHIN_S,
    );
  } finally {
    for (const task of tasks.toReversed()) await task();
  }
}
