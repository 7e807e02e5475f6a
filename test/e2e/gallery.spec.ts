/** The page that shows every element in every state, as `npm run dev` serves it. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { expect, test as base } from "@playwright/test";
import { createServer } from "vite";

import { PAGES } from "../../web/gallery/pages.ts";
import { axeFaults } from "./support/axe.ts";
import { keepPicture } from "./support/wall.ts";

const test = base.extend<object, { readonly gallery: string }>({
  gallery: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    async ({}, use) => {
      const cacheDir = await mkdtemp(path.join(os.tmpdir(), "vedetta-gallery-"));
      const server = await createServer({
        cacheDir,
        logLevel: "error",
        server: { host: "127.0.0.1", port: 0, strictPort: false, hmr: false, watch: null },
      });
      await server.listen();
      await use(`${server.resolvedUrls?.local[0] ?? ""}gallery`);
      await server.close();
      await rm(cacheDir, { recursive: true });
    },
    { scope: "worker" },
  ],
});

test("every element is shown in every state with its contract, and axe has nothing to say", async ({
  page,
  gallery,
}) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const seen = new Set<string>();
  for (const of of ["wall", "desk"]) {
    await page.goto(`${gallery}?of=${of}`);
    await expect(page.getByRole("heading", { level: 1, name: "Elements" })).toBeVisible({ timeout: 30_000 });
    await page.evaluate(() => document.fonts.ready);
    for (const article of await page.getByRole("article").all()) {
      const tag = (await article.getAttribute("id")) ?? "";
      seen.add(tag);
      await expect(article.getByRole("table")).toContainText("property");
      const states = article.getByRole("region", { name: `${tag}, ` });
      expect(await states.count(), `states of ${tag}`).toBeGreaterThan(0);
      for (const state of await states.all())
        await expect(state.locator(`.stage > ${tag}`), "the element has drawn itself").toHaveJSProperty(
          "hasUpdated",
          true,
        );
    }
    await keepPicture(page, `gallery/${of}`, { fullPage: true });
    // The same element many times over is what this page is for.
    const faultsFound = await axeFaults(page, (axe) =>
      axe.disableRules(["landmark-unique", "heading-order"]),
    );
    expect(faultsFound, `axe, ${of}`).toEqual([]);
  }
  const defined = await page.evaluate(() => {
    const modules = performance
      .getEntriesByType("resource")
      .map(({ name }) => /elements\/(ve-[\w-]+)\.ts/.exec(name)?.[1]);
    return [...new Set(modules.filter((tag) => tag !== undefined && customElements.get(tag) !== undefined))];
  });
  expect(new Set([...seen, ...PAGES]), "every element there is").toEqual(new Set(defined));
  expect(faults).toEqual([]);
});

test("the server of a house has no gallery", async () => {
  const { existsSync } = await import("node:fs");
  expect(existsSync("dist/index.html")).toBe(true);
  expect(existsSync("dist/gallery.html")).toBe(false);
});
