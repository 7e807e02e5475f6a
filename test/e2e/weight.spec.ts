/** What a screen has to fetch to become a wall. */
import { gzipSync } from "node:zlib";

import { CALM, expect, sentence, test } from "./support/wall.ts";

const MOST_SCRIPT_BYTES = 60_000;
const MOST_FONT_BYTES = 40_000;

test("a wall is at most 60 kB of script and 40 kB of fonts", async ({ page, server }) => {
  const scripts = new Map<string, number>();
  const fonts = new Map<string, number>();
  const bodies: Promise<void>[] = [];
  page.on("response", (response) => {
    const name = new URL(response.url()).pathname;
    const sizes = name.endsWith(".js") ? scripts : name.endsWith(".woff2") ? fonts : null;
    if (sizes === null) return;
    const measure = async (): Promise<void> => {
      const body = await response.body();
      sizes.set(name, sizes === scripts ? gzipSync(body).length : body.length);
    };
    bodies.push(measure());
  });
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  await expect(page.locator("ve-trend canvas")).toHaveCount(2);
  await page.evaluate(() => document.fonts.ready);
  await Promise.all(bodies);

  const tell = (type: string, sizes: ReadonlyMap<string, number>): void =>
    void test.info().annotations.push({ type, description: `${total(sizes)} bytes in ${sizes.size} files` });
  tell("script, gzip", scripts);
  tell("fonts", fonts);
  expect(scripts.size).toBeGreaterThan(0);
  expect(fonts.size, "three weights").toBe(3);
  expect(total(scripts)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  expect(total(fonts)).toBeLessThanOrEqual(MOST_FONT_BYTES);
});

const total = (sizes: ReadonlyMap<string, number>): number =>
  sizes.values().reduce((sum, size) => sum + size, 0);
