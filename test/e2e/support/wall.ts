import { mkdir } from "node:fs/promises";
import path from "node:path";

import { test as base, expect, type Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { heartbeat } from "../../support/board-frames.ts";
import { trendOf } from "../../support/board-trend.ts";
import { usual } from "../../support/boards.ts";
import { house1522 } from "../../support/houses.ts";
import { type FakeBoardServer, startFakeBoardServer } from "../../support/fake-board-server.ts";

interface Fixtures {
  /** A server that shows an ordinary afternoon of 1522 until told otherwise. */
  readonly server: FakeBoardServer;
}

/** Every test also fails on an error in the page and on anything its content security policy refuses. */
export const test = base.extend<Fixtures>({
  server: async ({ page }, use) => {
    const server = await startFakeBoardServer({
      house: house1522,
      trend: trendOf(usual),
      snapshot: usual,
      heartbeat: heartbeat(house1522, usual.asOfMs),
    });
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (/content security policy|trusted ?type/i.test(message.text())) faults.push(message.text());
    });
    await use(server);
    await server.stop();
    expect(faults, "errors and refused content on the page").toEqual([]);
  },
});

export { expect } from "@playwright/test";

/** Sets what a wall that comes from now on is shown. */
export function show(
  server: FakeBoardServer,
  house: House,
  snapshot: BoardSnapshot,
  ages: Record<string, number | null> = {},
): void {
  server.script.house = house;
  server.script.snapshot = snapshot;
  server.script.trend = trendOf(snapshot);
  server.script.heartbeat = heartbeat(house, snapshot.asOfMs, ages);
}

/** The figure with this name in the section of a channel. */
export const figure = (page: Page, channel: string, name: string) =>
  page.getByRole("region", { name: channel, exact: true }).getByRole("group", { name, exact: true });

export const headline = (page: Page, name: string) => page.getByRole("group", { name });

/** What a wall says on which nothing asks for anybody, and of which nobody knows yet what is usual. */
export const CALM = /^Niente da segnalare/;

/** How often each chart of the page was drawn. */
export const drawings = (page: Page): Promise<readonly number[]> =>
  page.locator("ve-plot").evaluateAll((plots) => plots.map((plot) => Number(Reflect.get(plot, "drawings"))));

/** The sentence at the top, as it is seen. What is read out of it is the page's `status`. */
export const sentence = (page: Page) => page.locator("ve-wall-header [part=sentence] > span");

/**
 * Keeps a picture for a person to look at, when `VEDETTA_PICTURES` is set: no test reads it, and it takes longer than
 * most of them. The caret stays: hiding it injects a style that the policy refuses.
 */
export async function keepPicture(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  if (process.env["VEDETTA_PICTURES"] === undefined) return;
  const file = `test-results/pictures/${name}.png`;
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage, caret: "initial" });
}
