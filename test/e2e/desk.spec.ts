import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { empty, phoneOnly, usual } from "../support/boards.ts";
import { dayHistoryOf } from "../support/histories.ts";
import { house1522, houseWithoutChat } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { axeFaults } from "./support/axe.ts";
import { rowOf } from "./support/report.ts";
import { outgrown, PAPER_WIDTH_PX, section, unfold } from "./support/desk.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

const phone = (page: Page) => section(page, "Telefono");

test.use({ viewport: { width: 1280, height: 900 } });

test("holds a great day against the ordinary one and against what was expected", async ({ page, server }) => {
  show(server, house1522, boards.greatDay);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Oggi\s+mercoledì 25 novembre/);
  await expect(page).toHaveTitle("1522 · Oggi, mercoledì 25 novembre");
  await expect(page.getByRole("status")).toHaveText(/^Telefono: mancano 2 operatrici/);
  const figures = phone(page).getByRole("listitem");
  await expect(figures.nth(0)).toHaveText(
    /286\s+chiamate finora\s+alle 10:40 attese 288 \(246–329\), di solito 108/,
  );
  await expect(figures.nth(1)).toHaveText(
    /2,6×\s+il solito di mercoledì.*1,0 volte l’atteso \(25 novembre\)/s,
  );
  await expect(figures.nth(2)).toHaveText(/nell’ultima ora\s+attese/);
  await expect(figures.nth(3)).toHaveText(/≈ 768\s+previste a mezzanotte.*fra 630 e 905/s);
  await expect(figures.nth(4)).toHaveText(/10\s+operatrici necessarie\s+8 in linea, ne mancano 2/);
  await expect(section(page, "Telefono e chat insieme")).toContainText("347");
});

test("explains a surge: how sure, of which window, and where the level begins", async ({ page, server }) => {
  show(server, house1522, boards.surge);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText("Livello: picco, dalle 10:15.");
  await expect(phone(page)).toContainText(
    "Con il 99% di certezza le chiamate degli ultimi 60 minuti sono almeno 1,7 volte il solito di questo giorno e di quest’ora.",
  );
  await expect(phone(page)).toContainText("Il livello comincia a 1,6 volte.");
  await expect(phone(page)).toContainText(
    /≥ 685\s+previste a mezzanotte\s+almeno: il picco può ancora crescere/,
  );
  await expect(section(page, "Chat")).toContainText("Livello: nessuno.");
});

test("says how the operators were reckoned and what is assumed", async ({ page, server }) => {
  show(server, house1522, boards.understaffed);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText(
    "Ne servono 10 per raggiungere l’obiettivo: 80% di risposte entro 20 s (Erlang A).",
  );
  await expect(phone(page)).toContainText("Se nessuno rinunciasse ne servirebbero 11 (Erlang C).");
  await expect(section(page, "Chat")).toContainText(
    "Presunto, perché nessuna fonte lo dice: la chiusura, la pazienza e le chat in parallelo.",
  );
});

test("says how far off projections have been, and how far the learning is", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText(
    "Scarto medio delle previsioni fatte a quest’ora, nelle ultime otto settimane: 8,7%.",
  );
  show(server, house1522, boards.learning);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText("Sta imparando: settimana 2 di 4.");
  await expect(phone(page)).toContainText("l’errore delle previsioni non è noto");
});

test("asks whether it is the new normal", async ({ page, server }) => {
  const since = Date.parse("2026-11-17T00:00:00+01:00");
  const channels = boards.surge.channels.map((one) => ({
    ...one,
    outlook: one.outlook && { ...one.outlook, newNormalSinceMs: since },
  }));
  show(server, house1522, { ...boards.surge, channels });
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText(
    "Da martedì 17 novembre è un picco ogni giorno. È la nuova normalità?",
  );
});

test("has the day's chart as a table, hour by hour", async ({ page, server }) => {
  show(server, house1522, boards.withGap);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(
    page.getByRole("img", { name: /^Chiamate oggi, totale dalla mezzanotte: 118 alle 15:20/ }),
  ).toBeVisible();
  await unfold(page);
  const table = /Chiamate, ora per ora/;
  await expect(page.getByRole("table", { name: table }).getByRole("row")).toHaveCount(25);
  await expect(rowOf(page, table, "10–11")).toHaveText(["—", "—", /\d/, /\d–\d/, "—", "—"]);
  await expect(rowOf(page, table, "13–14")).toHaveText([/^\d+$/, /^\d+$/, /\d/, /\d–\d/, "—", "—"]);
  await expect(rowOf(page, table, "15–16")).toHaveText([
    /finora$/,
    "118",
    /\d/,
    /\d–\d/,
    /^\d+$/,
    /^\d+–\d+$/,
  ]);
  await expect(rowOf(page, table, "23–24")).toHaveText(["—", "—", /\d/, /\d–\d/, "268", "236–303"]);
  await expect(phone(page)).toContainText("Di oggi non si sono visti 180 minuti");
});

test("counts alone while nothing is known to be usual", async ({ page, server }) => {
  show(server, house1522, usual);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText(/187\s+chiamate finora/);
  await expect(phone(page)).toContainText("Il solito non è noto");
  await expect(section(page, "Telefono e chat insieme")).toHaveCount(0);
  show(server, house1522, empty);
  await page.goto(`${server.url}/desk/oggi`);
  await unfold(page);
  await expect(rowOf(page, /Chat, ora per ora/, "0–1")).toHaveText(["0 finora", "0", "—", "—", "—", "—"]);
});

test("tells what became of the day's contacts by hour, beside last year's day, and which day that is", async ({
  page,
  server,
}) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText(
    "Anno scorso: martedì 25 novembre 2025, lo stesso giorno della settimana, 52 settimane prima.",
  );
  await unfold(page);
  const [row] = dayHistoryOf(boards.ordinaryDay.asOfMs).today.channels[0]?.stretches.slice(9) ?? [];
  const { net, answered, abandoned, unanswered, notQueued } = row?.counts ?? {};
  await expect(rowOf(page, "Chiamate per esito, ora per ora", "9–10")).toHaveText(
    [net, answered, abandoned, unanswered, 0, notQueued, 0, /\d/].map((cell) =>
      typeof cell === "number" ? String(cell) : /^\d+$/,
    ),
  );
  const { asOfMs } = boards.greatDay;
  show(server, house1522, boards.greatDay);
  server.script.day = dayHistoryOf(asOfMs, { basis: "date" });
  await page.reload();
  await expect(phone(page)).toContainText("Anno scorso: martedì 25 novembre 2025, la stessa data.");
  server.script.day = dayHistoryOf(asOfMs, { basis: "date", isKnown: false });
  await page.reload();
  await expect(phone(page)).toContainText("Dell’anno scorso (martedì 25 novembre 2025) non si sa nulla");
  await unfold(page);
  await expect(rowOf(page, "Chiamate per esito, ora per ora", "9–10")).toHaveCount(7);
});

test("says since when the figures of a source stand", async ({ page, server }) => {
  show(server, house1522, boards.greatDay, { pbx: 70_000, chats: 20_000 });
  await page.goto(`${server.url}/desk/oggi`);
  await expect(phone(page)).toContainText("dato fermo da 10:41:20");
  await expect(phone(page).getByRole("table")).toHaveCount(0);
  await expect(section(page, "Chat").getByText("Chat, ora per ora").first()).toBeVisible();
  await expect(phone(page).getByText("Chiamate, ora per ora")).toHaveCount(0);
  await expect(
    section(page, "Chat")
      .getByRole("button", { name: /chat finora/ })
      .locator("strong.late svg"),
  ).toBeVisible();
});

test("leads to the report and back, by keyboard alone, in the language of the address", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/desk/oggi?lang=en`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Today/);
  for (const name of ["Skip to content", "Now", "Today", "Trends", "Alerts", "Report"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/report\?/);
  await page.getByRole("link", { name: "Today" }).click();
  await expect(page).toHaveURL(/\/desk\/oggi\?lang=en$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("speaks English throughout", async ({ page, server }) => {
  show(server, house1522, boards.greaterDay);
  await page.goto(`${server.url}/desk/oggi`);
  await page.getByRole("link", { name: "English" }).click();
  await expect(section(page, "Phone")).toContainText(
    "With 99% certainty the calls of the last 60 minutes are at least 1.4 times what was expected of this day and hour.",
  );
  await expect(section(page, "Phone and chat together")).toBeVisible();
});

test("a house without chat has no word of chats", async ({ page, server }) => {
  show(server, houseWithoutChat, phoneOnly);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(section(page, "Phone")).toBeVisible();
  await expect(page.getByText(/chat/i)).toHaveCount(0);
});

const STATES: readonly { readonly name: string; readonly board: BoardSnapshot }[] = [
  { name: "great-day", board: boards.greatDay },
  { name: "extreme", board: boards.extreme },
  { name: "too-quiet", board: boards.tooQuiet },
  { name: "unknown", board: usual },
];
for (const { name, board } of STATES)
  for (const colorScheme of ["light", "dark"] as const)
    test(`${name}, ${colorScheme}: axe has nothing to say`, async ({ page, server }) => {
      await page.emulateMedia({ colorScheme });
      show(server, house1522, board);
      await page.goto(`${server.url}/desk/oggi`);
      await keepPicture(page, `desk/${name}-${colorScheme}-folded`, { fullPage: true });
      await unfold(page);
      await expect(page.getByRole("table").first()).toBeVisible();
      await keepPicture(page, `desk/${name}-${colorScheme}`, { fullPage: true });
      expect(await axeFaults(page)).toEqual([]);
    });

test("reflows at 320 px, where only tables scroll", async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  show(server, house1522, boards.greatDay);
  await page.goto(`${server.url}/desk/oggi`);
  await unfold(page);
  const table = page.getByRole("region", { name: /Chiamate, ora per ora/ });
  await expect(table).toBeVisible();
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk/narrow", { fullPage: true });
  await table.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  expect(await axeFaults(page)).toEqual([]);
});

test("prints on A4 in portrait, dark on light", async ({ page, server }) => {
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  show(server, { ...house1522, simulated: true }, boards.greatDay);
  await page.goto(`${server.url}/desk/oggi`);
  await expect(page.getByText("SIMULAZIONE · Dati inventati")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stampa" })).toBeHidden();
  await expect(page.getByText("Chiamate, ora per ora").last(), "on paper every table is open").toBeVisible();
  expect(await outgrown(page)).toBe(0);
  await expect(page.locator("html")).toHaveCSS("color", "rgb(23, 50, 77)");
  await keepPicture(page, "desk/print", { fullPage: true });
  const file = await page.pdf({ preferCSSPageSize: true });
  expect(file.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(8);
});
