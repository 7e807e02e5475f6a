/** The desk: every place in its states, by day and by night, on a laptop and on a telephone, for a person to look at. */
import type { Browser, Page } from "@playwright/test";

import { busyDesk, quietDesk } from "../../test/support/alert-desk-boards.ts";
import { type FakeBoardServer, startFakeBoardServer } from "../../test/support/fake-board-server.ts";
import { usual } from "../../test/support/boards.ts";
import { heartbeat } from "../../test/support/board-frames.ts";
import { trendOf } from "../../test/support/board-trend.ts";
import { periods1522, report1522 } from "../../test/support/report-1522.ts";
import { house1522 } from "../../test/support/houses.ts";
import { scriptState, WALL_STATES } from "../../test/support/wall-states.ts";
import { picture } from "./picture.ts";

const DESKS = { laptop: { width: 1280, height: 800 }, telephone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;
/** Of each place its address, and the states in which it looks different. */
const LIVE = ["usual", "surge-unexpected", "alarm", "sources-stopped"] as const;
const PLACES = [
  { place: "adesso", path: "/desk", states: WALL_STATES.map(({ name }) => name) },
  { place: "oggi", path: "/desk/oggi", states: LIVE },
  { place: "andamento-24h", path: "/desk/andamento?window=24h", states: ["usual"] },
  { place: "andamento-7d", path: "/desk/andamento?window=7d", states: ["usual"] },
  { place: "andamento-13w", path: "/desk/andamento?window=13w", states: ["usual"] },
  { place: "avvisi", path: "/desk/avvisi", states: ["usual", "alarm"] },
  { place: "relazione", path: "/report?from=2025-09-01&to=2025-11-30", states: ["usual"] },
  { place: "schermi", path: "/desk/schermi", states: ["usual"] },
  { place: "sistema", path: "/desk/sistema", states: ["usual", "sources-stopped"] },
] as const;
/** Of these a picture in English too. */
const IN_ENGLISH = new Set(["usual", "alarm"]);

/** Resolves with the files. */
export async function takeDeskPictures(browser: Browser): Promise<readonly string[]> {
  const files: string[] = [];
  const server = await startFakeBoardServer({
    house: house1522,
    trend: trendOf(usual),
    snapshot: usual,
    heartbeat: heartbeat(house1522, usual.asOfMs),
  });
  server.script.report = { periods: periods1522, answer: () => report1522 };
  const page = await browser.newPage({ reducedMotion: "reduce" });
  try {
    await page.clock.install();
    for (const { place, path, states } of PLACES)
      for (const state of WALL_STATES.filter(({ name }) => states.some((one) => one === name))) {
        scriptState(server, state);
        server.script.alertDesk = state.name === "usual" ? quietDesk() : busyDesk();
        for (const lang of IN_ENGLISH.has(state.name) ? (["it", "en"] as const) : (["it"] as const)) {
          await open(
            page,
            server,
            `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`,
            state.silentMs ?? 0,
          );
          files.push(...(await looksOf(page, `desk/${place}/${state.name}`, lang)));
        }
      }
  } finally {
    await page.close();
    await server.stop();
  }
  return files;
}

async function open(page: Page, server: FakeBoardServer, path: string, silentMs: number): Promise<void> {
  server.behaviour = "serving";
  await page.goto(server.url + path);
  await page.getByRole("main").waitFor();
  await page.clock.runFor(1_100);
  if (silentMs === 0) return;
  server.behaviour = "hanging";
  await page.clock.runFor(silentMs);
}

/** By day and by night, on both machines; in English on the laptop by day. */
async function looksOf(page: Page, name: string, lang: "it" | "en"): Promise<readonly string[]> {
  const files: string[] = [];
  for (const colorScheme of lang === "it" ? SCHEMES : (["light"] as const))
    for (const machine of lang === "it" ? [DESKS.laptop, DESKS.telephone] : [DESKS.laptop]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const look = `${machine.width}x${machine.height}-${colorScheme}${lang === "it" ? "" : `-${lang}`}`;
      files.push(await picture(page, `${name}/${look}`, machine, true));
    }
  return files;
}
