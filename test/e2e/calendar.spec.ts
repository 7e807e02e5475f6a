/** Days that begin, end and repeat an hour while a wall looks on. */
import type { Page } from "@playwright/test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { heartbeat } from "../support/board-frames.ts";
import { trendOf } from "../support/board-trend.ts";
import { empty } from "../support/boards.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { expect, figure, sentence, show, test } from "./support/wall.ts";

const time = (page: Page) => page.getByRole("time");
const caption = (page: Page, what: RegExp) => page.getByRole("heading", { name: what });

/** A board of the day that begins with this instant, so many calls old. */
function quietDay(dayStart: string, dayEnd: string, asOf: string, calls: number): BoardSnapshot {
  const [dayStartMs, dayEndMs, asOfMs] = [Date.parse(dayStart), Date.parse(dayEnd), Date.parse(asOf)];
  const index = Math.floor((asOfMs - dayStartMs) / 300_000);
  return {
    ...empty,
    dayStartMs,
    dayEndMs,
    asOfMs,
    channels: empty.channels.map(({ ...one }) => Object.assign(one, { trend: { index, cumulative: calls } })),
  };
}

/** Somebody on each channel waits since half a minute before midnight. */
const waitingSince = (board: BoardSnapshot): BoardSnapshot => ({
  ...board,
  channels: board.channels.map((one) => ({
    ...one,
    now: { ...one.now, waiting: 1, longestWaitSinceMs: Date.parse("2026-11-23T23:59:30+01:00") },
  })),
});

async function openAt(page: Page, server: FakeBoardServer, board: BoardSnapshot, nowMs = board.asOfMs) {
  await page.clock.install();
  show(server, house1522, board);
  server.script.heartbeat = heartbeat(house1522, nowMs);
  await page.goto(`${server.url}/wall`);
}

test("midnight: the day, its line and its totals begin anew, the clock and the waits go on", async ({
  page,
  server,
}) => {
  const before = quietDay(
    "2026-11-23T00:00:00+01:00",
    "2026-11-24T00:00:00+01:00",
    "2026-11-23T23:59:50+01:00",
    187,
  );
  await openAt(page, server, waitingSince(before));
  await expect(time(page)).toHaveText(/^23:59/);
  await expect(page.getByText("lunedì 23 novembre")).toBeVisible();
  await expect(caption(page, /^Chiamate oggi 187$/)).toBeVisible();
  await page.clock.runFor(12_000);
  await expect(time(page)).toHaveText(/^00:00/);
  await expect(page.getByText("martedì 24 novembre")).toBeVisible();

  const after = waitingSince(
    quietDay("2026-11-24T00:00:00+01:00", "2026-11-25T00:00:00+01:00", "2026-11-24T00:00:02+01:00", 1),
  );
  server.script.trend = trendOf(after);
  server.send({ ...after, revision: 2 });
  server.beat(heartbeat(house1522, after.asOfMs));
  await expect(caption(page, /^Chiamate oggi 1$/)).toBeVisible();
  await expect(figure(page, "Telefono", "attesa più lunga")).toContainText(/0:3\d/);
  await page.clock.runFor(6_000);
  await expect(
    page.getByRole("img", { name: /^Chiamate oggi, totale dalla mezzanotte: 1 alle 00:00/ }),
  ).toBeVisible();
  await expect(page.locator("ve-trend canvas")).toHaveCount(2);
  expect(server.asked.get("/api/v1/trend"), "the history of the new day").toBe(2);
});

test("24 to 25 November: the eve's announcement becomes that of the day", async ({ page, server }) => {
  const eve = { ...boards.eve, asOfMs: Date.parse("2026-11-24T23:59:50+01:00") };
  await openAt(page, server, eve);
  const footer = page.locator("ve-wall-footer");
  await expect(footer).toContainText("Domani è il 25 novembre: 2,9 volte il solito");
  await page.clock.runFor(12_000);
  await expect(page.getByText("mercoledì 25 novembre")).toBeVisible();
  const day = { ...boards.morning, asOfMs: Date.parse("2026-11-25T00:05:03+01:00") };
  server.script.trend = trendOf(day);
  server.send({ ...day, revision: 2 });
  server.beat(heartbeat(house1522, day.asOfMs));
  await expect(footer).toContainText("Oggi è il 25 novembre: 2,9 volte il solito");
  await expect(footer).not.toContainText("Domani");
  await expect(sentence(page)).toHaveText("Tutto nella norma.");
});

test("25 October: two o’clock comes twice, and the day is an hour longer", async ({ page, server }) => {
  const day = ["2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"] as const;
  const first = quietDay(...day, "2026-10-25T02:59:50+02:00", 36);
  const [phone, ...others] = first.channels;
  if (!phone) throw new Error("the board has a phone");
  const longestWaitSinceMs = Date.parse("2026-10-25T02:59:20+02:00");
  const waits = { ...phone, now: { ...phone.now, waiting: 1, longestWaitSinceMs } };
  await openAt(page, server, { ...first, channels: [waits, ...others] });
  await expect(time(page)).toHaveText(/^02:59/);
  await page.clock.runFor(11_000);
  await expect(time(page)).toHaveText(/^02:00/);
  await expect(time(page)).toHaveAttribute("datetime", /^2026-10-25T01:00:0/);
  await expect(page.getByText("domenica 25 ottobre")).toBeVisible();
  await expect(figure(page, "Telefono", "attesa più lunga")).toContainText(/0:4\d/);

  // An hour later it is two o’clock for the second time, and the line has gone on.
  const second = quietDay(...day, "2026-10-25T02:30:00+01:00", 52);
  server.send({ ...second, revision: 2 });
  server.beat(heartbeat(house1522, second.asOfMs));
  server.script.trend = trendOf(second);
  await expect(time(page)).toHaveText(/^02:30/);
  await page.clock.runFor(6_000);
  await expect(
    page.getByRole("img", { name: /^Chiamate oggi, totale dalla mezzanotte: 52 alle 02:30/ }),
  ).toBeVisible();
});
