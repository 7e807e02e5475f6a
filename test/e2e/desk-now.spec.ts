import type { Page } from "@playwright/test";

import { explanationOf } from "../../web/desk/explanation.ts";
import { deskSpeechFor } from "../../web/desk/desk-speech.ts";
import type { FigureReading, Figures } from "#wire/figures.ts";

import { many } from "../support/alert-boards.ts";
import { heartbeat } from "../support/board-frames.ts";
import * as plain from "../support/boards.ts";
import { house1522, houseWithoutChat } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { announced, outgrown, PAPER_WIDTH_PX, section, strip } from "./support/desk.ts";
import { axeFaults } from "./support/axe.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const figure = (page: Page, channel: string, name: RegExp) =>
  section(page, channel).getByRole("button", { name });
const dialog = (page: Page) => page.getByRole("dialog");

test("shows the wall's figures live, why, and what to do", async ({ page, server }) => {
  show(server, house1522, boards.understaffed);
  await page.goto(`${server.url}/desk`);
  await expect(page).toHaveTitle("1522 · Adesso");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\s*Adesso\s+martedì 24 novembre, 15:20/);
  await expect(figure(page, "Telefono", /operatrici in linea/)).toHaveText(
    /8\s+operatrici in linea\s+ne servono 10/,
  );
  await expect(figure(page, "Telefono", /chiamate oggi/)).toHaveText(/187\s+chiamate oggi\s+di solito 180/);
  await expect(section(page, "Che cosa fare")).toContainText(
    "Telefono: mancano 2 operatrici per l’80% entro 20 s. Con le 8 in linea se ne raggiunge il 63%.",
  );
  await expect(section(page, "Perché").getByRole("listitem")).toHaveText([
    /Telefono: mancano 2 operatrici \(8 in linea, ne servono 10\)\./,
  ]);
  await expect(page.getByRole("list", { name: "Età dei dati" })).toHaveText(
    /centralino \d+\ss fa\s+chat \d+\ss fa/,
  );
  server.send({ ...many, revision: 2 });
  await expect(section(page, "Perché").getByRole("listitem").first()).toHaveText(
    /Telefono: 4 chiamate perse/,
  );
  await expect(strip(page)).toHaveText(/Telefono: 4 chiamate perse/);
});

/** An ordinary afternoon on which a few more wait. */
const busier = (revision: number, waiting: number) => ({
  ...boards.ordinaryDay,
  revision,
  channels: boards.ordinaryDay.channels.map((one) => ({ ...one, now: { ...one.now, waiting } })),
});

test("announces a level when it changes, and never a tick or a number", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk`);
  await expect(announced(page)).toHaveText("Tutto nella norma.");
  const heard = await page.evaluateHandle(() => {
    const status = document.querySelector("ve-desk")?.shadowRoot?.querySelector("[role=status]");
    const texts: string[] = [];
    if (status)
      new MutationObserver(() => texts.push(status.textContent ?? "")).observe(status, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    return texts;
  });
  for (const revision of [2, 3, 4]) server.send(busier(revision, revision));
  await expect(figure(page, "Telefono", /^4\s+in attesa/)).toBeVisible();
  await page.waitForTimeout(1_200);
  expect(await heard.jsonValue()).toEqual([]);
  server.send({ ...boards.surge, revision: 5 });
  await expect(announced(page)).toHaveText(/^Picco di chiamate/);
  server.send({ ...boards.surge, revision: 6, channels: boards.surge.channels.toReversed() });
  server.send({ ...boards.ordinaryDay, revision: 7 });
  await expect(announced(page)).toHaveText("Tutto nella norma.");
  expect(await heard.jsonValue()).toHaveLength(2);
});

/** Which reading a button asks for, as the event that it sends says. */
const readingOf = (figures: Figures, key: Partial<FigureReading>): FigureReading | undefined =>
  figures.readings.find((one) =>
    (["figure", "channel", "window", "thresholdMs", "language", "entry"] as const).every(
      (part) => one[part] === key[part],
    ),
  );

for (const path of ["/desk", "/desk/oggi"])
  test(`every figure of ${path} opens its explanation, which is what the API says`, async ({
    page,
    server,
  }) => {
    show(server, house1522, boards.greatDay);
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("button", { name: /previste a mezzanotte/ }).first()).toBeVisible();
    const asked = await page.evaluateHandle(() => {
      const keys: unknown[] = [];
      addEventListener("ve-explain", (event) => {
        if (event instanceof CustomEvent) keys.push(event.detail.figure.key);
      });
      return keys;
    });
    const answer = await page.request.get(`${server.url}/api/v1/figures`);
    const figures: Figures = await answer.json();
    // Tables of outcomes come from the ledger, with their own explanation.
    const buttons = page.locator('button[aria-haspopup="dialog"]:not([id$="-outcomes"] *)');
    await page.locator("details").evaluateAll((folded) => {
      for (const one of folded) one.setAttribute("open", "");
    });
    const count = await buttons.count();
    expect(count).toBeGreaterThan(10);
    const speech = deskSpeechFor(null, house1522);
    for (let at = 0; at < count; at += 1) {
      await buttons.nth(at).click();
      const keys = await asked.jsonValue();
      const key = keys[at];
      const reading = readingOf(figures, Object(key));
      expect(reading, JSON.stringify(key)).toBeTruthy();
      if (!reading) continue;
      const { value, facts } = explanationOf(reading, { house: house1522, asOfMs: figures.asOfMs }, speech);
      await expect(dialog(page).locator(".value")).toHaveText(value);
      await expect(dialog(page).getByRole("definition")).toHaveText(facts.map(({ text }) => text));
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
      await expect(buttons.nth(at)).toBeFocused();
    }
    expect(new Set((await asked.jsonValue()).map((key) => JSON.stringify(key))).size).toBe(count);
  });

test("an explanation is read by keyboard alone, follows its figure, and says when it cannot be had", async ({
  page,
  server,
}) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk?lang=en`);
  await figure(page, "Phone", /calls within 20/).focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName(/calls within 20\s+s, today/);
  await expect(dialog(page)).toContainText("Service level 20 s = answered within 20 s /");
  await expect(dialog(page)).toContainText("abandonments count as missed");
  await expect(dialog(page)).toContainText("180 contacts");
  await expect(dialog(page)).toContainText(/PBX, heard \d+\ss ago/);
  await keepPicture(page, "desk-now/explanation");
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await figure(page, "Phone", /waiting/)
    .first()
    .click();
  server.send({ ...plain.busy, revision: 2 });
  await expect(dialog(page).locator(".value")).toHaveText("16");
  await page.keyboard.press("Escape");
  server.behaviour = "refusing";
  await figure(page, "Phone", /longest wait/).click();
  await expect(dialog(page)).toContainText("The explanation has not come");
});

test("filters by channel, language and entry, in the address, and says what cannot be told", async ({
  page,
  server,
}) => {
  show(server, house1522, plain.busy);
  await page.goto(`${server.url}/desk`);
  await page.getByRole("combobox", { name: "Canale" }).selectOption("Chat");
  await expect(page).toHaveURL(/\/desk\?channel=chat$/);
  await expect(section(page, "Telefono")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Ingresso" }).selectOption("sito");
  await expect(page).toHaveURL(/channel=chat&entry=site$/);
  await expect(figure(page, "Chat", /^10\s+in attesa/)).toBeVisible();
  await expect(section(page, "Chat")).toContainText("per lingua e per ingresso non si possono dire");
  await figure(page, "Chat", /^10\s+in attesa/).click();
  await expect(dialog(page).getByRole("definition")).toHaveText([
    /./,
    "adesso",
    "Chat",
    "sito",
    /./,
    /./,
    /./,
  ]);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Ingresso" })).toHaveValue("site");
  await page.getByRole("combobox", { name: "Lingua" }).selectOption("inglese");
  await expect(section(page, "Chat")).toContainText("Lingua e ingresso insieme non si possono dire");
  await page.getByRole("button", { name: "Togli i filtri" }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await expect(section(page, "Telefono")).toBeVisible();
  await page.goto(`${server.url}/desk?language=xx`);
  await expect(page.getByText("Questa casa non ha il valore chiesto per: lingua.")).toBeVisible();
});

test("old figures look old: dimmed with a mark, then the time of the last word", async ({ page, server }) => {
  show(server, house1522, boards.greatDay, { pbx: 70_000, chats: 20_000 });
  await page.goto(`${server.url}/desk`);
  await expect(figure(page, "Telefono", /in attesa/)).toHaveText(/dato fermo da 10:41:20\s+in attesa/);
  await expect(figure(page, "Chat", /in attesa/)).toHaveText(/^\s*0\s+in attesa/);
  await expect(figure(page, "Chat", /in attesa/).locator("strong")).toHaveClass("late");
  await expect(strip(page)).toHaveText(/Nessuna notizia da centralino e chat/);
  await expect(section(page, "Che cosa fare")).toContainText("Controllare centralino");
  server.beat(heartbeat(house1522, boards.greatDay.asOfMs));
  await expect(figure(page, "Telefono", /^1\s+in attesa/)).toBeVisible();
});

test("says what is not known, and has no word of chats without them", async ({ page, server }) => {
  show(server, house1522, plain.usual);
  await page.goto(`${server.url}/desk`);
  await expect(strip(page)).toContainText("il solito di chiamate e chat non è ancora noto");
  await expect(figure(page, "Telefono", /chiamate oggi/)).toContainText("il solito non è ancora noto");
  show(server, houseWithoutChat, plain.phoneOnly);
  await page.goto(`${server.url}/desk`);
  await expect(section(page, "Phone")).toBeVisible();
  await expect(page.getByText(/chat/i)).toHaveCount(0);
});

test("looks right in every state: axe, narrow, large type, paper", async ({ page, server }) => {
  const states = { usual: boards.ordinaryDay, alarm: many, "great-day": boards.greatDay, empty: plain.empty };
  for (const [name, board] of Object.entries(states)) {
    const isItalian = name !== "great-day";
    show(server, { ...house1522, simulated: name === "empty" }, board);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}/desk${isItalian ? "" : "?lang=en"}`);
    await expect(page.getByRole("button", { name: /attesa|waiting/ }).first()).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await keepPicture(page, `desk-now/${name}-${colorScheme}`);
      if (name === "alarm") expect(await axeFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 844 });
    expect(await outgrown(page), `${name} at 320 px`).toBe(0);
    await keepPicture(page, `desk-now/${name}-320`, { fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  expect(await outgrown(page), "text of 200 %").toBe(0);
  await keepPicture(page, "desk-now/large-type", { fullPage: true });
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1_000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await outgrown(page), "on paper").toBe(0);
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await keepPicture(page, "desk-now/print", { fullPage: true });
});
