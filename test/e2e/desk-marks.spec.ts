import type { Page } from "@playwright/test";

import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { section } from "./support/desk.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

const figure = (page: Page, channel: string, name: RegExp) =>
  section(page, channel).getByRole("button", { name });

const { asOfMs, channels } = boards.understaffed;
const waiting = { waiting: 12, longestWaitSinceMs: asOfMs - 741_000 };

/** Somebody has waited for twelve minutes, and fewer are there than are needed. */
const longWaits = {
  ...boards.understaffed,
  channels: channels.map((one) => Object.assign({}, one, { now: { ...one.now, ...waiting } })),
};

for (const width of [1280, 1366, 1440])
  test(`the mark of a long wait keeps its distance from the next figure at ${width}`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    show(server, house1522, longWaits);
    await page.goto(`${server.url}/desk`);
    await expect(figure(page, "Telefono", /attesa più lunga/)).toHaveText(/12:2\d/);
    // The figures are wider in the font that stands in for ours until it is there.
    for (const channel of ["Telefono", "Chat"])
      await expect.poll(() => distance(page, channel)).toBeGreaterThan(12);
    await keepPicture(page, `desk-now/long-wait-${width}`);
  });

/** Pixels between the mark of the longest wait and the figure beside it. */
async function distance(page: Page, channel: string): Promise<number> {
  const mark = await figure(page, channel, /attesa più lunga/)
    .locator("strong svg")
    .boundingBox();
  const next = await figure(page, channel, /in conversazione/)
    .locator("strong")
    .boundingBox();
  return (next?.x ?? 0) - (mark?.x ?? Infinity) - (mark?.width ?? 0);
}
