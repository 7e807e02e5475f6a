import { busyDesk, quietDesk } from "../support/alert-desk-boards.ts";
import { usual } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import { alert, section, tell } from "./support/alerts.ts";
import { axeFaults } from "./support/axe.ts";
import { outgrown, PAPER_WIDTH_PX } from "./support/desk.ts";
import { expect, keepPicture, show, test } from "./support/wall.ts";

test.use({ viewport: { width: 1_280, height: 900 } });

for (const colorScheme of ["light", "dark"] as const)
  for (const [name, desk] of [
    ["busy", busyDesk],
    ["quiet", quietDesk],
  ] as const)
    test(`${name}, ${colorScheme}: axe has nothing to say, forms included`, async ({ page, server }) => {
      await page.emulateMedia({ colorScheme });
      tell(server, desk());
      if (name === "quiet") show(server, house1522, usual);
      await page.goto(`${server.url}/desk/avvisi`);
      await expect(section(page, "Silenzi")).toBeVisible();
      await keepPicture(page, `desk-alerts/${name}-${colorScheme}`, { fullPage: true });
      expect(await axeFaults(page)).toEqual([]);
      await page
        .getByRole("button", { name: /^Silenzia/ })
        .first()
        .click();
      await expect(page.getByLabel("Motivo")).toBeVisible();
      await keepPicture(page, `desk-alerts/${name}-${colorScheme}-form`);
      expect(await axeFaults(page)).toEqual([]);
    });

test("reflows at 320 px, where only tables scroll", async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await page.getByRole("button", { name: "Silenzia: Chat: risposte in calo" }).click();
  await expect(page.getByLabel("Motivo")).toBeVisible();
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk-alerts/narrow", { fullPage: true });
  expect(await axeFaults(page)).toEqual([]);
});

test("prints on A4 without what is for the screen", async ({ page, server }) => {
  await page.setViewportSize({ width: PAPER_WIDTH_PX, height: 1_000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await expect(alert(page, /nessuno risponde/)).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "desk-alerts/print", { fullPage: true });
});
