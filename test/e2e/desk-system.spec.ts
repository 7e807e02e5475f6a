import type { Page } from "@playwright/test";

import { busyDesk, quietDesk } from "../support/alert-desk-boards.ts";
import { heartbeat } from "../support/board-frames.ts";
import { aloneAndWell } from "../support/empty-readers.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { axeFaults } from "./support/axe.ts";
import { outgrown, PAPER_WIDTH_PX, section } from "./support/desk.ts";
import { rowOf } from "./support/report.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const { asOfMs } = boards.ordinaryDay;
const told = {
  ...aloneAndWell,
  asOfMs,
  startedAtMs: asOfMs - 3 * 3_600_000,
  version: "0.1.0",
  build: "2f5c8a7c1b9d0e34",
  runtime: "v26.10.0",
  journal: { writable: true, bytes: 12_345_678, lastCommitMs: asOfMs - 4_000 },
  walls: { connected: 5, stalled: 0 },
  watchdog: { configured: true, fresh: true, reason: null },
};
const facts = (page: Page, name: string) => section(page, name).getByRole("definition");

test("tells how sources and node stand, and what is not well", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay, { pbx: 2_000, chats: null });
  server.script.system = told;
  await page.goto(`${server.url}/desk/sistema`);
  await expect(page).toHaveTitle("1522 · Sistema");
  await expect(rowOf(page, "Fonti e collegamenti", "centralino")).toHaveText([
    "centralino Asterisk",
    "Telefono",
    "in linea",
    /^\d+ s fa$/,
  ]);
  await expect(rowOf(page, "Fonti e collegamenti", "chat")).toHaveText([
    "eventi via HTTP",
    "Chat",
    "in collegamento",
    "mai",
  ]);
  await expect(facts(page, "Questo nodo")).toHaveText([
    "0.1.0",
    "2f5c8a7c1b9d0e34",
    "v26.10.0",
    /24 nov 2026, 12:20, da 3\sh/,
  ]);
  await expect(facts(page, "Registro")).toHaveText(["possibile", /12,3\sMB/, /24 nov 2026, 15:20:03/]);
  await expect(facts(page, "Schermi e pagine")).toHaveText(["5", "0"]);
  await expect(section(page, "Altri nodi")).toContainText("Non ci sono altri nodi.");
  await expect(section(page, "Sorveglianza esterna")).toContainText("Avvisata regolarmente");
  await keepPicture(page, "desk-system/well", { fullPage: true });
  server.script.system = {
    ...told,
    simulated: true,
    journal: { ...told.journal, writable: false },
    watchdog: { configured: false, fresh: false, reason: "source-silent" },
    bus: { node: "a", state: "catching-up", losses: 1, unwritten: 40 },
  };
  await page.reload();
  await expect(facts(page, "Registro").first()).toHaveText("non possibile: nessun evento è accettato");
  await expect(facts(page, "Altri nodi")).toHaveText(["a", "in recupero", "1", "40"]);
  await expect(section(page, "Sorveglianza esterna")).toContainText(
    "Non tutto è in ordine: una fonte tace e i dati degli altri nodi sono in recupero.",
  );
  await expect(section(page, "Questo nodo")).toContainText("Le cifre sono inventate");
  server.script.system = { ...told, bus: { node: "a", state: "secret-differs", losses: 0, unwritten: 40 } };
  await page.reload();
  await expect(facts(page, "Altri nodi").nth(1)).toHaveText(
    "escluso: gli altri nodi hanno un altro segreto (bus.secretFile)",
  );
  await keepPicture(page, "desk-system/secret-differs", { fullPage: true });
});

test("says of a silent source since when, and that not all is well while nobody is told or a link is lost", async ({
  page,
  server,
}) => {
  const watchdog = { configured: false, fresh: true, reason: null };
  show(server, house1522, boards.ordinaryDay, { pbx: 2_000, chats: 190_000 });
  server.script.system = { ...told, watchdog };
  server.script.alertDesk = quietDesk();
  await page.goto(`${server.url}/desk/sistema`);
  await expect(rowOf(page, "Fonti e collegamenti", "chat")).toHaveText([
    "eventi via HTTP",
    "Chat",
    /^nessuna notizia dalle 15:16:57$/,
    /^3\smin fa$/,
  ]);
  const outside = section(page, "Sorveglianza esterna");
  await expect(outside).toContainText("una fonte tace e nessun destinatario riceve gli avvisi.");
  await keepPicture(page, "desk-system/silent", { fullPage: true });
  server.script.alertDesk = busyDesk();
  server.script.system = {
    ...told,
    watchdog,
    bus: { node: "a", state: "lost", losses: 0, unwritten: 0 },
  };
  server.beat(heartbeat(house1522, asOfMs));
  await page.reload();
  await expect(outside).toContainText("Non tutto è in ordine: gli altri nodi non si raggiungono.");
  await keepPicture(page, "desk-system/bus-lost", { fullPage: true });
  server.script.system = { ...told, watchdog };
  await page.reload();
  await expect(outside).toContainText("Dalle fonti ai destinatari tutto è in ordine.");
});

test("keeps what it was told while the server does not answer, and says so", async ({ page, server }) => {
  await page.clock.install({ time: new Date(asOfMs) });
  show(server, house1522, boards.ordinaryDay);
  server.script.system = told;
  await page.goto(`${server.url}/desk/sistema?lang=en`);
  await expect(facts(page, "Journal").first()).toHaveText("possible");
  server.behaviour = "refusing";
  await page.clock.runFor(6_000);
  await expect(page.locator("ve-system").getByRole("status")).toContainText("the server does not answer");
  await expect(facts(page, "Journal").first()).toHaveText("possible");
  server.behaviour = "serving";
  server.beat(heartbeat(house1522, asOfMs + 6_000));
  await page.clock.runFor(6_000);
  await expect(page.locator("ve-system").getByRole("status")).toBeEmpty();
});

test("looks right: axe, narrow, paper", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  server.script.system = { ...told, bus: { node: "a", state: "lost", losses: 1, unwritten: 40 } };
  await page.goto(`${server.url}/desk/sistema`);
  await expect(section(page, "Registro")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await keepPicture(page, `desk-system/${colorScheme}`, { fullPage: true });
    expect(await axeFaults(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 844 });
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk-system/narrow", { fullPage: true });
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1_000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await outgrown(page)).toBe(0);
});
