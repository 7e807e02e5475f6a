import type { Page } from "@playwright/test";

import { layoutFaults } from "./layout.ts";
import { expect, keepPicture } from "./wall.ts";

/** Screens that walls hang on, beginning with the shapes that differ most. */
export const SIZES = [
  { width: 1_920, height: 1_080 },
  { width: 1_080, height: 1_920 },
  { width: 1_366, height: 768 },
  { width: 1_280, height: 1_024 },
  { width: 3_840, height: 2_160 },
] as const;

export type Size = (typeof SIZES)[number];

interface Looks {
  /** Of the wall, with the parameters that are the same in all looks. */
  readonly address: string;
  /** What the address says of the distance; each is a load of the page. */
  readonly distances: readonly string[];
  readonly sizes: (distance: string) => readonly Size[];
  /** Resolves when the wall shows what it should. */
  readonly shown: (distance: string) => Promise<void>;
  /** For the pictures and the faults. */
  readonly name: string;
}

/**
 * Notes every fault of the layout. A wall is loaded once for each distance, on another screen each time, and that
 * screen is then turned into the others.
 */
export async function expectFit(
  page: Page,
  { address, distances, sizes, shown, name }: Looks,
): Promise<void> {
  for (const [at, distance] of distances.entries()) {
    const looked = sizes(distance);
    const first = at % looked.length;
    for (const [index, size] of [...looked.slice(first), ...looked.slice(0, first)].entries()) {
      await page.setViewportSize(size);
      if (index === 0) await page.goto(`${address}${address.includes("?") ? "&" : "?"}${distance}`);
      await shown(distance);
      await expectNoFault(page, `${name} ${size.width}x${size.height} ${distance}`.trim());
    }
  }
}

/** Judges when the layout has come to rest: what the size changes is on the glass two frames later. */
async function expectNoFault(page: Page, state: string): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await keepPicture(page, state.replaceAll(/[^\w/]+/g, "-"));
  await expect
    .configure({ soft: true })
    .poll(() => layoutFaults(page), { message: state })
    .toEqual([]);
}
