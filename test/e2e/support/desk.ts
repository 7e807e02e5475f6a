import type { Page } from "@playwright/test";

/** A4 in portrait between its margins of 15 mm, at 96 dots to the inch. */
export const PAPER_WIDTH_PX = Math.floor((180 / 25.4) * 96);

export const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** By how many pixels the page is wider than its window. */
export const outgrown = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** How the desk's level was announced last. */
export const announced = (page: Page) => page.getByRole("status", { name: /^(Stato|State)$/ });

/** What the strip at the top says. */
export const strip = (page: Page) => page.locator("ve-desk .sentence");

/** Opens every long table of the place, as somebody does who wants them. */
export async function unfold(page: Page): Promise<void> {
  const closed = page.locator("main details:not([open]) > summary");
  await closed.first().waitFor();
  while ((await closed.count()) > 0) await closed.first().click();
}
