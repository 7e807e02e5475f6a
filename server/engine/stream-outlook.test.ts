import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayCalled, daysFrom, exactDays, flatDay, rome, shippedWeek } from "../../test/support/usual-days.ts";
import { type ArrivalStep, STEP_MS, stepStart } from "#domain/arrival-steps.ts";
import type { LocalDay } from "#domain/calendar.ts";
import { createKnownDays } from "#domain/known-days.ts";
import { NO_PAST_ERRORS } from "#domain/projection.ts";
import { DEFAULT_THRESHOLDS, type SurgeStanding } from "#domain/surge.ts";
import { epochMs } from "#domain/time.ts";

import { learnStream } from "./learn-stream.ts";
import { type LearnedStream, StreamOutlook } from "./stream-outlook.ts";

const yesterday = dayCalled("2026-05-12");
const today = dayCalled("2026-05-13");
const NO_KNOWN_DAYS = createKnownDays({ entries: [], holidaySpread: 0, isHoliday: () => false });
const CALM: SurgeStanding = { level: 0, since: [], raised: [0, 0, 0], lowered: 0 };

/** One contact in each step is usual. */
const beginning = (day: LocalDay) => ({
  expectation: {
    day,
    ordinary: new Float64Array(288).fill(1),
    expected: new Float64Array(288).fill(1),
    extraVariance: new Float64Array(288),
    ordinaryVariance: 0,
  },
  errors: NO_PAST_ERRORS,
  thresholds: DEFAULT_THRESHOLDS,
});

const learned = (standing = CALM, perStep = 1): LearnedStream => ({
  channels: ["phone"],
  yesterday: { ...beginning(yesterday), arrivals: flatDay(yesterday, perStep) },
  today: beginning(today),
  learning: null,
  newNormalSince: null,
  standing,
});

const after = (steps: number) => stepStart(today, steps);

/** A day whose steps a test may change. */
function stream(state = learned()) {
  const steps: ArrivalStep[] = flatDay(today, 1).steps.slice();
  const over = (now: number) => Math.floor((now - today.start) / STEP_MS);
  const outlook = new StreamOutlook({
    learned: state,
    lived: (_channels, day, now) => ({ day, steps: steps.slice(0, over(now)) }),
    calendar: rome,
    now: after(100),
  });
  const change = (index: number, other: Partial<ArrivalStep>): void => {
    steps[index] = { at: stepStart(today, index), count: 1, isKnown: true, ...other };
  };
  return { outlook, change };
}

describe("the outlook of one stream", () => {
  it("takes in what is over at each mark, and nothing between two", () => {
    const { outlook } = stream();
    assert.deepEqual([outlook.snapshot.asOfMs, outlook.snapshot.soFar.count], [after(100), 100]);
    const before = outlook.snapshot;
    assert.equal(outlook.advance(epochMs(after(100) + 299_999)), false);
    assert.equal(outlook.snapshot, before);
    assert.equal(outlook.advance(after(101)), true);
    assert.equal(outlook.snapshot.soFar.count, 101);
  });

  it("counts at the next mark what a source tells of a step that is over", () => {
    const { outlook, change } = stream();
    change(99, { count: 3 });
    change(40, { count: 2 });
    outlook.advance(after(101));
    assert.equal(outlook.snapshot.soFar.count, 104);
    assert.equal(outlook.snapshot.lastHour?.count, 14);
    change(99, { count: 2 });
    assert.equal(outlook.advance(after(101)), true, "a contact of it was blacklisted");
    assert.equal(outlook.snapshot.soFar.count, 103);
  });

  it("is not too quiet on a line whose calls are told minutes later", () => {
    const { outlook, change } = stream();
    for (let index = 100; index < 130; index += 1) change(index, { count: 0 });
    outlook.advance(after(130));
    assert.notEqual(outlook.snapshot.tooQuiet, null);
    for (let index = 100; index < 128; index += 1) change(index, { count: 1 });
    outlook.advance(after(131));
    assert.equal(outlook.snapshot.tooQuiet, null);
    assert.equal(outlook.snapshot.soFar.count, 129);
  });

  it("knows of a gap when a source tells of it", () => {
    const { outlook, change } = stream();
    change(100, { isKnown: false, count: 0 });
    outlook.advance(after(101));
    assert.equal(outlook.snapshot.soFar.unseenMs, STEP_MS);
    change(100, { isKnown: true, count: 4 });
    assert.equal(outlook.advance(after(101)), true);
    assert.deepEqual([outlook.snapshot.soFar.unseenMs, outlook.snapshot.soFar.count], [0, 104]);
  });

  it("goes back with a clock that is set back", () => {
    const { outlook } = stream();
    assert.equal(outlook.advance(after(88)), true);
    assert.deepEqual([outlook.snapshot.asOfMs, outlook.snapshot.soFar.count], [after(88), 88]);
  });

  it("is short, for walls get it up to four times a second", () => {
    const { outlook } = stream();
    outlook.advance(after(0));
    assert.equal(outlook.snapshot.projection.fan?.total.length, 24);
    const { length } = JSON.stringify(outlook.snapshot);
    assert.ok(length < 1_400, `${length} bytes`);
  });

  it("opens its fan on what must have come while nobody saw", () => {
    const { outlook, change } = stream();
    assert.equal(outlook.snapshot.projection.fan?.present, null);
    for (let index = 40; index < 80; index += 1) change(index, { isKnown: false, count: 0 });
    outlook.advance(after(101));
    const { projection, soFar } = outlook.snapshot;
    assert.deepEqual([soFar.counted, projection.fan?.present?.total], [61, 101]);
    assert.equal(projection.fan?.toMs, today.end);
    assert.equal(Math.round(projection.total), 288);
    change(50, { isKnown: false, count: 60 });
    outlook.advance(after(102));
    assert.equal(outlook.snapshot.projection.fan?.present, null, "another source told more than was missing");
    assert.ok(outlook.snapshot.projection.low >= 122 + 100);
  });

  it("has no fan where nobody draws it", () => {
    assert.equal(stream().outlook.snapshot.projection.fan?.total.length, 16);
    const { outlook } = stream({ ...learned(), channels: ["phone", "chat"] });
    assert.equal(outlook.snapshot.projection.fan, null);
    assert.ok(outlook.snapshot.projection.total > 200);
  });

  it("keeps since when there has been a surge, over midnight and over each replay", () => {
    const since = epochMs(yesterday.start - 86_400_000);
    const standing = { level: 3, since: [since, since, since], raised: [9, 9, 9], lowered: 0 };
    const { outlook, change } = stream(learned(standing, 4));
    for (let index = 0; index < 101; index += 1) change(index, { count: 4 });
    outlook.advance(after(101));
    assert.deepEqual([outlook.snapshot.surge.level, outlook.snapshot.surge.sinceMs], ["extreme", since]);
  });

  it("begins with the level that past days left, for as long as it has lasted", async () => {
    const week = shippedWeek("phone").map((day) => day.map((contacts) => 40 * contacts));
    const days = daysFrom("2026-04-01", 24);
    const make = exactDays(week);
    // In a house so large that the level does not sink at night: three times the usual from ten o'clock of the twenty-first day on.
    const dayOf = (day: LocalDay) => {
      const number = days.findIndex(({ start }) => start === day.start);
      return make(day, (hour) => (number > 20 || (number === 20 && hour >= 10) ? 3 : 1));
    };
    const sinces = [];
    for (const number of [21, 22, 23]) {
      const now = days[number];
      assert.ok(now);
      const { stream: state } = await learnStream({
        channels: ["phone"],
        rules: { priors: { phone: week }, knownDays: NO_KNOWN_DAYS },
        history: { dayOf: (_channels, day) => ({ ...dayOf(day), grain: "steps" }) },
        calendar: rome,
        days: days.slice(0, number),
        today: now,
      });
      assert.ok(state);
      const live = new StreamOutlook({
        learned: state,
        lived: (_channels, day) => ({ day, steps: dayOf(day).steps.slice(0, 140) }),
        calendar: rome,
        now: stepStart(now, 140),
      });
      assert.equal(live.snapshot.surge.level, "extreme");
      sinces.push(live.snapshot.surge.sinceMs);
    }
    const [first] = sinces;
    assert.ok(first && rome.local(epochMs(first)).hour === 10 && first < (days[21]?.start ?? 0));
    assert.deepEqual(sinces, [first, first, first]);
  });
});
