import { loadavg } from "node:os";

import type { Page } from "@playwright/test";

import { PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import {
  callSteps,
  deliveriesIn,
  delaysOf,
  inWords,
  type PaintedCalls,
  paintedCalls,
  recordPaintedCalls,
} from "./real/painted-calls.ts";
import { type Delivered, machineClock, startProducer } from "./real/producer.ts";
import { expect, test } from "./real/program.ts";
import { paintedRevision, quantile, recordPainted } from "./support/painted.ts";
import { CALM } from "./support/wall.ts";

/** Longer than the server's publishing interval of 250 ms, so that every change comes after a quiet moment. */
const QUIET_MS = 320;
const QUIET_DELIVERIES = 50;
const STREAM_MS = 10_000;
/** Three deliveries of a call carry four events: 30 a second are 40 events a second. */
const STREAM_DELIVERIES_A_SECOND = 30;

// What is measured is the wall, not how the tests share the machine.
test.describe.configure({ mode: "default", timeout: 90_000 });

test("the first figures are painted within a second of asking for the page", async ({ page, run }) => {
  const { url } = await run({ config: PRODUCERS_CONFIG });
  await recordPainted(page);
  // The second time as in a house in which walls have been opened before.
  for (const visit of ["first", "second"]) {
    await page.goto(`${url}/wall`);
    const { paintedMs } = await paintedRevision(page, 0);
    annotate(
      `asked to painted, ${visit} visit`,
      `${paintedMs.toFixed(0)} ms, load ${loadavg()[0]?.toFixed(1)}`,
    );
    expect(paintedMs).toBeLessThan(1_000);
  }
});

test("a change after a quiet moment is painted within 60 ms of its acceptance", async ({ page, run }) => {
  const { url } = await run({ config: PRODUCERS_CONFIG });
  await using producer = await startProducer(url);
  await openWall(page, url);
  const delivered: Delivered[] = [];
  const steps = callSteps();
  while (delivered.length < QUIET_DELIVERIES) {
    // Spread over the frames of the screen: in step with them a delay would always be the same.
    await pause(QUIET_MS + Math.random() * 100);
    delivered.push(await producer.deliver(steps.next().value));
  }
  await pause(QUIET_MS);

  const painted = changesIn(await paintedCalls(page));
  expect(painted.map(deliveriesIn), "each change has a frame of its own").toEqual(
    delivered.map((_, index) => index + 1),
  );
  const delays = delaysOf(delivered, painted);
  tell("accepted to painted, after a quiet moment", delays);
  // The figures are taken in the moment in which the event is on disk, by the server's clock.
  const committed = painted.map(({ asOfMs, paintedAtMs }) => paintedAtMs - asOfMs);
  tell("committed to painted, after a quiet moment", committed);
  tell("sent to painted, after a quiet moment", delaysOf(delivered, painted, "sentAtMs"));
  expect(quantile(delays, 0.95)).toBeLessThan(60);
  expect(quantile(committed, 0.95)).toBeLessThan(60);
});

test("while events stream in a change is painted within 350 ms of its acceptance", async ({ page, run }) => {
  const { url } = await run({ config: PRODUCERS_CONFIG });
  await using producer = await startProducer(url);
  await openWall(page, url);
  const delivered: Delivered[] = [];
  const began = machineClock();
  for (const events of callSteps()) {
    const due = began + (delivered.length * 1_000) / STREAM_DELIVERIES_A_SECOND;
    if (due > began + STREAM_MS) break;
    await pause(Math.max(0, due - machineClock()));
    delivered.push(await producer.deliver(events));
  }
  const tookSeconds = (machineClock() - began) / 1_000;
  await expect.poll(async () => (await paintedCalls(page)).map(deliveriesIn).at(-1)).toBe(delivered.length);

  const painted = await paintedCalls(page);
  const delays = delaysOf(delivered, painted);
  tell("accepted to painted, in a stream", delays);
  tell("sent to painted, in a stream", delaysOf(delivered, painted, "sentAtMs"));
  annotate("deliveries a second", (delivered.length / tookSeconds).toFixed(1));
  expect(delivered.length / tookSeconds, "the stream kept its pace").toBeGreaterThan(
    0.9 * STREAM_DELIVERIES_A_SECOND,
  );
  expect(quantile(delays, 0.95)).toBeLessThan(350);
});

/** The first frame of each delivery: a step of the clock can bring another one with the same numbers. */
const changesIn = (painted: readonly PaintedCalls[]): readonly PaintedCalls[] => {
  const first = new Map(painted.toReversed().map((frame) => [deliveriesIn(frame), frame]));
  return [...first.values()].toReversed().filter((frame) => deliveriesIn(frame) > 0);
};

/** Resolves when the wall shows live figures and everything that is fetched once. */
async function openWall(page: Page, url: string): Promise<void> {
  await recordPainted(page);
  await recordPaintedCalls(page);
  await page.goto(`${url}/wall`);
  await expect(page.getByRole("status")).toHaveText(CALM);
  await expect(page.locator("ve-trend canvas")).toHaveCount(2);
  const before = machineClock();
  const inPage = await page.evaluate(() => performance.timeOrigin + performance.now());
  expect(inPage, "the page reads the same clock").toBeGreaterThan(before - 2);
  expect(inPage, "the page reads the same clock").toBeLessThan(machineClock() + 2);
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function tell(what: string, delays: readonly number[]): void {
  annotate(what, `${inWords(delays)}, load ${loadavg()[0]?.toFixed(1)}`);
}

function annotate(type: string, description: string): void {
  test.info().annotations.push({ type, description });
}
