import { many } from "../support/alert-boards.ts";
import { busyDesk } from "../support/alert-desk-boards.ts";
import { house1522 } from "../support/houses.ts";
import { axeFaults } from "./support/axe.ts";
import { announced, outgrown } from "./support/desk.ts";
import { AUTUMN, tell as tellReport } from "./support/report.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const PLACES = [
  { name: "Adesso", path: "/desk", title: "1522 · Adesso" },
  { name: "Oggi", path: "/desk/oggi", title: /^1522 · Oggi, martedì 24 novembre/ },
  { name: "Andamento", path: "/desk/andamento", title: "1522 · Andamento, 7 giorni" },
  { name: "Avvisi", path: "/desk/avvisi", title: "1522 · Avvisi" },
  { name: "Relazione", path: "/report", title: /^1522 · Relazione/ },
  { name: "Schermi", path: "/desk/schermi", title: /^1522 · Schermi/ },
  { name: "Sistema", path: "/desk/sistema", title: "1522 · Sistema" },
] as const;

test("every place is reached by keyboard alone, and has an address of its own", async ({ page, server }) => {
  show(server, house1522, many);
  server.script.alertDesk = busyDesk();
  tellReport(server);
  await page.goto(`${server.url}/desk`);
  const main = page.getByRole("main");
  for (const { name, path, title } of PLACES) {
    const link = page.getByRole("navigation", { name: "Pagine" }).getByRole("link", { name, exact: true });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page).toHaveTitle(title);
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(main).toHaveAccessibleName(name);
    await expect(main.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^\\s*${name}`));
    if (name !== "Adesso") await expect(main, "reading goes on at the new place").toBeFocused();
  }
  expect(server.asked.get("/api/v1/stream"), "one stream for all of them").toBe(1);
  await page.goBack();
  await expect(page).toHaveTitle(/^1522 · Schermi/);
  await page.goBack();
  await expect(page).toHaveTitle(/^1522 · Relazione/);
  await page.reload();
  await expect(page).toHaveTitle(/^1522 · Relazione/);
});

test("the first stop of the keyboard skips what every place has", async ({ page, server }) => {
  show(server, house1522, many);
  await page.goto(`${server.url}/desk/sistema`);
  await expect(page).toHaveTitle("1522 · Sistema");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Vai al contenuto" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("an address with a slash at its end, filters and language are kept; a place that is not there says so", async ({
  page,
  server,
}) => {
  show(server, house1522, many);
  await page.goto(`${server.url}/desk/?lang=en&channel=chat`);
  await expect(page).toHaveTitle("1522 · Now");
  await page.getByRole("link", { name: "italiano" }).click();
  await expect(page).toHaveURL(/lang=it&channel=chat$/);
  await expect(page.getByRole("combobox", { name: "Canale" })).toHaveValue("chat");
  await page.goto(`${server.url}/desk/altrove`);
  await expect(page.getByRole("main")).toContainText("Questa pagina non c’è.");
});

test("a container for announcements is there before there is anything to say", async ({ page, server }) => {
  server.behaviour = "hanging";
  await page.goto(`${server.url}/desk`);
  await expect(announced(page)).toHaveCount(1);
});

test("every place in English and in the dark: axe has nothing to say, and 320 px are enough", async ({
  page,
  server,
}) => {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  show(server, { ...house1522, simulated: true }, many);
  server.script.alertDesk = busyDesk();
  tellReport(server);
  for (const { name, path } of PLACES.filter((place) => place.name !== "Relazione")) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}${path}?lang=en`);
    await expect(
      page
        .getByRole("main")
        .getByRole("heading", { level: name === "Schermi" ? 1 : 2 })
        .first(),
    ).toBeVisible();
    await keepPicture(page, `desk-places/${name}`, { fullPage: true });
    expect(await axeFaults(page), name).toEqual([]);
    await page.setViewportSize({ width: 320, height: 844 });
    expect(await outgrown(page), name).toBe(0);
    await keepPicture(page, `desk-places/${name}-320`, { fullPage: true });
  }
  await page.goto(`${server.url}/report${AUTUMN}&lang=en`);
  await expect(page.getByRole("table").first()).toBeVisible();
  expect(await outgrown(page), "Relazione").toBe(0);
});
