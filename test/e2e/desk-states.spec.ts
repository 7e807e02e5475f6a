import { heartbeat } from "../support/board-frames.ts";
import { aloneAndWell } from "../support/empty-readers.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { section, strip } from "./support/desk.ts";
import { rowOf } from "./support/report.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

test("one desk through its states: a late source, the way back from a sheet, and a lost link", async ({
  page,
  server,
}) => {
  const { asOfMs } = boards.ordinaryDay;
  await page.clock.install({ time: new Date(asOfMs) });
  show(server, house1522, boards.ordinaryDay, { chats: 20_000 });
  server.script.system = aloneAndWell;
  await page.goto(`${server.url}/desk`);
  const place = (name: string) =>
    page.getByRole("navigation", { name: "Pagine" }).getByRole("link", { name });
  await expect(page.getByRole("table", { name: /^Chat per ingresso\s+dato fermo da/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Telefono per lingua", exact: true })).toBeVisible();
  await keepPicture(page, "desk-states/late", { fullPage: true });
  server.beat(heartbeat(house1522, asOfMs));
  await expect(page.getByRole("table", { name: "Chat per ingresso", exact: true })).toBeVisible();

  await page.getByText("Impostazioni del suono", { exact: true }).click();
  await expect(page.getByLabel("Dalle")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(page.getByLabel("Dalle")).toBeHidden();

  await place("Sistema").click();
  await expect(page).toHaveTitle("1522 · Sistema");
  const steps = await page.evaluate(() => history.length);
  await place("Sistema").click();
  expect(await page.evaluate(() => history.length), "the open place is no step").toBe(steps);
  await place("Adesso").click();
  await section(page, "Telefono")
    .getByRole("button", { name: /chiamate oggi/ })
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveTitle("1522 · Sistema");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowOf(page, "Fonti e collegamenti", "centralino")).toContainText(["", "", "in linea", /s fa/]);

  server.behaviour = "refusing";
  await page.clock.runFor(20_000);
  await expect(strip(page)).toHaveText(/Collegamento al server perso/);
  await expect(rowOf(page, "Fonti e collegamenti", "centralino")).toContainText(["", "", "—", "—"]);
  await expect(section(page, "Fonti")).toContainText("Collegamento al server perso");
  await place("Adesso").click();
  await expect(section(page, "Perché").getByRole("listitem")).toHaveText([/Collegamento al server perso/]);
  await expect(section(page, "Che cosa fare")).toHaveCount(0);
  await expect(page.getByText("Niente da")).toHaveCount(0);
  await keepPicture(page, "desk-states/link-lost", { fullPage: true });
});
