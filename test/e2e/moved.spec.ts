/** A wall that a proxy moves to another server, which has read less of the bus. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { heartbeat } from "../support/board-frames.ts";
import { usual } from "../support/boards.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { house1522 } from "../support/houses.ts";
import { expect, figure, test } from "./support/wall.ts";

/** What a server shows that has read so far: so many wait. */
function boardOf(cursor: string, waiting: number, revision: number, epoch = "one"): BoardSnapshot {
  const channels = usual.channels.map((one) => ({ ...one, now: { ...one.now, waiting } }));
  return { ...usual, revision, channels, bus: { state: "live", epoch, cursor } };
}

/** The wall's next connection leads to a server that shows this. */
function script(server: FakeBoardServer, board: BoardSnapshot): void {
  server.script.snapshot = board;
  server.script.heartbeat = { ...heartbeat(house1522, usual.asOfMs), bus: board.bus };
}

const asked = (server: FakeBoardServer): number => server.asked.get("/api/v1/stream") ?? 0;

test("shows nothing older than it has shown, and goes on as soon as the other server has caught up", async ({
  page,
  server,
}) => {
  const waiting = figure(page, "Telefono", "in attesa");
  script(server, boardOf("1000-5", 3, 1));
  await page.goto(`${server.url}/wall`);
  await expect(waiting).toContainText("3");
  script(server, boardOf("999-9", 7, 40));
  const before = asked(server);
  server.cut();
  await expect.poll(() => asked(server), { timeout: 15_000 }).toBeGreaterThan(before);
  await page.waitForTimeout(500);
  await expect(waiting).toContainText("3");
  server.send(boardOf("1000-6", 4, 41));
  await expect(waiting).toContainText("4");
});

test("shows after ten seconds what a server has that stays behind, and another epoch at once", async ({
  page,
  server,
}) => {
  await page.clock.install();
  const waiting = figure(page, "Telefono", "in attesa");
  script(server, boardOf("1000-5", 3, 1));
  await page.goto(`${server.url}/wall`);
  await expect(waiting).toContainText("3");
  script(server, boardOf("999-9", 7, 40));
  const before = asked(server);
  server.cut();
  await page.clock.runFor(6_000);
  await expect.poll(() => asked(server), { timeout: 15_000 }).toBeGreaterThan(before);
  await expect(waiting).toContainText("3");
  await page.clock.runFor(11_000);
  await expect(waiting).toContainText("7");
  script(server, boardOf("5-0", 2, 80, "two"));
  const then = asked(server);
  server.cut();
  await page.clock.runFor(6_000);
  await expect.poll(() => asked(server), { timeout: 15_000 }).toBeGreaterThan(then);
  await expect(waiting).toContainText("2");
});
