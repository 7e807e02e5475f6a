import { heartbeat } from "../support/board-frames.ts";
import { usual } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import { CALM, expect, figure, headline, sentence, test } from "./support/wall.ts";

const HEARD_MS = 0;

test.beforeEach(async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
});

test("dims the figures of a source that is silent for 15 s, and only those", async ({ page, server }) => {
  server.beat(heartbeat(house1522, usual.asOfMs, { pbx: 15_000, chats: HEARD_MS }));
  const phone = page.getByRole("region", { name: "Telefono" });
  await expect(phone).toContainText("dati fermi da 15:19:52");
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  await expect(page.locator("ve-channel[freshness=late]")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Chat" })).not.toContainText("fermi");
  await expect(sentence(page)).toHaveText("Nessuna notizia da centralino dalle 15:19:52.");
  await expect(page.getByText("centralino: ore 15:19:52")).toBeVisible();
});

test("puts the time of the last word in place of the figures after 60 s", async ({ page, server }) => {
  server.beat(heartbeat(house1522, usual.asOfMs, { pbx: HEARD_MS, chats: 60_000 }));
  await expect(page.getByRole("region", { name: "Chat" })).toContainText("dato fermo da 15:19:07");
  await expect(figure(page, "Chat", "in attesa")).toHaveCount(0);
  await expect(headline(page, "chat entro 20 s, oggi")).toContainText("dato fermo da 15:19:07");
  await expect(headline(page, "chat entro 20 s, oggi")).not.toContainText("83");
  await expect(page.getByRole("heading", { name: /^Chat oggi/ })).toHaveText(/dato fermo da 15:19:07/);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
});

test("shows no figures of a source that was never heard", async ({ page, server }) => {
  server.beat(heartbeat(house1522, usual.asOfMs, { pbx: null, chats: HEARD_MS }));
  await expect(page.getByRole("region", { name: "Telefono" })).toContainText("nessun dato");
  await expect(headline(page, "chiamate risposte, oggi")).toContainText("—");
  await expect(page.locator("ve-trend canvas"), "no line beside a dash").toHaveCount(1);
  await expect(sentence(page)).toHaveText("In attesa dei primi dati da centralino.");
});

test("ages a source by itself between heartbeats", async ({ page, server }) => {
  server.beat(heartbeat(house1522, usual.asOfMs, { pbx: 8_000, chats: HEARD_MS }));
  await expect(page.getByText(/centralino 8\s+s fa/)).toBeVisible();
  await page.clock.runFor(8_000);
  await expect(sentence(page)).toHaveText("Nessuna notizia da centralino dalle 15:19:59.");
});

test("says within 15 s that the server is silent and dims everything", async ({ page, server }) => {
  server.behaviour = "hanging";
  await page.clock.runFor(13_000);
  await expect(sentence(page)).toHaveText(CALM);
  await page.clock.runFor(2_000);
  await expect(sentence(page)).toHaveText("Collegamento al server perso: cifre ferme dalle 15:20:07.");
  await expect(page.locator("ve-channel[freshness=late]")).toHaveCount(2);
  await expect(page.locator("ve-figure[freshness=late]")).toHaveCount(4);
  await expect(page.getByText("server: ore 15:20:07")).toBeVisible();
  await page.clock.runFor(45_000);
  await expect(page.getByRole("region", { name: "Telefono" })).toContainText("dato fermo da 15:20:07");
  await expect(page.getByRole("region", { name: "Chat" })).toContainText("dato fermo da 15:20:07");
});
