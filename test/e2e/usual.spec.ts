import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { heartbeat } from "../support/board-frames.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { staffed } from "../support/with-outlook.ts";
import { axeFaults } from "./support/axe.ts";
import { expectFit, type Size, SIZES } from "./support/fit.ts";
import { layoutFaults } from "./support/layout.ts";
import { CALM, expect, keepPicture, sentence, show, test } from "./support/wall.ts";

const caption = (page: Page, what: string | RegExp) => page.getByRole("heading", { name: what });
const chart = (page: Page, what: string | RegExp) => page.getByRole("img", { name: what });
const phone = (page: Page) => page.getByRole("region", { name: "Telefono" });

/** States of the volume, and what the top of the wall says in each. */
const STATES: readonly { readonly name: string; readonly board: BoardSnapshot; readonly says: RegExp }[] = [
  { name: "usual-day", board: boards.ordinaryDay, says: /^Tutto nella norma/ },
  { name: "elevated", board: boards.elevated, says: /^Molte chiamate: 1,5/ },
  { name: "surge", board: boards.surge, says: /^Picco di chiamate: 2,1/ },
  { name: "extreme", board: boards.extreme, says: /^Picco eccezionale di chiamate e chat/ },
  { name: "25-november", board: staffed(boards.greatDay), says: /come atteso/ },
  { name: "25-november-surge", board: boards.greaterDay, says: /l’atteso/ },
  { name: "25-november-morning", board: boards.morning, says: /^Tutto nella norma/ },
  { name: "eve", board: boards.eve, says: /^Tutto nella norma/ },
  { name: "learning", board: boards.learning, says: /^Tutto nella norma/ },
  { name: "gap", board: boards.withGap, says: /^Tutto nella norma/ },
  { name: "since-noon", board: boards.seenSinceNoon, says: /^Tutto nella norma/ },
  { name: "too-quiet", board: boards.tooQuiet, says: /^Telefono: nessuna chiamata/ },
  { name: "understaffed", board: boards.understaffed, says: /^Telefono: mancano 2 operatrici/ },
];

/** From afar things give way; the shapes that differ most. */
const AFAR = ["distance=4&diagonal=55", "distance=5&diagonal=55", "distance=6&diagonal=55"];
/** The states that need most room are looked at in every size and from everywhere; the others in two shapes. */
const WIDEST = new Set(["extreme", "25-november", "eve", "too-quiet"]);
const IS_THOROUGH = process.env["VEDETTA_EVERY_SIZE"] !== undefined;
const isLookedAt = (name: string, { width }: Size): boolean =>
  IS_THOROUGH || WIDEST.has(name) || width === 1_920 || width === 1_080;

for (const { name, board, says } of STATES)
  test(`${name}: fits every size, and axe has nothing to say`, async ({ page, server }) => {
    show(server, house1522, board);
    await expectFit(page, {
      address: `${server.url}/wall`,
      distances: [...(WIDEST.has(name) ? AFAR : []), ""],
      sizes: (distance) =>
        SIZES.filter((size) => isLookedAt(name, size) && (distance === "" || size.width < 3_000)),
      shown: async (distance) => {
        await expect(sentence(page)).toHaveText(says);
        if (distance === "") await expect(page.locator("ve-trend canvas")).toHaveCount(2);
      },
      name: `usual/${name}`,
    });
    await page.setViewportSize(SIZES[0]);
    await expect(sentence(page)).toHaveText(says);
    expect(await axeFaults(page)).toEqual([]);
  });

for (const lang of ["it", "en"])
  test(`a simulation in ${lang} has room for the longest sentences too`, async ({ page, server }) => {
    for (const board of [boards.extreme, boards.greaterDay, boards.eve]) {
      show(server, { ...house1522, simulated: true, speed: 60 }, board);
      await expectFit(page, {
        address: `${server.url}/wall?lang=${lang}`,
        distances: ["", ...AFAR],
        sizes: () => SIZES.filter((size) => isLookedAt("simulation", size)),
        shown: async () => {
          await expect(page.getByText(/^SIMULA(TION|ZIONE)$/)).toBeVisible();
          await expect(page.locator("ve-figure")).toHaveCount(4);
        },
        name: `usual/simulation-${lang}-${board.announcement ? "eve" : "surge"}`,
      });
    }
  });

test("holds today against the usual and foresees its end", async ({ page, server }) => {
  show(server, house1522, staffed(boards.greatDay));
  await page.goto(`${server.url}/wall`);
  await expect(caption(page, /^Chiamate oggi/)).toHaveText(
    "Chiamate oggi 286 · di solito 108 · a mezzanotte ≈ 768 (630–905)",
  );
  await expect(
    chart(page, /286 alle 10:42; di solito a quest’ora 108; previste a mezzanotte 768, fra 630 e 905$/),
  ).toBeVisible();
  await expect(sentence(page)).toHaveText(
    "Molte chiamate e chat: 2,6 volte il solito di mercoledì, come atteso per il 25 novembre.",
  );
});

test("says less where there is less room, and never half of it", async ({ page, server }) => {
  show(server, house1522, boards.greatDay);
  await page.setViewportSize({ width: 1_920, height: 1_080 });
  await page.goto(`${server.url}/wall?distance=5&diagonal=55`);
  await expect(caption(page, /^Chiamate/)).toHaveText("Chiamate oggi 286 · di solito 108");
  await page.setViewportSize({ width: 1_080, height: 1_920 });
  await page.goto(`${server.url}/wall`);
  await expect(caption(page, /^Chiamate/)).toHaveText(
    "Chiamate oggi 286 · di solito 108 a mezzanotte ≈ 768 (630–905)",
  );
});

test("marks a surge in its channel, with its level and since when", async ({ page, server }) => {
  show(server, house1522, boards.surge);
  await page.goto(`${server.url}/wall`);
  await expect(phone(page)).toContainText("picco dalle 10:15");
  await expect(page.getByRole("region", { name: "Chat" })).not.toContainText("picco");
  await expect(caption(page, /^Chiamate oggi/)).toHaveText(/a mezzanotte almeno 685$/);
});

test("tells levels apart by shape, not by colour alone", async ({ page, server }) => {
  const shapes = new Set<string>();
  for (const board of [boards.elevated, boards.surge, boards.extreme]) {
    show(server, house1522, board);
    await page.goto(`${server.url}/wall`);
    await expect(sentence(page)).not.toHaveText("");
    const path = page.locator("ve-wall-header [part=sentence] path");
    shapes.add((await path.getAttribute("d")) ?? "");
  }
  expect(shapes.size).toBe(3);
});

test("speaks up again only when a fact has changed", async ({ page, server }) => {
  show(server, house1522, boards.surge);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(/da 25 minuti/);
  const changes = await sentence(page).evaluateHandle((element) => {
    const seen: string[] = [];
    new MutationObserver(() => seen.push(element.textContent)).observe(element, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    return seen;
  });
  for (const revision of [2, 3, 4])
    server.send({ ...boards.surge, revision, asOfMs: boards.surge.asOfMs + revision * 1_000 });
  server.beat(heartbeat(house1522, boards.surge.asOfMs + 5_000));
  await page.waitForTimeout(1_500);
  expect(await changes.jsonValue()).toEqual([]);
});

test("has a place for everyone who is missing", async ({ page, server }) => {
  show(server, house1522, boards.understaffed);
  await page.goto(`${server.url}/wall`);
  await expect(phone(page)).toContainText(/8 in linea,\s*ne servono 10/);
  await expect(phone(page).getByText("ne servono 10")).toHaveCSS("color", "rgb(240, 228, 66)");
  await expect(page.locator("ve-operators i.missing")).toHaveCount(2);
  await expect(chart(page, /^Operatrici: 8 in linea.*ne servono 10$/)).toBeVisible();
});

test("announces a great day on its eve and on its morning", async ({ page, server }) => {
  const footer = page.locator("ve-wall-footer");
  show(server, house1522, boards.eve);
  await page.goto(`${server.url}/wall`);
  await expect(footer).toContainText(
    "Domani è il 25 novembre: 2,9 volte il solito; l’anno scorso 796 chiamate e 195 chat.",
  );
  show(server, house1522, boards.morning);
  await page.goto(`${server.url}/wall?lang=en`);
  await expect(footer).toContainText(
    "Today is 25 November: 2.9 times the usual; last year 796 calls and 195 chats.",
  );
});

test("tells that it is still learning", async ({ page, server }) => {
  show(server, house1522, boards.learning);
  await page.goto(`${server.url}/wall`);
  await expect(page.getByText("sto imparando: settimana 2 di 4")).toHaveCount(2);
});

test("tells since when a day was seen, and that a part of it was not", async ({ page, server }) => {
  show(server, house1522, boards.seenSinceNoon);
  await page.goto(`${server.url}/wall`);
  await expect(caption(page, /^Chiamate dalle 12:05 62/)).toBeVisible();
  show(server, house1522, boards.withGap);
  await page.goto(`${server.url}/wall`);
  await expect(chart(page, /Chiamate oggi.*parte della giornata non è stata vista/)).toBeVisible();
});

test("foresees nothing from figures that have stopped, and dims the rest", async ({ page, server }) => {
  show(server, house1522, boards.greatDay, { pbx: 17_000, chats: 70_000 });
  await page.goto(`${server.url}/wall`);
  await expect(caption(page, /^Chat oggi/)).toHaveText(/^Chat oggi · dato fermo da/);
  await expect(chart(page, /^Chat oggi/)).not.toHaveAccessibleName(/previste/);
  const foreseen = caption(page, /^Chiamate oggi/).getByText("≈ 768");
  await expect(foreseen).toHaveCSS("color", "rgb(139, 156, 173)");
  await keepPicture(page, "usual/old");
  expect(await layoutFaults(page)).toEqual([]);
});

test("asks for the history again when what is usual has been learned", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  await page.clock.runFor(6_000);
  await expect.poll(() => server.asked.get("/api/v1/trend")).toBe(1);
  server.send({ ...boards.ordinaryDay, revision: 2 });
  await expect.poll(() => server.asked.get("/api/v1/trend")).toBe(2);
  await page.clock.runFor(6_000);
  server.send({ ...boards.ordinaryDay, revision: 3 });
  await expect(caption(page, /^Chiamate oggi/)).toHaveText(/di solito/);
  expect(server.asked.get("/api/v1/trend"), "asked for once").toBe(2);
});
