import type { Page } from "@playwright/test";

import { type DayHistory, type History, HISTORY_WINDOWS, type StretchSnapshot } from "#wire/history.ts";

import { heartbeat } from "../support/board-frames.ts";
import { historyOf } from "../support/histories.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { axeFaults } from "./support/axe.ts";
import { outgrown, PAPER_WIDTH_PX, section, unfold } from "./support/desk.ts";
import { rowOf } from "./support/report.ts";
import { drawings, expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const heat = (page: Page) => page.getByRole("grid", { name: /^Chiamate in media/ });

test("shows a day, a week or a quarter, as the address asks, each with its table", async ({
  page,
  server,
}) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/andamento`);
  await expect(page).toHaveTitle("1522 · Andamento, 7 giorni");
  const week = historyOf("7d", boards.ordinaryDay.asOfMs).channels[0]?.stretches ?? [];
  const monday = week.filter(({ fromMs }) => new Date(fromMs + 3_600_000).getUTCDate() === 23);
  const sum = monday.reduce((total, { counts }) => total + (counts?.net ?? 0), 0);
  await expect(rowOf(page, "Chiamate, giorno per giorno", "lun 23 nov").first()).toHaveText(String(sum));
  await expect(rowOf(page, "Chiamate, ora per ora", "9–10")).toHaveCount(7);
  await page.getByRole("navigation", { name: "Periodo" }).getByText("ultime 24 ore").click();
  await expect(page).toHaveURL(/\/desk\/andamento\?window=24h$/);
  const day = historyOf("24h", boards.ordinaryDay.asOfMs).channels[1]?.stretches ?? [];
  await expect(section(page, "Chat").getByRole("row")).toHaveCount(25);
  await expect(rowOf(page, "Chat, ora per ora", "15–16").first()).toHaveText(
    `${day.at(-1)?.counts?.net} finora`,
  );
  await page.goto(`${server.url}/desk/andamento?window=13w&lang=en`);
  await expect(page).toHaveTitle("1522 · Trends, 13 weeks");
  await section(page, "Phone").getByText("Calls, day by day").first().click();
  await expect(page.getByRole("table", { name: "Calls, day by day" }).getByRole("row")).toHaveCount(92);
  await expect(section(page, "Phone")).toContainText(
    /calls\. [\d,]+ answered of [\d,]+ that left the queue \(\d/,
  );
});

test("hours of which nothing is known are no zeros, and an hour that came twice is two", async ({
  page,
  server,
}) => {
  const asOfMs = Date.parse("2026-10-26T09:30:00+01:00");
  const dark = Date.parse("2026-10-24T10:00:00+02:00");
  show(server, house1522, boards.ordinaryDay);
  server.script.heartbeat = heartbeat(house1522, asOfMs);
  server.script.history = (window) => historyOf(window, asOfMs, (fromMs) => fromMs === dark);
  await page.goto(`${server.url}/desk/andamento?window=7d`);
  const byHour = "Chiamate, ora per ora";
  await expect(rowOf(page, byHour, "10–11")).toHaveText([/\d/, /\d/, /\d/, /\d/, "—", /\d/, "—"]);
  await expect(rowOf(page, byHour, "2–3 di nuovo")).toHaveText(["—", "—", "—", "—", "—", /\d/, "—"]);
  await expect(rowOf(page, "Chiamate, giorno per giorno", "sab 24 ott (note 23 ore su 24)")).toHaveCount(7);
  await expect(section(page, "Telefono")).toContainText("Ore di cui non si sa nulla: 1.");
});

test("the week on average is a table that arrows lead through", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/andamento?window=13w`);
  const cells = heat(page).getByRole("gridcell");
  await expect(cells).toHaveCount(7 * 24);
  await expect(heat(page).locator("[tabindex='0']")).toHaveCount(1);
  await cells.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(cells.nth(8)).toBeFocused();
  await expect(
    section(page, "Telefono").getByText(/^martedì, 1–2: in media \d+,\d chiamate, su 13 ore\.$/),
  ).toBeVisible();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("End");
  await expect(cells.last()).toBeFocused();
  await page.keyboard.press("PageUp");
  for (let row = 0; row < 4; row += 1) await page.keyboard.press("ArrowDown");
  await expect(section(page, "Telefono").getByText("domenica, 4–5: nessuna ora nota.")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(heat(page).locator(":focus")).toHaveCount(0);
});

const sum = (of: readonly StretchSnapshot[], part: (one: StretchSnapshot) => number): string =>
  new Intl.NumberFormat("it-IT").format(of.reduce((total, one) => total + part(one), 0));
const dialog = (page: Page) => page.getByRole("dialog");

for (const window of HISTORY_WINDOWS)
  test(`every table of ${window} explains its numbers, as the API has them`, async ({ page, server }) => {
    show(server, house1522, boards.ordinaryDay);
    const dark = boards.ordinaryDay.asOfMs - 5 * 3_600_000;
    const unknownFromMs = dark - (dark % 3_600_000);
    server.script.history = (one) => historyOf(one, boards.ordinaryDay.asOfMs, (at) => at === unknownFromMs);
    await page.goto(`${server.url}/desk/andamento?window=${window}`);
    const answer = await page.request.get(`${server.url}/api/v1/history?window=${window}`);
    const { channels, formulas, asOfMs }: History = await answer.json();
    await expect(page.locator("table").first()).toBeAttached();
    for (const details of await page.locator("details").all()) await details.locator("summary").click();
    const openers = await page.locator("caption, .caption").getByRole("button").all();
    expect(openers.length).toBeGreaterThanOrEqual(2);
    expect(openers).toHaveLength(await page.getByRole("table").or(page.getByRole("grid")).count());
    for (const opener of openers) {
      const name = (await opener.textContent())?.trim() ?? "";
      await opener.click();
      const known = channels[name.startsWith("Chiamate") ? 0 : 1]?.stretches ?? [];
      const over = known.filter(({ toMs }) => toMs <= asOfMs);
      const net = sum(known, ({ counts }) => counts?.net ?? 0);
      await expect(dialog(page)).toHaveAccessibleName(name);
      await expect(dialog(page).locator(".value")).toHaveText(net);
      await expect(dialog(page).getByRole("definition")).toHaveText([
        name.includes("in media") ? formulas.week.it : formulas.counts.it,
        /^\d+ \p{L}+( 2026)?, \d\d:00 ?– ?24 nov 2026, 15:20$/u,
        `${net} contatti`,
        `${sum(over, ({ knownHours }) => knownHours)} su ${sum(over, ({ hours }) => hours)}`,
        name.startsWith("Chiamate") ? /^centralino, sentita \d+\ss fa$/ : /^chat, sentita \d+\ss fa$/,
        "15:20:07",
      ]);
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
      await expect(opener).toBeFocused();
    }
  });

test("the sentence of totals explains itself, as the API has it", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/andamento?window=7d`);
  const answer = await page.request.get(`${server.url}/api/v1/history?window=7d`);
  const { channels, formulas }: History = await answer.json();
  const total = section(page, "Telefono").getByRole("button", { name: /uscite dalla coda/ });
  const net = sum(channels[0]?.stretches ?? [], ({ counts }) => counts?.net ?? 0);
  const answered = sum(channels[0]?.stretches ?? [], ({ counts }) => counts?.answered ?? 0);
  await expect(total).toHaveText(new RegExp(`^\\s*${net} chiamate\\. ${answered} risposte su `));
  await total.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName("Chiamate, 7 giorni");
  await expect(dialog(page).locator(".value")).toHaveText(net);
  await expect(dialog(page)).toContainText(formulas.counts.it);
  await page.keyboard.press("Escape");
  await expect(total).toBeFocused();
});

test("the day's table of outcomes explains itself too", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/oggi`);
  await unfold(page);
  const { today, formulas }: DayHistory = await (await page.request.get(`${server.url}/api/v1/day`)).json();
  const net = sum(today.channels[0]?.stretches ?? [], ({ counts }) => counts?.net ?? 0);
  await section(page, "Telefono").locator("[id$='-outcomes']").getByRole("button").press("Enter");
  await expect(dialog(page).locator(".value")).toHaveText(net);
  await expect(dialog(page)).toContainText(formulas.counts.it);
  await expect(dialog(page)).toContainText("15 su 15");
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, "desk-history/explanation");
});

test("charts are drawn anew only when their data have changed", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/andamento`);
  await expect.poll(async () => (await drawings(page)).every((count) => count > 0)).toBe(true);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  const before = await drawings(page);
  for (let revision = 2; revision < 8; revision += 1) server.send({ ...boards.ordinaryDay, revision });
  await page.waitForTimeout(1_200);
  expect(await drawings(page)).toEqual(before);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await drawings(page))[0]).toBeGreaterThan(0);
});

test("says when the figures have not come, and shows them when they do", async ({ page, server }) => {
  await page.clock.install({ time: new Date(boards.ordinaryDay.asOfMs) });
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(section(page, "Telefono").getByText("Chiamate, ora per ora").first()).toBeVisible();
  server.behaviour = "refusing";
  await page.getByRole("link", { name: "Andamento" }).click();
  await expect(page.locator("ve-history").getByRole("status")).toContainText("Le cifre non sono arrivate");
  server.behaviour = "serving";
  await page.clock.runFor(61_000);
  await expect(page.getByRole("table").first()).toBeVisible();
});

test("looks right: axe, narrow, large type, paper", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/andamento?window=13w`);
  await expect(heat(page)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await keepPicture(page, `desk-history/13w-${colorScheme}`, { fullPage: true });
    expect(await axeFaults(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 844 });
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk-history/13w-320", { fullPage: true });
  await page.goto(`${server.url}/desk/andamento?lang=en`);
  await expect(page.getByRole("table").first()).toBeVisible();
  expect(await outgrown(page)).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, "desk-history/7d-320", { fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  expect(await outgrown(page), "text of 200 %").toBe(0);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1_000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await outgrown(page), "on paper").toBe(0);
  await keepPicture(page, "desk-history/print", { fullPage: true });
});
