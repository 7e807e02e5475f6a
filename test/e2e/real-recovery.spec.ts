import type { Page } from "@playwright/test";

import { PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { startTcpProxy } from "../support/tcp-proxy.ts";
import { call, startProducer } from "./real/producer.ts";
import { expect, type Program, test } from "./real/program.ts";
import { CALM, figure, sentence } from "./support/wall.ts";

/** The promise is 15 s of silence; the rest is for the browser and for this test to see it. */
const STALE_WITHIN_MS = 15_000 + 500;
/** The watchdog tries again every 15 s, back-off waits less as long as few attempts have failed. */
const BACK_WITHIN_MS = 20_000;
/** Who is back within this time has not been silent long enough to be stale. */
const NOT_STALE_YET_MS = 14_000;
const LOST = /^Collegamento al server perso: cifre ferme dalle \d\d:\d\d:\d\d\.$/;

test.use({ mayLoseServer: true });

test("a connection that is open and dead: stale within 15 s, and back on a new one", async ({
  page,
  run,
}) => {
  const program = await run({ config: PRODUCERS_CONFIG });
  const proxy = await startTcpProxy(program.url);
  await using producer = await startProducer(program.url);
  const wall = await openWall(page, proxy.url);
  await producer.deliver(call.waits(1));
  await wall.showsCalls(1);
  // A wall that has hung for a while: the connections that fetched the page have been let go.
  await expect.poll(() => proxy.open, { timeout: 15_000 }).toBe(1);

  await proxy.behave("black-hole");
  await producer.deliver(call.waits(2));
  await wall.turnsStale();
  await expect(page.locator("ve-channel[freshness=late]")).toHaveCount(2);
  await wall.showsCalls(1);

  await proxy.behave("passing");
  await wall.showsCalls(2);
  await wall.isLive();
  await proxy.close();
});

test("a killed server: stale within 15 s, and back when it is started again", async ({ page, run }) => {
  const program = await run({ config: PRODUCERS_CONFIG });
  await using producer = await startProducer(program.url);
  const wall = await openWall(page, program.url);
  await producer.deliver(call.waits(1));
  await wall.showsCalls(1);

  await program.end("SIGKILL");
  await wall.turnsStale();
  await wall.showsCalls(1);

  await program.start();
  await producer.deliver(call.waits(2));
  await wall.showsCalls(2);
  await wall.isLive();
});

test("a proxy that answers 503 while its server restarts: back when the server is", async ({ page, run }) => {
  const program = await run({ config: PRODUCERS_CONFIG });
  const proxy = await startTcpProxy(program.url);
  await using producer = await startProducer(program.url);
  const wall = await openWall(page, proxy.url);
  await producer.deliver(call.waits(1));
  await wall.showsCalls(1);

  await proxy.behave("unavailable");
  await restart(program);
  await expect.poll(() => proxy.refused, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
  await proxy.behave("passing");
  await producer.deliver(call.waits(2));
  await wall.showsCalls(2);
  await wall.isLive();
  await proxy.close();
});

test("a server that restarts in order: back before anybody could see it", async ({ page, run }) => {
  const program = await run({ config: PRODUCERS_CONFIG });
  await using producer = await startProducer(program.url);
  const wall = await openWall(page, program.url);
  await producer.deliver(call.waits(1));
  await wall.showsCalls(1);

  await restart(program);
  await producer.deliver(call.waits(2));
  await wall.showsCalls(2, NOT_STALE_YET_MS);
  await wall.isLive();
});

test("a proxy that is away for a moment: back without having been stale", async ({ page, run }) => {
  const program = await run({ config: PRODUCERS_CONFIG });
  const proxy = await startTcpProxy(program.url);
  await using producer = await startProducer(program.url);
  const wall = await openWall(page, proxy.url);
  await producer.deliver(call.waits(1));
  await wall.showsCalls(1);

  await proxy.behave("refusing");
  await producer.deliver(call.waits(2));
  await page.waitForRequest(/\/api\/v1\/stream$/);
  await proxy.behave("passing");
  await wall.showsCalls(2, NOT_STALE_YET_MS);
  await wall.isLive();
  await proxy.close();
});

async function restart(program: Program): Promise<void> {
  await program.end("SIGTERM");
  await program.start();
}

/** A live wall. */
async function openWall(page: Page, url: string) {
  await page.goto(`${url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  return {
    showsCalls: async (waiting: number, timeout = BACK_WITHIN_MS): Promise<void> => {
      const text = new RegExp(`^\\s*${waiting}\\s*in attesa`);
      await expect(figure(page, "Telefono", "in attesa")).toHaveText(text, { timeout });
    },
    /** To be called when the silence begins. */
    turnsStale: (): Promise<void> =>
      sentence(page).filter({ hasText: LOST }).waitFor({ timeout: STALE_WITHIN_MS }),
    /** And it is the same page still: recovery is not a reload. */
    isLive: async (): Promise<void> => {
      await expect(sentence(page)).toHaveText(CALM);
      expect(loads, "the page was not loaded anew").toEqual([]);
    },
  };
}
