import type { Page } from "@playwright/test";

import { many } from "../support/alert-boards.ts";
import { heartbeat } from "../support/board-frames.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { axeFaults } from "./support/axe.ts";
import { outgrown } from "./support/desk.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

declare global {
  interface Window {
    vedettaTones?: number;
  }
}

const tones = (page: Page): Promise<number> => page.evaluate(() => window.vedettaTones ?? 0);
/** One sound is two tones. */
const sounds = async (page: Page): Promise<number> => (await tones(page)) / 2;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.vedettaTones = 0;
    OscillatorNode.prototype.start = new Proxy<(when?: number) => void>(
      Reflect.get(OscillatorNode.prototype, "start"),
      {
        apply(start, node, [when]) {
          window.vedettaTones = (window.vedettaTones ?? 0) + 1;
          Reflect.apply(start, node, [when]);
        },
      },
    );
  });
});

/** Time passes, and the server goes on to be heard. */
async function pass(page: Page, beat: () => void, seconds: number): Promise<void> {
  for (let gone = 0; gone < seconds; gone += 5) {
    beat();
    await page.clock.runFor(5_000);
  }
}

test("is off until one click, then sounds for an alarm once a minute until somebody takes it on", async ({
  page,
  server,
}) => {
  await page.clock.install({ time: new Date(many.asOfMs) });
  show(server, house1522, many);
  const beat = (): void => server.beat(heartbeat(house1522, many.asOfMs));
  await page.goto(`${server.url}/desk`);
  const button = page.getByRole("button", { name: /^Suono/ });
  await expect(button).toHaveText(/Suono spento/);
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await pass(page, beat, 10);
  expect(await sounds(page)).toBe(0);
  await button.click();
  await expect(button).toHaveText(/Suono acceso/);
  await pass(page, beat, 5);
  await expect.poll(() => sounds(page)).toBe(1);
  await pass(page, beat, 50);
  expect(await sounds(page)).toBe(1);
  await pass(page, beat, 10);
  await expect.poll(() => sounds(page)).toBe(2);
  await page.getByRole("link", { name: "Oggi" }).click();
  await pass(page, beat, 65);
  expect(await sounds(page), "another place is the same desk").toBe(3);
  const alerts = many.alerts.map((one) => ({ ...one, acknowledged: { by: "anna", atMs: many.asOfMs } }));
  server.send({ ...many, revision: 9, alerts });
  await pass(page, beat, 130);
  expect(await sounds(page), "taken on").toBe(3);
  server.send({ ...many, revision: 10 });
  await pass(page, beat, 5);
  await expect.poll(() => sounds(page), "it rings again when the hand is taken away").toBe(4);
});

test("has a test and quiet hours, which this browser keeps and nobody else is told", async ({
  page,
  server,
}) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk?lang=en`);
  await page.getByText("Sound settings", { exact: true }).press("Enter");
  await page.getByRole("button", { name: "Test the sound" }).press("Enter");
  await expect.poll(() => sounds(page)).toBe(1);
  await page.getByLabel("From").fill("15:00");
  await page.getByLabel("To", { exact: true }).fill("16:00");
  await keepPicture(page, "desk-sound/settings");
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("From")).toBeHidden();
  await page.getByRole("button", { name: /^Sound/ }).click();
  await expect(page.getByRole("button", { name: /^Sound/ })).toHaveText(/quiet hours/);
  server.send({ ...many, revision: 2 });
  await expect(page.locator("ve-desk .sentence")).toHaveText(/4 calls lost/);
  await page.waitForTimeout(1_500);
  expect(await sounds(page)).toBe(1);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Sound/ })).toHaveAttribute("aria-pressed", "true");
  expect(await page.evaluate(() => localStorage.getItem("vedetta-sound"))).toBe(
    '{"isOn":true,"quietFrom":"15:00","quietTo":"16:00"}',
  );
  expect(server.deeds).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByText("Sound settings", { exact: true }).click();
  expect(await outgrown(page)).toBe(0);
});

test("the wall never sounds, whatever this browser keeps", async ({ page, server }) => {
  show(server, house1522, many);
  await page.addInitScript(() => localStorage.setItem("vedetta-sound", '{"isOn":true}'));
  await page.goto(`${server.url}/wall`);
  await page.mouse.click(200, 200);
  await expect(page.getByRole("status")).toHaveText(/4 chiamate perse/);
  await page.waitForTimeout(1_500);
  expect(await sounds(page)).toBe(0);
  await expect(page.getByRole("button")).toHaveCount(0);
});
