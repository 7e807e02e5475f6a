import { crowded, doubtful, midday } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import { expectFit, type Size, SIZES } from "./support/fit.ts";
import { layoutFaults } from "./support/layout.ts";
import { CALM, expect, sentence, show, test } from "./support/wall.ts";

const simulated = { ...house1522, simulated: true, speed: 60 };

/** The states that need most room. */
const CROWDED = [
  { state: "crowded", house: simulated, snapshot: crowded, ages: {}, says: /^Telefono: 16 in attesa/ },
  { state: "midday", house: house1522, snapshot: midday, ages: {}, says: CALM },
  { state: "doubtful", house: house1522, snapshot: doubtful, ages: {}, says: CALM },
  {
    state: "old",
    house: house1522,
    snapshot: crowded,
    ages: { pbx: 17_000, chats: 70_000 },
    says: /^Nessuna notizia/,
  },
] as const;

/** Every size near; from afar the shapes that differ most. `npm run verify` looks at every size from every distance. */
const IS_THOROUGH = process.env["VEDETTA_EVERY_SIZE"] !== undefined;
const FROM_AFAR = new Map([
  [3, [1_920]],
  [4, []],
  [5, [1_920, 1_080, 1_280]],
  [6, [1_920, 1_080]],
]);
const sizesFrom = (metres: number): readonly Size[] =>
  SIZES.filter(({ width }) => IS_THOROUGH || FROM_AFAR.get(metres)?.includes(width));
const fromAfar = (metres: number): string => `distance=${metres}&diagonal=55`;
const DISTANCES = new Map<string, readonly Size[]>([
  ["", SIZES],
  ...[...FROM_AFAR.keys()].map((metres) => [fromAfar(metres), sizesFrom(metres)] as const),
]);

for (const { state, house, snapshot, ages, says } of CROWDED)
  test(`${state}: fits every size from every distance, without overlap or scroll bars`, async ({
    page,
    server,
  }) => {
    show(server, house, snapshot, ages);
    await expectFit(page, {
      address: `${server.url}/wall`,
      distances: [...DISTANCES.keys()],
      sizes: (distance) => DISTANCES.get(distance) ?? [],
      shown: async (distance) => {
        await expect(sentence(page)).toHaveText(says);
        await expect(page.locator("ve-figure")).toHaveCount(4);
        if (distance === "") await expect(page.locator("ve-trend canvas")).toHaveCount(2);
      },
      name: `sizes/${state}`,
    });
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
    await page.goto(`${server.url}/wall?${fromAfar(distance)}`);
    await expect(sentence(page)).toHaveText(CALM);
    const smallest = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(Math.round(Number.parseFloat(smallest))).toBe(px);
    expect(await layoutFaults(page)).toEqual([]);
  });
