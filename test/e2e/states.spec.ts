/** Every state that a wall may be in: nothing overlaps, is cut or scrolls, and axe has nothing to say. */
import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { doubtful, empty, missed, phoneOnly, usual } from "../support/boards.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { house1522, houseChatUnconnected, houseWithoutChat } from "../support/houses.ts";
import { scriptState, WALL_STATES, type WallState } from "../support/wall-states.ts";
import { axeFaults } from "./support/axe.ts";
import { expectFit, SIZES } from "./support/fit.ts";
import { layoutFaults } from "./support/layout.ts";
import { CALM, expect, sentence, test } from "./support/wall.ts";

const of = (name: string, board: BoardSnapshot, says: RegExp, house: House = house1522): WallState => ({
  name,
  house,
  board,
  says,
  charts: board.channels.filter(({ channel }) =>
    house.sources.some(({ channels }) => channels.includes(channel)),
  ).length,
});

/** Houses and days that are rarer. */
const RARER: readonly WallState[] = [
  of("missed", missed, /^Chat: risposte entro 20/),
  of("doubtful", doubtful, CALM),
  of("empty", empty, CALM),
  of("unconnected", usual, /^Chat: non collegato/, houseChatUnconnected),
  of("cut-off", { ...usual, bus: { state: "lost", epoch: "one", cursor: "1-0" } }, CALM),
  of("without-chat", phoneOnly, /^Nothing to report/, houseWithoutChat),
];

/** Wide and upright; the states that need most room are looked at on every screen elsewhere. */
const [WIDE, UPRIGHT, SMALL] = SIZES;

test.describe.configure({ timeout: 90_000 });

/** Resolves when the wall shows the state. */
async function reach(page: Page, server: FakeBoardServer, state: WallState, says = state.says) {
  if (state.silentMs !== undefined) {
    await expect(page.locator("ve-channel[freshness=live]")).toHaveCount(2);
    server.behaviour = "hanging";
    await page.clock.runFor(state.silentMs);
  }
  await expect(sentence(page)).toHaveText(says);
  await expect(page.locator("ve-trend canvas")).toHaveCount(state.charts ?? 2);
}

for (const [part, states] of [WALL_STATES.slice(0, 7), WALL_STATES.slice(7), RARER].entries())
  test(`states, part ${part + 1}`, async ({ page, server }) => {
    await page.clock.install();
    for (const state of states) {
      scriptState(server, state);
      let isReached = false;
      await expectFit(page, {
        address: `${server.url}/wall?${state.query ?? ""}`,
        distances: [""],
        sizes: () => [WIDE, UPRIGHT],
        shown: async () => {
          if (!isReached) await reach(page, server, state);
          isReached = true;
        },
        name: `states/${state.name}`,
      });
      expect.soft(await axeFaults(page), `axe, ${state.name}, upright`).toEqual([]);
      await page.setViewportSize(WIDE);
      expect.soft(await axeFaults(page), `axe, ${state.name}`).toEqual([]);
    }
  });

test("states in English, on a small screen", async ({ page, server }) => {
  await page.clock.install();
  for (const state of WALL_STATES) {
    scriptState(server, state);
    let isReached = false;
    await expectFit(page, {
      address: `${server.url}/wall?lang=en&${state.query ?? ""}`,
      distances: [""],
      sizes: () => [SMALL],
      shown: async () => {
        if (!isReached) await reach(page, server, state, /^[A-Z][a-z]/);
        isReached = true;
        await expect(page.locator("html")).toHaveAttribute("lang", "en");
      },
      name: `states/${state.name} en`,
    });
  }
});

test("the silence of the server, first of some seconds, then of a minute", async ({ page, server }) => {
  await page.clock.install();
  const lost = WALL_STATES.find(({ silentMs }) => silentMs !== undefined);
  if (!lost) throw new Error("no state has a lost link");
  scriptState(server, lost);
  await page.goto(`${server.url}/wall`);
  await reach(page, server, lost);
  await page.clock.runFor(45_000);
  await expect(page.getByRole("region", { name: "Chat" })).toContainText("dato fermo da");
  expect(await axeFaults(page)).toEqual([]);
});

/** A screen that is zoomed shows the same in larger pixels; whoever sits far away or sees badly says so in the address. */
test("text of twice the size, and a page that is zoomed", async ({ page, server }) => {
  for (const state of WALL_STATES.filter(({ silentMs, charts }) => silentMs === undefined && charts !== 0)) {
    scriptState(server, state);
    const sizes: number[] = [];
    for (const query of ["", "distance=6&diagonal=55"])
      await expectFit(page, {
        address: `${server.url}/wall?${state.query ?? ""}`,
        distances: [query],
        sizes: () => [WIDE],
        shown: async () => {
          await expect(sentence(page)).toHaveText(state.says);
          sizes.push(
            await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)),
          );
        },
        name: `states/${state.name} zoomed`,
      });
    const [once = 0, twice = 0] = sizes;
    expect.soft(twice / once, state.name).toBeCloseTo(2, 1);
    // A browser's own zoom leaves the page half as many pixels of twice the size.
    await page.setViewportSize({ width: 960, height: 540 });
    await page.goto(`${server.url}/wall?${state.query ?? ""}`);
    await expect(sentence(page)).toHaveText(state.says);
    await expect
      .configure({ soft: true })
      .poll(() => layoutFaults(page), { message: `${state.name}, zoomed` })
      .toEqual([]);
  }
});
