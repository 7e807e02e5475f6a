/** One picture, and the sheet that shows many. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "@playwright/test";

export const STATES_FOLDER = "screenshots";

/** `isWhole`: all of the page, not only what fits. Resolves with the file. The page's clock must be installed. */
export async function picture(
  page: Page,
  name: string,
  size: { readonly width: number; readonly height: number },
  isWhole = false,
): Promise<string> {
  await page.setViewportSize(size);
  // What a size changes is on the glass some frames later; charts are drawn anew at most once a second.
  await page.clock.runFor(1_100);
  await page.waitForTimeout(60);
  const file = path.join(STATES_FOLDER, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: isWhole });
  return file;
}

/** `index.html` beside the pictures. */
export function writeSheet(files: readonly string[]): void {
  const figures = files.map((file) => {
    const name = path.relative(STATES_FOLDER, file);
    return `<figure><a href="${name}"><img src="${name}" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`;
  });
  const style =
    "body{display:flex;flex-wrap:wrap;gap:1rem;font:14px sans-serif}figure{margin:0}img{width:30rem;display:block}";
  writeFileSync(
    path.join(STATES_FOLDER, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Vedetta</title><style>${style}</style>${figures.join("\n")}\n`,
  );
}
