import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import * as boards from "../support/alert-boards.ts";
import { heartbeat } from "../support/board-frames.ts";
import { house1522 } from "../support/houses.ts";
import { axeFaults } from "./support/axe.ts";
import { expectFit, SIZES } from "./support/fit.ts";
import { expect, sentence, show, test } from "./support/wall.ts";

const alerts = (page: Page) => page.getByRole("list", { name: "Avvisi attivi" }).getByRole("listitem");

interface State {
  readonly name: string;
  readonly board: BoardSnapshot;
  readonly says: RegExp;
  /** Age of the sources; just heard unless told. */
  readonly ages?: Record<string, number>;
}

const STATES: readonly State[] = [
  { name: "alarm", board: boards.alarm, says: /^Chat: risposte entro 20\ss al 61%/ },
  { name: "watch", board: boards.watch, says: /^Telefono: mancano 2 operatrici/ },
  { name: "many", board: boards.many, says: /^Telefono: 4 chiamate perse di fila/ },
  { name: "eve", board: boards.onTheEve, says: /^Telefono: mancano 2 operatrici/ },
  { name: "acknowledged", board: boards.acknowledged, says: /^Un avviso non parte: ntfy/ },
  { name: "silenced", board: boards.silenced, says: /^Nulla di nuovo da segnalare/ },
  {
    name: "source-silent",
    board: boards.inhibited,
    says: /^Nessuna notizia da centralino dalle/,
    ages: { pbx: 420_000 },
  },
  { name: "undelivered", board: boards.stuck, says: /^Un avviso non parte: ntfy/ },
  { name: "pending", board: boards.pending, says: /^Tutto nella norma/ },
  { name: "recovering", board: boards.recovering, says: /^Telefono: poche operatrici, in rientro/ },
  { name: "surge", board: boards.surging, says: /^Picco di chiamate: 2,1/ },
  { name: "surge-together", board: boards.surgingTogether, says: /^Picco eccezionale di chiamate e chat/ },
];

const AFAR = [
  "distance=3&diagonal=55",
  "distance=4&diagonal=55",
  "distance=5&diagonal=55",
  "distance=6&diagonal=55",
];
/** The states that need most room are looked at in every size and from everywhere; the others in three shapes. */
const WIDEST = new Set(["many", "eve", "source-silent", "surge-together"]);
const IS_THOROUGH = process.env["VEDETTA_EVERY_SIZE"] !== undefined;

for (const { name, board, says, ages = {} } of STATES)
  test(`${name}: fits every size, and axe has nothing to say`, async ({ page, server }) => {
    const isWidest = IS_THOROUGH || WIDEST.has(name);
    show(server, house1522, board, ages);
    await expectFit(page, {
      address: `${server.url}/wall`,
      distances: [...(isWidest ? AFAR : []), ""],
      sizes: (distance) =>
        isWidest ? SIZES.filter(({ width }) => distance === "" || width < 3_000) : SIZES.slice(0, 3),
      shown: async () => {
        await expect(sentence(page)).toHaveText(says);
        await expect(page.locator("ve-figure")).toHaveCount(4);
      },
      name: `alerts/${name}`,
    });
    await page.setViewportSize(SIZES[0]);
    await expect(sentence(page)).toHaveText(says);
    expect(await axeFaults(page)).toEqual([]);
  });

test("has room for the longest words in English and in a simulation", async ({ page, server }) => {
  show(server, { ...house1522, simulated: true, speed: 60 }, boards.many);
  await expectFit(page, {
    address: `${server.url}/wall?lang=en`,
    distances: ["", ...AFAR],
    sizes: () => SIZES,
    shown: async () => {
      await expect(sentence(page)).toHaveText(/^Phone: 4 calls lost in a row/);
      await expect(page.locator("ve-figure")).toHaveCount(4);
    },
    name: "alerts/simulation",
  });
});

test("lists what goes on, the gravest first, in words, and counts what there is no room for", async ({
  page,
  server,
}) => {
  show(server, house1522, boards.many);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText("Telefono: 4 chiamate perse di fila dalle 14:54.");
  await expect(alerts(page).first()).toHaveText(/Allarme\s+Chat: risposte entro 20\ss al 61%/);
  await expect(alerts(page).nth(1)).toHaveText(/Attenzione\s+Telefono: mancano 2 operatrici/);
  await expect(alerts(page).last()).toHaveText(/^e altri \d$/);
  await page.setViewportSize({ width: 1_080, height: 1_920 });
  await expect(alerts(page).nth(1)).toHaveText(/Attenzione\s+Telefono: mancano 2 operatrici, da 12\smin/);
});

test("tells severities apart by shape and by word, not by colour alone", async ({ page, server }) => {
  show(server, house1522, boards.many);
  await page.goto(`${server.url}/wall`);
  await page.setViewportSize({ width: 1_080, height: 1_920 });
  const shapeOf = (at: number) => alerts(page).nth(at).locator("path").getAttribute("d");
  await expect(alerts(page)).toHaveCount(4);
  expect(await shapeOf(0)).not.toBe(await shapeOf(1));
});

test("names nobody: what somebody has taken on is quieter", async ({ page, server }) => {
  show(server, house1522, boards.acknowledged);
  await page.goto(`${server.url}/wall`);
  await expect(alerts(page).last()).toHaveText(/mancano 2 operatrici, da 12\smin · presa in carico/);
  await expect(alerts(page).last()).toHaveCSS("color", "rgb(184, 196, 208)");
  await expect(page.getByText("Anna")).toHaveCount(0);
});

test("keeps the great day and the ages of the sources in their places", async ({ page, server }) => {
  show(server, house1522, boards.onTheEve);
  await page.goto(`${server.url}/wall`);
  await expect(alerts(page)).toHaveCount(1);
  const footer = page.locator("ve-wall-footer");
  await expect(footer.getByText("Domani è il 25 novembre: 2,9 volte il solito; l’anno scorso")).toBeVisible();
  await expect(footer.getByText("centralino 2 s fa")).toBeVisible();
});

test("follows alerts as they come and go, and speaks up only then", async ({ page, server }) => {
  show(server, house1522, boards.pending);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText("Tutto nella norma.");
  await expect(alerts(page)).toHaveCount(0);
  const changes = await sentence(page).evaluateHandle((element) => {
    const seen: string[] = [];
    new MutationObserver(() => seen.push(element.textContent)).observe(element, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    return seen;
  });
  const both = { ...boards.watch, alerts: [boards.nobodyAnswers, boards.fewOperators] };
  for (const revision of [2, 3, 4]) server.send({ ...both, revision });
  await expect(alerts(page)).toHaveText([/mancano 2 operatrici, da 12\smin/]);
  server.beat(heartbeat(house1522, boards.watch.asOfMs + 60_000));
  await expect(alerts(page)).toHaveText([/mancano 2 operatrici, da 13\smin/]);
  server.send({ ...boards.pending, revision: 5, alerts: [] });
  await expect(alerts(page)).toHaveCount(0);
  const told = await changes.jsonValue();
  expect(told.filter((text, at) => text !== told[at - 1])).toEqual([
    expect.stringMatching(/^Telefono: 4 chiamate perse di fila/),
    "Tutto nella norma.",
  ]);
});

test("tells an alert once: what the sentence says is not in the strip", async ({ page, server }) => {
  show(server, house1522, boards.watch);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(/mancano 2 operatrici/);
  await expect(page.getByText(/mancano 2 operatrici/)).toHaveCount(2);
  await expect(alerts(page)).toHaveCount(0);
  // Where none of the others fits, they are counted as others.
  show(server, house1522, boards.many);
  await page.setViewportSize({ width: 1_080, height: 1_920 });
  await page.goto(`${server.url}/wall?distance=6&diagonal=55`);
  await expect(alerts(page)).toHaveText(["e altri 4"]);
});

test("shows no alert once the server is silent", async ({ page, server }) => {
  await page.clock.install();
  show(server, house1522, boards.many);
  await page.goto(`${server.url}/wall`);
  await expect(alerts(page).first()).toBeVisible();
  server.behaviour = "hanging";
  await page.clock.runFor(20_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  await expect(alerts(page)).toHaveCount(0);
});
