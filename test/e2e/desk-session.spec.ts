/** A session that ends says so before it does: with it ends the sound of alarms. */
import { ordinaryDay } from "../support/usual-boards.ts";
import { house1522 } from "../support/houses.ts";
import { axeFaults } from "./support/axe.ts";
import { outgrown } from "./support/desk.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

const MINUTE_MS = 60_000;
const anna = { role: "supervisor", name: "Anna", canLogOut: true } as const;

test("says five minutes before that nobody is there, and a press continues the session", async ({
  page,
  server,
}) => {
  await page.clock.install({ time: ordinaryDay.asOfMs });
  show(server, house1522, ordinaryDay);
  server.script.session = { ...anna, ends: { inMs: 60 * MINUTE_MS, canGoOn: true } };
  await page.goto(`${server.url}/desk`);
  const notice = page.getByText(/la sessione finisce/);
  await expect(page.getByText("Anna")).toBeVisible();
  await page.clock.runFor(54 * MINUTE_MS);
  await expect(notice).toHaveCount(0);
  await page.clock.runFor(90_000);
  await expect(notice).toContainText("alle 16:20 la sessione finisce, e gli avvisi non suonano più");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
    await keepPicture(page, `desk-session/${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk-session/320");
  const asked = server.asked.get("/api/v1/session") ?? 0;
  await page.getByRole("button", { name: "Continua la sessione" }).press("Enter");
  await expect(notice).toHaveCount(0);
  expect(server.asked.get("/api/v1/session")).toBe(asked + 1);
  await page.clock.runFor(54 * MINUTE_MS);
  await expect(notice).toHaveCount(0);
});

test("says only until when where nothing but a new login helps, and nothing where nobody logs in", async ({
  page,
  server,
}) => {
  await page.clock.install({ time: ordinaryDay.asOfMs });
  show(server, house1522, ordinaryDay);
  server.script.session = { ...anna, ends: { inMs: 8 * MINUTE_MS, canGoOn: false } };
  await page.goto(`${server.url}/desk?lang=en`);
  await expect(page.getByText("Anna")).toBeVisible();
  await page.clock.runFor(6.5 * MINUTE_MS);
  await expect(
    page.getByText("At 15:28 the session ends: without a new login alarms sound no more."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue the session" })).toHaveCount(0);
  server.script.session = { ...anna, ends: null };
  await page.goto(`${server.url}/desk?lang=en`);
  await expect(page.getByText("Anna")).toBeVisible();
  await page.clock.runFor(70 * MINUTE_MS);
  await expect(page.getByText(/the session ends/)).toHaveCount(0);
});
