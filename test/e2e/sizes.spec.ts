import { crowded, doubtful, midday } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import { layoutFaults } from "./support/layout.ts";
import { expect, keepPicture, sentence, show, test } from "./support/wall.ts";

const simulated = { ...house1522, simulated: true, speed: 60 };

/** The states that need most room. */
const CROWDED = [
  { state: "crowded", house: simulated, snapshot: crowded, ages: {}, says: /^Telefono: 16 in attesa/ },
  { state: "midday", house: house1522, snapshot: midday, ages: {}, says: /^Tutto nella norma/ },
  { state: "doubtful", house: house1522, snapshot: doubtful, ages: {}, says: /^Tutto nella norma/ },
  {
    state: "old",
    house: house1522,
    snapshot: crowded,
    ages: { pbx: 17_000, chats: 70_000 },
    says: /^Nessuna notizia/,
  },
] as const;

const SIZES = [
  { width: 1_920, height: 1_080 },
  { width: 3_840, height: 2_160 },
  { width: 1_366, height: 768 },
  { width: 1_280, height: 1_024 },
  { width: 1_080, height: 1_920 },
] as const;

function nameOf({ width, height }: (typeof SIZES)[number], metres: number | null): string {
  return `${width} x ${height}${metres === null ? "" : `, ${metres} m`}`;
}

/** Every size near; from afar the shapes that differ most. `npm run verify` looks at every size from every distance. */
const DISTANCES =
  process.env["VEDETTA_EVERY_SIZE"] === undefined
    ? { "1920 x 1080": [null, 3, 5, 6], "1080 x 1920": [null, 5, 6], "1280 x 1024": [null, 5] }
    : Object.fromEntries(SIZES.map((size) => [nameOf(size, null), [null, 3, 4, 5, 6]]));
const distancesOf = (size: (typeof SIZES)[number]): readonly (number | null)[] =>
  new Map<string, readonly (number | null)[]>(Object.entries(DISTANCES)).get(nameOf(size, null)) ?? [null];

for (const size of SIZES)
  for (const metres of distancesOf(size))
    test(`fits ${nameOf(size, metres)} without overlap or scroll bars`, async ({ page, server }) => {
      await page.setViewportSize(size);
      for (const { state, house, snapshot, ages, says } of CROWDED) {
        show(server, house, snapshot, ages);
        await page.goto(`${server.url}/wall${metres === null ? "" : `?distance=${metres}&diagonal=55`}`);
        await expect(sentence(page)).toHaveText(says);
        await expect(page.locator("ve-figure")).toHaveCount(4);
        if (metres === null) await expect(page.locator("ve-trend canvas")).toHaveCount(2);
        await keepPicture(page, `${nameOf(size, metres).replaceAll(/[ ,]+/g, "-")}-${state}`);
        await expect
          .configure({ soft: true })
          .poll(() => layoutFaults(page), { message: state })
          .toEqual([]);
      }
    });

for (const { distance, px } of [
  { distance: 3, px: 32 },
  { distance: 4, px: 42 },
  { distance: 5, px: 53 },
  { distance: 6, px: 64 },
])
  test(`sets no type smaller than ${px} px for a 55 inch screen seen from ${distance} m`, async ({
    page,
    server,
  }) => {
    await page.goto(`${server.url}/wall?distance=${distance}&diagonal=55`);
    await expect(sentence(page)).toHaveText("Tutto nella norma.");
    const smallest = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(Math.round(Number.parseFloat(smallest))).toBe(px);
    expect(await layoutFaults(page)).toEqual([]);
  });
