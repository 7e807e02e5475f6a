/** Each level is told apart by those who see no colours, and by those who do not see all of them. */
import type { CDPSession, Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { staffed } from "../support/with-outlook.ts";
import { expect, sentence, show, test } from "./support/wall.ts";

/** WCAG 1.4.11: what carries meaning stands out from its ground so far. */
const LEAST_CONTRAST = 3;
/** Two levels side by side, where each is a patch of grey. */
const LEAST_STEP = 1.4;
/** Two colours, in CIELAB: 2 is seen by trained eyes side by side, 25 from across the room. */
const LEAST_DISTANCE = 25;
/** Two shapes of which more is the same than this are easily taken for each other. */
const MOST_ALIKE = 0.85;
const EYES = ["none", "achromatopsia", "deuteranopia"] as const;

const LEVELS: readonly { name: string; board: BoardSnapshot; ages?: Record<string, number>; says: RegExp }[] =
  [
    { name: "information", board: staffed(boards.greatDay), says: /^Molte chiamate e chat/ },
    { name: "attention", board: boards.surge, says: /^Picco di chiamate/ },
    { name: "alarm", board: boards.extreme, says: /^Picco eccezionale/ },
    { name: "old", board: boards.ordinaryDay, ages: { pbx: 17_000 }, says: /^Nessuna notizia/ },
  ];

interface Mark {
  readonly name: string;
  /** Relative luminance (WCAG) of the mark and of the ground around it, as they are seen. */
  readonly luminance: number;
  readonly ground: number;
  /** Linear red, green and blue of the mark, 0 to 1. */
  readonly colour: readonly number[];
  /** Which of the places of a raster belong to the mark. */
  readonly shape: readonly boolean[];
  readonly words: string;
}

test("each level has a shape, a word and a grey of its own", async ({ page, server }) => {
  const devtools = await page.context().newCDPSession(page);
  const seen = new Map<string, Mark[]>(EYES.map((eyes) => [eyes, []]));
  for (const { name, board, ages, says } of LEVELS) {
    show(server, house1522, board, ages);
    await page.goto(`${server.url}/wall`);
    await expect(sentence(page)).toHaveText(says);
    const words = await sentence(page).innerText();
    for (const eyes of EYES) seen.get(eyes)?.push({ name, words, ...(await lookAt(page, devtools, eyes)) });
  }
  for (const [eyes, marks] of seen) {
    for (const { name, luminance, ground } of marks)
      expect(contrast(luminance, ground), `${name} on its ground, ${eyes}`).toBeGreaterThanOrEqual(
        LEAST_CONTRAST,
      );
    for (const [index, one] of marks.entries())
      for (const other of marks.slice(index + 1)) {
        const pair = `${one.name} and ${other.name}, ${eyes}`;
        expect(likeness(one.shape, other.shape), `shapes of ${pair}`).toBeLessThan(MOST_ALIKE);
        expect(one.words.split(/[:,]/)[0], `words of ${pair}`).not.toBe(other.words.split(/[:,]/)[0]);
        if (one.name === "old" || other.name === "old") continue;
        if (eyes === "achromatopsia")
          expect(contrast(one.luminance, other.luminance), `greys of ${pair}`).toBeGreaterThan(LEAST_STEP);
        else expect(distance(one.colour, other.colour), `colours of ${pair}`).toBeGreaterThan(LEAST_DISTANCE);
      }
  }
});

test("usual is the absence of colour", async ({ page, server }) => {
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText("Tutto nella norma.");
  await expect(page.locator("ve-wall-header [part=sentence] svg")).toHaveCount(0);
  const colours = await page.evaluate(() => {
    const found = new Set<string>();
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.checkVisibility()) found.add(getComputedStyle(element).color);
      }
    };
    visit(document);
    return [...found];
  });
  for (const loud of ["rgb(240, 228, 66)", "rgb(213, 94, 0)"]) expect(colours).not.toContain(loud);
});

/** The mark before the sentence, as such eyes see it. */
async function lookAt(
  page: Page,
  devtools: CDPSession,
  type: (typeof EYES)[number],
): Promise<Pick<Mark, "luminance" | "ground" | "colour" | "shape">> {
  await devtools.send("Emulation.setEmulatedVisionDeficiency", { type });
  const picture = await page.locator("ve-wall-header [part=sentence] svg").screenshot({ caret: "initial" });
  await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
  return page.evaluate(
    async (source) => {
      const SIDE = 24;
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(SIDE, SIDE).getContext("2d");
      if (!canvas) throw new Error("there is no canvas here");
      canvas.drawImage(image, 0, 0, SIDE, SIDE);
      const { data } = canvas.getImageData(0, 0, SIDE, SIDE);
      const linear = (at: number): number => {
        const part = (data[at] ?? 0) / 255;
        return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      };
      const pixels = Array.from({ length: SIDE * SIDE }, (_, pixel) => {
        const [red, green, blue] = [linear(pixel * 4), linear(pixel * 4 + 1), linear(pixel * 4 + 2)];
        return { luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue, colour: [red, green, blue] };
      });
      // Not the very darkest and brightest, which may be an edge.
      const sorted = pixels.toSorted((a, b) => a.luminance - b.luminance);
      const ground = sorted[5]?.luminance ?? 0;
      const { luminance, colour } = sorted.at(-15) ?? { luminance: 0, colour: [] };
      const shape = pixels.map((one) => one.luminance > (ground + luminance) / 2);
      return { ground, luminance, colour, shape };
    },
    `data:image/png;base64,${picture.toString("base64")}`,
  );
}

const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Share of what either has that both have. */
function likeness(one: readonly boolean[], other: readonly boolean[]): number {
  const both = one.filter((isMarked, at) => isMarked && other[at]).length;
  const either = one.filter((isMarked, at) => isMarked || other[at]).length;
  return both / either;
}

/** CIE76: how far apart two colours look. */
function distance(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

/** Linear sRGB in CIELAB, under the white of daylight (D65). */
function labOf([red = 0, green = 0, blue = 0]: readonly number[]): readonly number[] {
  const x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
  const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
  const [fx, fy, fz] = [x, y, z].map((part) =>
    part > 0.008_856 ? Math.cbrt(part) : 7.787 * part + 16 / 116,
  );
  return [116 * (fy ?? 0) - 16, 500 * ((fx ?? 0) - (fy ?? 0)), 200 * ((fy ?? 0) - (fz ?? 0))];
}
