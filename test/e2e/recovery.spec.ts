import { heartbeat } from "../support/board-frames.ts";
import { usual } from "../support/boards.ts";
import { house1522 } from "../support/houses.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { CALM, expect, figure, sentence, test } from "./support/wall.ts";

/** The board that only a wall that has come back can know. */
function moveOn(server: FakeBoardServer): void {
  const channels = usual.channels.map((one) => ({ ...one, now: { ...one.now, waiting: 7 } }));
  server.script.snapshot = { ...usual, revision: 9, channels };
  server.script.heartbeat = heartbeat(house1522, usual.asOfMs + 60_000);
}

test("comes back by itself when the server restarts", async ({ page, server }) => {
  await page.goto(`${server.url}/wall`);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  await server.stop();
  moveOn(server);
  await server.start();
  await expect(figure(page, "Telefono", "in attesa")).toContainText("7");
  await expect(sentence(page)).toHaveText(CALM);
  await expect
    .poll(() => server.asked.get("/api/v1/house"), { message: "the configuration may have changed" })
    .toBe(2);
});

test("comes back after a spell of 503, after which a browser would give up for ever", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/wall`);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  server.behaviour = "refusing";
  server.cut();
  await expect.poll(() => server.asked.get("/api/v1/stream"), { timeout: 15_000 }).toBeGreaterThan(2);
  moveOn(server);
  server.behaviour = "serving";
  await expect(figure(page, "Telefono", "in attesa")).toContainText("7", { timeout: 15_000 });
});

test("comes back from a connection that is open and dead", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  server.behaviour = "hanging";
  await page.clock.runFor(16_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  moveOn(server);
  server.behaviour = "serving";
  await page.clock.runFor(16_000);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("7");
  await expect(sentence(page)).toHaveText(CALM);
});

test("tries at once when the network comes back", async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/wall`);
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1");
  server.behaviour = "hanging";
  await page.clock.runFor(16_000);
  moveOn(server);
  server.behaviour = "serving";
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(figure(page, "Telefono", "in attesa")).toContainText("7");
});

test("waits for a server that is not there yet when the screen is switched on", async ({ page, server }) => {
  server.behaviour = "refusing";
  await page.goto(`${server.url}/wall`);
  // In the browser's language, for nobody has said yet which is the house's.
  await expect(sentence(page)).toHaveText("Connecting to the server.");
  server.behaviour = "serving";
  await expect(figure(page, "Telefono", "in attesa")).toContainText("1", { timeout: 15_000 });
});

test("does not wait longer than 5 s for an answer to an attempt", async ({ page, server }) => {
  await page.clock.install();
  server.behaviour = "hanging";
  await page.goto(`${server.url}/wall`);
  const attempts = () => server.asked.get("/api/v1/stream");
  await expect.poll(attempts).toBe(1);
  await page.clock.runFor(5_500);
  await expect.poll(attempts).toBe(2);
  await page.clock.runFor(5_500);
  await expect.poll(attempts).toBe(3);
});
