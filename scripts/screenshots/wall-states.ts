/** The wall in every state, on every screen and in every language, for a person to look at. */
import type { Browser, CDPSession, Page } from "@playwright/test";

import { startFakeBoardServer } from "../../test/support/fake-board-server.ts";
import { usual } from "../../test/support/boards.ts";
import { heartbeat } from "../../test/support/board-frames.ts";
import { trendOf } from "../../test/support/board-trend.ts";
import { house1522 } from "../../test/support/houses.ts";
import { scriptState, WALL_STATES, type WallState } from "../../test/support/wall-states.ts";
import { picture } from "./picture.ts";

const SCREENS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1366, height: 768 },
  { width: 1280, height: 1024 },
  { width: 1080, height: 1920 },
] as const;
/** What the address says besides, and on which screens that is looked at. */
const LOOKS = [
  { look: "", query: "lang=it", screens: SCREENS },
  { look: "-en", query: "lang=en", screens: SCREENS },
  { look: "-4m", query: "lang=it&distance=4&diagonal=55", screens: [SCREENS[0], SCREENS[3], SCREENS[4]] },
  { look: "-6m", query: "lang=it&distance=6&diagonal=55", screens: [SCREENS[0], SCREENS[4]] },
] as const;
/** How those see who do not see every colour. */
const EYES = ["achromatopsia", "deuteranopia"] as const;

/** Resolves with the files. */
export async function takeWallPictures(browser: Browser): Promise<readonly string[]> {
  const files: string[] = [];
  await using server = await closing();
  const page = await browser.newPage({ reducedMotion: "reduce" });
  await page.clock.install();
  const devtools = await page.context().newCDPSession(page);
  for (const state of WALL_STATES)
    for (const { look, query, screens } of LOOKS) {
      await page.setViewportSize(screens[0]);
      scriptState(server.fake, state);
      await page.goto(`${server.fake.url}/wall?${query}&${state.query ?? ""}`);
      await reach(page, state, look === "-en" ? /./ : state.says, server.fake);
      for (const screen of screens)
        files.push(await picture(page, `${state.name}/${screen.width}x${screen.height}${look}`, screen));
      if (look === "") files.push(...(await seenByOthers(page, devtools, state)));
    }
  await page.close();
  return files;
}

async function reach(
  page: Page,
  { silentMs = 0, charts = 2 }: WallState,
  says: RegExp,
  server: { behaviour: string },
): Promise<void> {
  if (silentMs > 0) {
    await page.locator("ve-channel").first().waitFor();
    server.behaviour = "hanging";
    await page.clock.runFor(silentMs);
  }
  await page.locator("ve-wall-header [part=sentence] > span").filter({ hasText: says }).waitFor();
  if (charts > 0) await page.locator("ve-channel[freshness]").first().waitFor();
}

async function seenByOthers(page: Page, devtools: CDPSession, { name }: WallState): Promise<string[]> {
  const files: string[] = [];
  for (const type of EYES) {
    await devtools.send("Emulation.setEmulatedVisionDeficiency", { type });
    files.push(await picture(page, `${name}/1920x1080-${type}`, SCREENS[0]));
  }
  await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
  return files;
}

async function closing() {
  const fake = await startFakeBoardServer({
    house: house1522,
    trend: trendOf(usual),
    snapshot: usual,
    heartbeat: heartbeat(house1522, usual.asOfMs),
  });
  return { fake, [Symbol.asyncDispose]: () => fake.stop() };
}
