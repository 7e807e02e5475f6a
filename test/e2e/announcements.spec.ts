/** What a wall reads out to those who cannot see it. */
import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import * as alertBoards from "../support/alert-boards.ts";
import { heartbeat } from "../support/board-frames.ts";
import { busy } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { CALM, expect, figure, sentence, show, test } from "./support/wall.ts";

/** The same board some seconds later, with nobody who waits. */
const later = (board: BoardSnapshot, seconds = 0): BoardSnapshot => ({
  ...board,
  asOfMs: board.asOfMs + seconds * 1_000,
  channels: board.channels.map((one) => ({ ...one, now: { ...one.now, longestWaitSinceMs: null } })),
});

/** Everything that the page's live regions have said since, in order. */
async function listen(page: Page) {
  await expect(page.getByRole("status")).toHaveCount(1);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.locator("[aria-live]")).toHaveCount(0);
  const told = await page.getByRole("status").evaluateHandle((element) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    return texts;
  });
  return async () => (await told.jsonValue()).filter((text, at, all) => text !== all[at - 1]);
}

test("is silent while numbers move on, and speaks when the level changes", async ({ page, server }) => {
  await page.clock.install();
  show(server, house1522, boards.ordinaryDay);
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("status")).toHaveText("Tutto nella norma.");
  const told = await listen(page);
  let revision = 1;
  const send = async (board: BoardSnapshot, says: RegExp): Promise<void> => {
    revision += 1;
    server.beat(heartbeat(house1522, board.asOfMs));
    server.send({ ...board, revision });
    await expect(sentence(page)).toHaveText(says);
  };

  // Others wait, they wait longer, and a minute goes by: the same is told in other numbers.
  await send(busy, /^Telefono: 16 in attesa, la più lunga da più di un’ora/);
  const [phone, ...others] = busy.channels;
  if (!phone) throw new Error("the busy board has a phone");
  for (const waiting of [15, 17, 12])
    await send(
      { ...busy, channels: [{ ...phone, now: { ...phone.now, waiting } }, ...others] },
      new RegExp(`^Telefono: ${waiting} in attesa`),
    );
  await page.clock.runFor(5_000);
  await expect(figure(page, "Telefono", "attesa più lunga")).toContainText(/1:02:\d\d/);

  await send(later(boards.surge), /^Picco di chiamate: 2,1.*da 25 minuti/);
  await send(later(boards.surge, 300), /^Picco di chiamate: 2,1.*da 30 minuti/);
  await send(alertBoards.alarm, /^Chat: risposte entro 20\ss al 61%/);
  await send(later(boards.ordinaryDay), /^Tutto nella norma/);
  await send(later(boards.ordinaryDay, 600), /^Tutto nella norma/);

  expect(await told()).toEqual([
    expect.stringMatching(/^Telefono: 16 in attesa/),
    expect.stringMatching(/^Chat: risposte entro 20\ss al 61%/),
    "Tutto nella norma.",
  ]);
});

test("says once that the link is lost, and once that it is back", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("status")).toHaveText(CALM);
  const told = await listen(page);
  server.behaviour = "hanging";
  await page.clock.runFor(70_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  server.behaviour = "serving";
  // Step by step: the server beats once for each connection, and what it said grows old again.
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(sentence(page)).toHaveText(CALM, { timeout: 100 });
  }).toPass();
  expect(await told()).toEqual([
    "Collegamento al server perso: cifre ferme dalle 15:20:07.",
    "Niente da segnalare: il solito di chiamate e chat non è ancora noto.",
  ]);
});
