/** A wall in a real Chromium, and a server that sends it boards as a helpline lives through them. */
import { chromium, type Page } from "@playwright/test";

import playwright from "../../../playwright.config.ts";
import { heartbeat } from "../../support/board-frames.ts";
import { trendOf } from "../../support/board-trend.ts";
import { usual } from "../../support/boards.ts";
import { startFakeBoardServer } from "../../support/fake-board-server.ts";
import { house1522 } from "../../support/houses.ts";

/** A snapshot stands for so much of the day. */
const FRAME_MS = 250;
const STEP_MS = 300_000;
const HEARTBEAT_FRAMES = 20;

export interface LivingWall {
  readonly page: Page;
  /** Sends the next board. */
  next(): void;
  close(): Promise<void>;
}

/** Resolves when the wall is on the glass. `prepare` comes before the page is opened. */
export async function openLivingWall(prepare: (page: Page) => Promise<void>): Promise<LivingWall> {
  const server = await startFakeBoardServer({
    house: house1522,
    trend: trendOf(usual),
    snapshot: usual,
    heartbeat: heartbeat(house1522, usual.asOfMs),
  });
  const browser = await chromium.launch(playwright.use?.launchOptions);
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await prepare(page);
  await page.goto(`${server.url}/wall`);
  await page.locator("ve-trend canvas").first().waitFor();
  let frame = 0;
  return {
    page,
    next() {
      frame += 1;
      const asOfMs = usual.asOfMs + frame * FRAME_MS;
      const steps = Math.floor((asOfMs - usual.dayStartMs) / STEP_MS);
      const channels = usual.channels.map((one) => ({
        ...one,
        now: { ...one.now, waiting: frame % 7, inConversation: 3 + (frame % 5) },
        trend: { ...one.trend, index: steps, cumulative: one.trend.cumulative + Math.floor(frame / 40) },
      }));
      server.send({ ...usual, revision: usual.revision + frame, asOfMs, channels });
      if (frame % HEARTBEAT_FRAMES === 0) server.beat(heartbeat(house1522, asOfMs));
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
