/**
 * The detector and the projection on a few quarters of free-running arrivals, as they run
 * live. `test/verify/surge.ts` does the same with many, and with every limit.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { SCENARIOS } from "../support/free-arrivals.ts";
import { NOVEMBER_25 } from "../support/great-day.ts";
import {
  coldStart,
  detections,
  falseAlerts,
  greatDay,
  judgedQuarter,
  ordinaryQuarter,
  quarterCallsOf,
  TRIAL_MONTHS,
} from "../support/surge-trials.ts";
import { quantileOf } from "../support/watched-stream.ts";

const QUARTERS = 6;
/** From one day with a surge to the next: one on each would take a minute. */
const DETECTION_DAYS = 6;
const MONTHS = QUARTERS * TRIAL_MONTHS;
const HALF_PAST_TEN = 10.5 * 60;

const trials = Array.from({ length: QUARTERS }, (_, number) =>
  ordinaryQuarter(`few ${number + 1}`, "phone", SCENARIOS.base),
);

describe("ordinary quarters of calls", () => {
  it("raise few alerts: 5.4 elevated and 0.82 surges a month, within a factor of 2", () => {
    const counts = trials.map(falseAlerts);
    const [elevated, surge, extreme] = [0, 1, 2].map(
      (level) => counts.reduce((total, count) => total + (count[level] ?? 0), 0) / MONTHS,
    );
    assertBetween(elevated, 2.7, 10.8);
    assertBetween(surge, 0.41, 1.64);
    assertBetween(extreme, 0, 0.3);
  });

  it("end where it was said, on four days in five", () => {
    const projected = trials.flatMap(judgedQuarter);
    for (const hour of [9, 15, 21]) {
      const own = projected.filter((one) => one.hour === hour);
      assertBetween(own.filter(({ isInside }) => isInside).length / own.length, 0.75, 0.85);
    }
  });

  for (const { factor, minutes } of [
    { factor: 2, minutes: 315 },
    { factor: 2.5, minutes: 120 },
    { factor: 3, minutes: 65 },
  ])
    it(`with ${factor} times the calls are a surge after ${minutes} minutes, give or take a quarter`, () => {
      const found = trials
        .flatMap((trial) => detections(trial, factor, DETECTION_DAYS))
        .map(([, surge]) => surge);
      const median = quantileOf(
        found.filter((one) => !Number.isNaN(one)),
        0.5,
      );
      assertBetween(median, 0.75 * minutes, 1.25 * minutes);
    });
});

describe("25 November 2025 in the quarter of the report", () => {
  const quarters = [1, 2].map((number) => quarterCallsOf(`quarter ${number}`));

  it("is a surge by half past ten when nobody announced it", () => {
    for (const quarter of quarters) assertBetween(greatDay(quarter, []).reached[1], 0, HALF_PAST_TEN);
  });

  it("is no surge when it is in the calendar", () => {
    for (const quarter of quarters) assert.equal(greatDay(quarter, [NOVEMBER_25]).reached[1], Infinity);
  });
});

describe("a house without a history", () => {
  const starts = Array.from({ length: 20 }, (_, number) =>
    coldStart(`few ${number + 1}`, SCENARIOS.base, number % 7),
  );

  it("sees no surge in its first week, mostly", () =>
    assertBetween(starts.filter((start) => start.falseAlerts[1] === 0).length, 16, 20));

  it("finds 2.5 times the calls on its third day within three hours", () =>
    assertBetween(
      quantileOf(
        starts.map(({ minutes }) => minutes),
        0.5,
      ),
      5,
      180,
    ));
});

function assertBetween(value: number | undefined, least: number, most: number): void {
  assert.ok(value !== undefined && value >= least && value <= most, `${value}: not ${least} to ${most}`);
}
