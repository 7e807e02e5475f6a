import { busy, usual } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import { layoutFaults } from "./support/layout.ts";
import { expect, keepPicture, sentence, show, test } from "./support/wall.ts";

const simulated = { ...house1522, simulated: true, speed: 60 };

/** The states that need most room. */
const CROWDED = [
  { state: "busy", house: simulated, snapshot: busy, ages: {} },
  { state: "old", house: house1522, snapshot: usual, ages: { pbx: 17_000, chats: 70_000 } },
] as const;

const SIZES = [
  { width: 1_920, height: 1_080 },
  { width: 3_840, height: 2_160 },
  { width: 1_366, height: 768 },
  { width: 1_280, height: 1_024 },
  { width: 1_080, height: 1_920 },
] as const;

for (const size of SIZES)
  test(`fits ${size.width} x ${size.height} without overlap or scroll bars`, async ({ page, server }) => {
    await page.setViewportSize(size);
    for (const { state, house, snapshot, ages } of CROWDED) {
      show(server, house, snapshot, ages);
      await page.goto(`${server.url}/wall`);
      await expect(sentence(page)).toHaveText(state === "busy" ? /^Chat entro/ : /^Nessuna notizia/);
      await expect(page.locator("ve-trend canvas")).toHaveCount(2);
      await keepPicture(page, `${size.width}x${size.height}-${state}`);
      expect(await layoutFaults(page)).toEqual([]);
    }
  });

for (const { distance, px } of [
  { distance: 4, px: 42 },
  { distance: 5, px: 53 },
  { distance: 6, px: 64 },
])
  test(`sets no type smaller than ${px} px for a 55 inch screen seen from ${distance} m`, async ({
    page,
    server,
  }) => {
    for (const { state, house, snapshot, ages } of CROWDED) {
      show(server, house, snapshot, ages);
      await page.goto(`${server.url}/wall?distance=${distance}&diagonal=55`);
      await expect(sentence(page)).toHaveText(state === "busy" ? /^Chat entro/ : /^Nessuna notizia/);
      const smallest = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
      expect(Math.round(Number.parseFloat(smallest))).toBe(px);
      await keepPicture(page, `${distance}m-${state}`);
      expect(await layoutFaults(page)).toEqual([]);
    }
  });
