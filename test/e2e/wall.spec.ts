import { heartbeat } from "../support/board-frames.ts";
import { busy, phoneOnly, usual } from "../support/boards.ts";
import { house1522, houseChatUnconnected, houseWithoutChat } from "../support/houses.ts";
import { CALM, drawings, expect, figure, headline, sentence, show, test } from "./support/wall.ts";

test("shows who waits, how long, and who is in conversation", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1522");
  await expect(sentence(page)).toHaveText(CALM);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  await expect(figure(page, "Telefono", "in conversazione")).toContainText("3");
  await expect(figure(page, "Chat", "in attesa")).toContainText("0");
  await expect(page.getByRole("list", { name: "In attesa per lingua" })).toHaveText(
    /it 1\s*en 0\s*fr es ar de chiusi/,
  );
  await expect(page.getByRole("list", { name: "In attesa per ingresso" })).toHaveText(/sito 0\s*app 0/);
  await expect(page.getByRole("img", { name: "Operatrici: 5 in linea, 3 occupate, 2 libere" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Telefono" })).toContainText(/5 in linea,\s*2 libere/);
});

test("shows the headline figures against their targets", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(headline(page, "attesa media, 30 min")).toContainText(/0:42\s*oggi 0:50/);
  await expect(headline(page, "chiamate risposte, oggi")).toContainText(/86%\s*obiettivo 85/);
  await expect(headline(page, "chat entro 20 s, oggi")).toContainText(/83%\s*obiettivo 81/);
  await expect(headline(page, "chat entro 60 s, oggi")).toContainText(/96%\s*obiettivo 95/);
  await expect(
    page.getByRole("img", { name: /^Chiamate oggi, totale dalla mezzanotte: 187 alle 15:20/ }),
  ).toBeVisible();
  await expect(page.getByText(/centralino \d+\s+s fa/)).toBeVisible();
});

test("keeps the house's time and lets the longest wait tick by itself", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("time")).toHaveText(/^15:20/);
  const wait = figure(page, "Telefono", "attesa più lunga");
  const waitedSeconds = async () => Number(/0:(\d\d)/.exec(await wait.innerText())?.[1]);
  const before = await waitedSeconds();
  expect(before).toBeGreaterThanOrEqual(14);
  await page.clock.runFor(8_000);
  await expect.poll(waitedSeconds).toBeGreaterThanOrEqual(before + 8);
});

test("shows a new snapshot as it comes and fetches history only once", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  const total = page.getByRole("heading", { name: /^Chiamate oggi/ });
  await expect(total).toHaveText("Chiamate oggi 187");
  const [phone, chat] = usual.channels;
  if (!phone || !chat) throw new Error("the usual board has two channels");
  const { index } = phone.trend;
  for (const [step, cumulative] of [188, 189, 190].entries()) {
    const channels = [{ ...phone, trend: { ...phone.trend, index: index + step, cumulative } }, chat];
    server.send({ ...usual, revision: 2 + step, channels });
    await expect(total).toHaveText(`Chiamate oggi ${cumulative}`);
  }
  await expect.poll(() => server.asked.get("/api/v1/trend")).toBe(1);
});

test("draws a chart anew only when its data have changed, and not the other one", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/wall`);
  await expect.poll(async () => (await drawings(page)).filter((count) => count > 0)).toHaveLength(2);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  const [phoneBefore = 0, chatBefore = 0] = await drawings(page);
  const [phone, chat] = usual.channels;
  if (!phone || !chat) throw new Error("the usual board has two channels");
  for (let revision = 2; revision < 8; revision += 1)
    server.send({
      ...usual,
      revision,
      channels: [{ ...phone, now: { ...phone.now, waiting: revision } }, chat],
    });
  await expect(figure(page, "Telefono", "in attesa")).toContainText("7");
  await page.waitForTimeout(1_200);
  expect(await drawings(page)).toEqual([phoneBefore, chatBefore]);
  const trend = { ...phone.trend, cumulative: phone.trend.cumulative + 1 };
  server.send({ ...usual, revision: 8, channels: [{ ...phone, trend }, chat] });
  await expect.poll(() => drawings(page)).toEqual([phoneBefore + 1, chatBefore]);
});

test("fetches history again when a step was missed", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  await page.clock.runFor(6_000);
  const channels = usual.channels.map((one) => ({
    ...one,
    trend: { ...one.trend, index: one.trend.index + 3 },
  }));
  server.send({ ...usual, revision: 2, channels });
  await expect.poll(() => server.asked.get("/api/v1/trend")).toBe(2);
});

test("says at all times that a simulation is one, and how fast it runs", async ({ page, server }) => {
  await page.clock.install();
  show(server, { ...house1522, simulated: true, speed: 60 }, usual);
  await page.goto(`${server.url}/wall`);
  await expect(page.getByText("SIMULAZIONE")).toBeInViewport({ ratio: 1 });
  await expect(page.getByText("×60")).toBeInViewport({ ratio: 1 });
  server.behaviour = "hanging";
  await page.clock.fastForward(70_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  await expect(page.getByText("SIMULAZIONE")).toBeInViewport({ ratio: 1 });
});

test("does not speak of speed or simulation when the figures are real", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  await expect(page.getByText("SIMULAZIONE")).toHaveCount(0);
});

test("says first that somebody waits long, in the colour of attention", async ({ page, server }) => {
  show(server, house1522, busy);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText("Telefono: 16 in attesa, la più lunga da più di un’ora.");
  await expect(page.locator("ve-number[attention]")).toHaveCount(4);
  const number = figure(page, "Telefono", "in attesa").getByText("16");
  await expect(number).toHaveCSS("color", "rgb(240, 228, 66)");
  show(server, house1522, usual);
  await page.reload();
  await expect(sentence(page)).toHaveText(CALM);
  await expect(page.locator("ve-number[attention]")).toHaveCount(0);
});

test("shows no figures of a channel that no source feeds", async ({ page, server }) => {
  show(server, houseChatUnconnected, usual);
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("region", { name: "Chat" })).toContainText("— non collegato");
  await expect(figure(page, "Chat", "in attesa")).toHaveCount(0);
  await expect(headline(page, "chat entro 20 s, oggi")).toHaveText(/^\s*chat entro 20\s+s.*—\s*$/s);
  await expect(page.getByRole("heading", { name: /^Chat oggi/ })).toHaveText(/—\s*$/);
  await expect(page.getByRole("img", { name: "Chat oggi: nessun dato" }).locator("canvas")).toHaveCount(0);
  await expect(sentence(page)).toHaveText("Chat: non collegato.");
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
});

test("claims nothing of alerts, which do not exist yet", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(page.getByText(/centralino \d+\s+s fa/)).toBeVisible();
  await expect(page.getByText(/avvis/i)).toHaveCount(0);
});

test("gives a house without chat the whole width and no empty places", async ({ page, server }) => {
  show(server, houseWithoutChat, phoneOnly);
  await page.goto(`${server.url}/wall`);
  await expect(page.getByRole("region", { name: "Phone" })).toBeVisible();
  await expect(page.getByText(/chat/i)).toHaveCount(0);
  await expect(headline(page, "calls within 20 s, today")).toContainText("82%");
  const panel = await page.getByRole("region", { name: "Phone" }).boundingBox();
  expect(panel?.width).toBeGreaterThan(1_700);
});

test("speaks the language of the address, else the house's first", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(page.locator("html")).toHaveAttribute("lang", "it");
  await page.goto(`${server.url}/wall?lang=en`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(sentence(page)).toHaveText(
    "Nothing to report: what is usual for calls and chats is not known yet.",
  );
  await expect(figure(page, "Phone", "waiting")).toContainText("1");
  await expect(page.getByText("Tuesday 24 November")).toBeVisible();
  await expect(page).toHaveTitle("1522 · live");
});

test("reloads once when the server announces another build", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(CALM);
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  server.script.build = "another";
  server.beat(heartbeat(house1522, usual.asOfMs));
  await expect.poll(() => loads.length).toBe(1);
  await expect(sentence(page)).toHaveText(CALM);
  server.beat(heartbeat(house1522, usual.asOfMs));
  await expect(page.getByText(/centralino \d+\s+s fa/)).toBeVisible();
  expect(loads).toHaveLength(1);
});
