import type { Page } from "@playwright/test";

import { expect, type Program, test } from "./real/program.ts";
import { seenFrames, watchForMark } from "./real/unmarked-frames.ts";
import { axeFaults } from "./support/axe.ts";
import { layoutFaults } from "./support/layout.ts";
import { paintedSamples, recordPainted } from "./support/painted.ts";
import { figure, sentence } from "./support/wall.ts";

/** What `npm start` shows, on the busiest morning of the year. */
const AS_SHIPPED = {
  config: "config/vedetta.example.yaml",
  words: ["--from", "2025-11-25T10:42", "--speed", "60"],
};
const SECOND_HOUSE = { config: "test/e2e/real/second-house.yaml", words: ["--from", "2025-11-25T14:20"] };

test("the house as shipped comes alive: time goes by, callers wait, talk and are counted", async ({
  page,
  run,
}) => {
  const streams: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/stream")) streams.push(request.url());
  });
  await openSimulation(page, run(AS_SHIPPED));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1522");
  const callsAtFirst = await callsToday(page);
  expect(callsAtFirst, "the morning so far").toBeGreaterThan(100);
  const waiting = new Set<string>();
  await expect
    .poll(async () => waiting.add(await figure(page, "Telefono", "in attesa").innerText()).size, {
      intervals: [200],
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(3);
  await expect(figure(page, "Telefono", "in conversazione")).toHaveText(/^\s*[1-9]\d*\s*in conv/);
  await expect.poll(() => callsToday(page), { timeout: 25_000 }).toBeGreaterThan(callsAtFirst + 3);
  await expect(page.getByRole("time")).not.toHaveText("10:42");
  await expect(page.getByRole("img", { name: /^Operatrici: \d+ in linea/ }).first()).toBeVisible();
  expect((await paintedSamples(page)).length).toBeGreaterThan(8);
  expect(streams, "one page holds one connection").toHaveLength(1);
  expect(await layoutFaults(page)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await expectMarked(page);
});

test("a simulation says so at every size and distance and in every language", async ({ page, run }) => {
  const { url } = await openSimulation(page, run(AS_SHIPPED));
  for (const [width, height, query, word] of [
    [1_366, 768, "", "SIMULAZIONE"],
    [1_080, 1_920, "?lang=en", "SIMULATION"],
    [3_840, 2_160, "?distance=6&diagonal=55", "SIMULAZIONE"],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${url}/wall${query}`);
    await expect(mark(page, word)).toBeInViewport({ ratio: 1 });
    await expect(page.getByText("×60")).toBeInViewport({ ratio: 1 });
    await expect(page.locator("ve-channel[freshness=live]")).toHaveCount(2);
    await expectMarked(page);
  }
});

test.describe("when the program is killed", () => {
  test.use({ mayLoseServer: true });

  test("a simulation says so while the figures stand, when they are gone, and after the return", async ({
    page,
    run,
  }) => {
    await page.clock.install();
    const program = await openSimulation(page, run(AS_SHIPPED));
    await program.end("SIGKILL");
    await page.clock.fastForward(16_000);
    await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
    await expect(page.locator("ve-channel[freshness=late]")).toHaveCount(2);
    await expect(mark(page, "SIMULAZIONE")).toBeInViewport({ ratio: 1 });
    await page.clock.fastForward(60_000);
    await expect(page.getByRole("region", { name: "Telefono" })).toContainText("dato fermo da");
    await expect(mark(page, "SIMULAZIONE")).toBeInViewport({ ratio: 1 });
    await program.start();
    await page.clock.fastForward(16_000);
    await expect(page.locator("ve-channel[freshness=live]")).toHaveCount(2);
    await expectMarked(page);
  });
});

test("a second house has one panel, in its own language and with its own time", async ({ page, run }) => {
  await openSimulation(page, run(SECOND_HOUSE), "SIMULATION");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour Line");
  await expect(page).toHaveTitle("Harbour Line · live");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("time")).toHaveText(/^14:2\d/);
  await expect(page.getByText("Tuesday 25 November")).toBeVisible();
  const panels = page.getByRole("region");
  await expect(panels).toHaveCount(1);
  await expect(panels).toContainText("waiting");
  await expect(page.getByText(/chat/i)).toHaveCount(0);
  expect((await panels.boundingBox())?.width).toBeGreaterThan(1_700);
  await expect(page.getByRole("list", { name: "Waiting by language" })).toHaveText(
    /^\s*en \d+\s*fr closed\s*$/,
  );
  await expect(page.getByText(/demonstration \d+\s+s ago/)).toBeVisible();
  await expect(page.getByText(/^×/)).toHaveCount(0);
  expect(await layoutFaults(page)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await expectMarked(page);
});

/** Resolves when the figures are live and the charts are drawn. */
async function openSimulation(page: Page, running: Promise<Program>, word = "SIMULAZIONE"): Promise<Program> {
  const program = await running;
  await recordPainted(page);
  await watchForMark(page);
  await page.goto(`${program.url}/wall`);
  await expect(mark(page, word)).toBeInViewport({ ratio: 1 });
  await expect(page.locator("ve-trend canvas").first()).toBeVisible();
  await expect(page.locator("ve-channel:not([freshness=live])")).toHaveCount(0);
  return program;
}

const mark = (page: Page, word: string) =>
  page.locator("ve-simulation-mark").getByText(word, { exact: true });

const callsToday = async (page: Page): Promise<number> =>
  Number(/\d+/.exec(await page.getByRole("heading", { name: /^Chiamate oggi/ }).innerText())?.[0]);

async function expectMarked(page: Page): Promise<void> {
  await expect.poll(async () => (await seenFrames(page)).withFigures).toBeGreaterThan(5);
  expect((await seenFrames(page)).unmarked, "frames with figures and without the mark").toBe(0);
}
