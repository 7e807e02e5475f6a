import type { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { problemOf } from "#wire/problem.ts";
import type { Report } from "#wire/report.ts";

import { houseWithoutChat } from "../support/houses.ts";
import { report1522 } from "../support/report-1522.ts";
import { axeFaults } from "./support/axe.ts";
import { phoneOnly as phoneOnlyBoard } from "../support/boards.ts";
import { AUTUMN, overflowing, rowOf, tell } from "./support/report.ts";
import { PAPER_WIDTH_PX } from "./support/desk.ts";
import { expect, keepPicture, test } from "./support/wall.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** How the loading of the report stands. */
const told = (page: Page) => page.locator("ve-report").getByRole("status");

/** What colours and widths cannot change is looked at once: a report has a thousand cells. */
const contrast = (axe: AxeBuilder) => axe.withRules(["color-contrast"]);
const allButContrast = (axe: AxeBuilder) => axe.disableRules(["color-contrast"]);

const phoneOnly: Report = {
  ...report1522,
  channels: report1522.channels.filter(({ channel }) => channel === "phone"),
};

test.use({ viewport: { width: 1280, height: 800 } });

test("shows the printed tables of the quarter", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(heading(page)).toHaveText(/Relazione\s+1 settembre – 30 novembre 2025/);
  await expect(page).toHaveTitle("1522 · Relazione 1 settembre – 30 novembre 2025");
  await expect(page.locator("html")).toHaveAttribute("lang", "it");
  await expect(rowOf(page, /Chiamate per esito/, "Risposte")).toHaveText(["16.020", "", "84,6%"]);
  await expect(rowOf(page, /Tabella 2\.1/, "Tempo medio di conversazione per chiamata")).toHaveText([
    "6m 12s",
  ]);
  await expect(rowOf(page, /Tabella 4\.1/, "0:00–4:00")).toHaveText([
    "335",
    "399",
    "289",
    "289",
    "527",
    "378",
    "540",
    "2.757",
    "7,6%",
  ]);
  await expect(rowOf(page, /Chat per tempo di risposta/, "Entro 20 secondi")).toHaveText(["5.869", "81,0%"]);
  await expect(page.getByText("in aumento (+5,3%)")).toContainText("in cui erano state 34.620");
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute(
    "href",
    `/api/v1/report.csv${AUTUMN}`,
  );
});

test("every figure of the summary opens its explanation", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}`);
  const figures = page.getByRole("region", { name: "In breve" }).getByRole("button");
  await expect(figures).toHaveCount(5);
  const said = [
    ["36.470", /^Arrivate = /, "36.470"],
    ["84,6%", /^Risposte, sulle entrate in coda = risposte \/ entrate in coda$/, /\d/],
    [/\d/, /^Attesa media = /, "16.020"],
    [/\d/, /^Arrivate = /, /\d/],
    ["81,0%", /^Risposte entro 20 secondi, sulle entrate in coda/, /\d/],
  ] as const;
  for (const [at, [value, formula, contacts]] of said.entries()) {
    await figures.nth(at).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator(".value")).toHaveText(value);
    await expect(dialog.getByRole("definition")).toHaveText([
      formula,
      "1 settembre – 30 novembre 2025",
      contacts,
      /2025/,
    ]);
    await page.keyboard.press("Escape");
    await expect(figures.nth(at)).toBeFocused();
  }
});

test("chooses the last quarter of the contract that is over when the address names none", async ({
  page,
  server,
}) => {
  tell(server);
  await page.clock.setFixedTime(new Date("2025-12-04T10:45:00+01:00"));
  await page.goto(`${server.url}/report`);
  await expect(heading(page)).toContainText("1 settembre – 30 novembre 2025");
  await expect(page).toHaveURL(`${server.url}/report${AUTUMN}`);
  await expect(page.getByRole("combobox", { name: "Periodo" })).toHaveValue("5");
});

test("another period changes the address and is fetched, and the way back works", async ({
  page,
  server,
}) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}&lang=it`);
  await page.getByRole("combobox", { name: "Periodo" }).selectOption("ottobre 2025");
  await expect(heading(page)).toContainText("1–31 ottobre 2025");
  await expect(page).toHaveURL(`${server.url}/report?from=2025-10-01&to=2025-10-31&lang=it`);
  await page.getByRole("textbox", { name: "Dal" }).fill("2025-10-06");
  await page.getByRole("textbox", { name: "Al", exact: true }).fill("2025-10-12");
  await page.getByRole("button", { name: "Mostra" }).click();
  await expect(heading(page)).toContainText("6–12 ottobre 2025");
  await expect(page.getByRole("combobox", { name: "Periodo" })).toHaveValue("");
  await expect.poll(() => server.asked.get("/api/v1/report")).toBe(3);
  await page.goBack();
  await expect(heading(page)).toContainText("1–31 ottobre 2025");
});

test("a refusal is shown in place of the tables, and another period can be chosen", async ({
  page,
  server,
}) => {
  tell(server, { answer: problemOf("no-data", "The ledger knows nothing of these days.") });
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(told(page)).toContainText("Di questo periodo non si conosce nulla");
  await expect(page.getByRole("table")).toHaveCount(0);
  expect(await axeFaults(page)).toEqual([]);
  tell(server);
  await page.getByRole("combobox", { name: "Periodo" }).selectOption("novembre 2025");
  await expect(page.getByRole("table").first()).toBeVisible();
});

test("a server that does not answer can be asked again", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}&lang=it`);
  await expect(page.getByRole("table").first()).toBeVisible();
  server.behaviour = "refusing";
  await page.getByRole("combobox", { name: "Periodo" }).selectOption("ottobre 2025");
  await expect(told(page)).toContainText("Il server non risponde.");
  server.behaviour = "serving";
  await page.getByRole("button", { name: "Riprova" }).click();
  await expect(page.getByRole("table").first()).toBeVisible();
});

test("axe has nothing to say", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(page.getByRole("table").first()).toBeVisible();
  await keepPicture(page, "report-light");
  expect(await axeFaults(page)).toEqual([]);
});

test("every word can be read in the dark", async ({ page, server }) => {
  tell(server, { answer: phoneOnly });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(page.getByRole("table").first()).toBeVisible();
  await keepPicture(page, "report-dark");
  expect(await axeFaults(page, contrast)).toEqual([]);
});

test("fits A4 in portrait, without what is for the screen, and marked when it is invented", async ({
  page,
  server,
}) => {
  tell(server, { answer: { ...report1522, simulated: true } });
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(page.getByText("SIMULAZIONE · Dati inventati")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stampa" })).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Periodo" })).toBeHidden();
  expect(await overflowing(page)).toEqual([]);
  await expect(page.locator("html")).toHaveCSS("color", "rgb(23, 50, 77)");
  const file = await page.pdf({ preferCSSPageSize: true });
  expect(file.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(8);
});

test("reflows at 320 px, where only tables scroll, in regions of their own", async ({ page, server }) => {
  tell(server, { answer: phoneOnly });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${server.url}/report${AUTUMN}`);
  const table = page.getByRole("region", { name: /Tabella 4\.3/ });
  await expect(table).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await table.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  expect(await axeFaults(page, allButContrast)).toEqual([]);
});

test("speaks English throughout", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/report${AUTUMN}`);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(`${server.url}/report${AUTUMN}&lang=en`);
  await expect(heading(page)).toHaveText(/Report\s+1 September – 30 November 2025/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(rowOf(page, /Calls by outcome/, "Answered")).toHaveText(["16,020", "", "84.6%"]);
  await expect(page.getByRole("heading", { name: "10 Comparison with the period before" })).toBeVisible();
});

test("a house without chat has no word of chats", async ({ page, server }) => {
  tell(server, { house: houseWithoutChat, answer: phoneOnly });
  server.script.snapshot = phoneOnlyBoard;
  await page.goto(`${server.url}/report${AUTUMN}`);
  await expect(page.getByRole("heading", { name: "5 Calls made by the operators" })).toBeVisible();
  await expect(page.getByText(/chat/i)).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Language" })).toHaveCount(0);
});
