/** Weeks without a hand: what a wall does by itself. */
import type { Page } from "@playwright/test";

import { heartbeat } from "../support/board-frames.ts";
import { empty, usual } from "../support/boards.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { house1522 } from "../support/houses.ts";
import { CALM, expect, figure, sentence, test } from "./support/wall.ts";

const HOUR_MS = 3_600_000;
/** To the second, as the page writes it down. */
const isoOf = (instant: number): RegExp => new RegExp(`^${new Date(instant).toISOString().slice(0, 19)}`);
const at = (time: string): number => Date.parse(`2026-11-24T${time}+01:00`);

async function openWall(page: Page, server: FakeBoardServer, query = ""): Promise<string[]> {
  await page.clock.install();
  // A page that is loaded anew is young; the clock of the test would go on counting from its own beginning.
  await page.addInitScript(() => {
    const sinceTheTestBegan = performance.now.bind(performance);
    let loaded: number | null = null;
    const now = (): number => {
      loaded ??= sinceTheTestBegan();
      return sinceTheTestBegan() - loaded;
    };
    Object.defineProperty(performance, "now", { value: now, configurable: true });
  });
  // Nobody waits: whatever the clocks do, nobody waits longer.
  server.script.snapshot = { ...empty, asOfMs: usual.asOfMs };
  await page.goto(`${server.url}/wall${query}`);
  await expect(sentence(page)).toHaveText(CALM);
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  return loads;
}

test("moves the picture a pixel at a time, hides the pointer and keeps the screen awake", async ({
  page,
  server,
}) => {
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(window, { asked });
    navigator.wakeLock.request = (type = "screen") => {
      asked.push(type);
      return Promise.reject(new Error("not in a test"));
    };
  });
  await openWall(page, server);
  expect(await page.evaluate("asked")).toEqual(["screen"]);
  const cursor = () => page.evaluate(() => document.documentElement.style.cursor);
  await page.clock.runFor(5_000);
  expect(await cursor()).toBe("none");
  await page.mouse.move(300, 300);
  expect(await cursor()).toBe("");
  await page.clock.runFor(5_000);
  expect(await cursor()).toBe("none");

  const picture = page.locator("ve-wall .wall");
  const places: { x: number; y: number }[] = [];
  for (let step = 0; step < 17; step += 1) {
    const { x, y } = (await picture.boundingBox()) ?? { x: Number.NaN, y: Number.NaN };
    places.push({ x, y });
    await page.clock.runFor(20_000);
    server.beat(heartbeat(house1522, usual.asOfMs));
  }
  const steps = places.slice(1).map(({ x, y }, index) => {
    const before = places[index] ?? { x: 0, y: 0 };
    return Math.abs(x - before.x) + Math.abs(y - before.y);
  });
  expect(steps, "each step is one pixel").toEqual(steps.map(() => 1));
  expect(places.at(-1), "and after sixteen it is where it was").toEqual(places[0]);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(16);
  await expect(picture).toHaveCSS("transition-duration", "0s");
});

test("fills the screen by a double click and by the key F, and holds no focus", async ({ page, server }) => {
  await openWall(page, server);
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.mouse.dblclick(400, 400);
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(isFull).toBe(false);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

test("loads itself anew once a night, and only while all is well", async ({ page, server }) => {
  server.script.heartbeat = heartbeat(house1522, at("22:10:00"));
  const loads = await openWall(page, server);
  /** A minute and a bit of a server that is heard, as the house's clock says. */
  const goesOn = async (from: string): Promise<void> => {
    for (let step = 0; step < 8; step += 1) {
      server.beat(heartbeat(house1522, at(from) + step * 8_000));
      await expect(page.getByRole("time")).toHaveAttribute("datetime", isoOf(at(from) + step * 8_000));
      await page.clock.runFor(8_000);
    }
  };

  // Half past four, when every wall's minute has come; but the server is silent, and then gives no page.
  server.behaviour = "hanging";
  await page.clock.fastForward(6.35 * HOUR_MS);
  await page.clock.runFor(125_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  server.script.heartbeat = heartbeat(house1522, at("04:31:00"));
  server.behaviour = "serving";
  await page.route("**/wall", (route) => route.fulfill({ status: 503 }));
  await page.clock.runFor(6_000);
  await expect(sentence(page)).toHaveText(CALM);
  const answered = page.waitForResponse("**/wall");
  await goesOn("04:32:00");
  expect((await answered).status()).toBe(503);
  expect(loads).toEqual([]);

  await page.unroute("**/wall");
  await expect
    .poll(async () => {
      server.beat(heartbeat(house1522, at("04:35:00")));
      await page.clock.runFor(8_000);
      return loads.length;
    })
    .toBe(1);
  await expect(sentence(page)).toHaveText(CALM);
  await goesOn("04:40:00");
  expect(loads, "a page that is young is left alone").toHaveLength(1);
});

test("does not follow another build to a server that gives no page", async ({ page, server }) => {
  const loads = await openWall(page, server);
  await page.route("**/wall", (route) => route.fulfill({ status: 502 }));
  server.script.build = "another";
  const asked = page.waitForRequest("**/wall");
  server.beat(heartbeat(house1522, usual.asOfMs));
  await asked;
  await expect(figure(page, "Telefono", "in attesa")).toContainText("0");
  expect(loads).toEqual([]);
  await page.unroute("**/wall");
  server.beat(heartbeat(house1522, usual.asOfMs + 5_000));
  await expect.poll(() => loads.length).toBe(1);
});

test("shows no old figures as new after sleep, whatever the clocks did meanwhile", async ({
  page,
  server,
}) => {
  await openWall(page, server);
  const attempts = () => server.asked.get("/api/v1/stream") ?? 0;

  server.behaviour = "hanging";
  const before = attempts();
  // The lid was closed for an hour, and every clock went on.
  await page.clock.fastForward(HOUR_MS);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  await expect.poll(attempts).toBeGreaterThan(before);
  server.behaviour = "serving";
  server.script.heartbeat = heartbeat(house1522, usual.asOfMs + HOUR_MS);
  await page.clock.runFor(6_000);
  await expect(sentence(page)).toHaveText(CALM);
  await expect(page.getByRole("time")).toHaveText(/^16:20/);

  // And now for an hour in which the monotonic clock stood still, as on most machines.
  server.behaviour = "hanging";
  const present = await page.evaluate(() => Date.now());
  await page.clock.setSystemTime(present + HOUR_MS);
  const awake = attempts();
  await page.clock.runFor(1_000);
  await expect(sentence(page)).toHaveText("Collegamento al server perso: cifre ferme dalle 16:20:07.");
  await expect.poll(attempts).toBe(awake + 1);
  await expect(page.getByRole("region", { name: "Telefono" })).toContainText("dato fermo da 16:20:0");
  server.behaviour = "serving";
  server.script.heartbeat = heartbeat(house1522, usual.asOfMs + 2 * HOUR_MS);
  await page.clock.runFor(6_000);
  await expect(sentence(page)).toHaveText(CALM);
  await expect(page.getByRole("time")).toHaveText(/^17:20/);
});

test("dims at night where it is asked to, and never what asks for somebody", async ({ page, server }) => {
  server.script.heartbeat = heartbeat(house1522, at("21:59:58"));
  await openWall(page, server, "?night=22-7");
  const ground = page.locator("html");
  await expect(ground).toHaveCSS("background-color", "rgb(11, 27, 43)");
  await page.clock.runFor(3_000);
  await expect(ground).toHaveCSS("background-color", "rgb(5, 13, 22)");
  const number = figure(page, "Telefono", "in attesa").getByText("0", { exact: true });
  await expect(number).toHaveCSS("color", "rgb(174, 186, 198)");
  server.beat(heartbeat(house1522, at("07:00:01")));
  await expect(ground).toHaveCSS("background-color", "rgb(11, 27, 43)");
});
