import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayCalled } from "../../test/support/usual-days.ts";
import { type ArrivalStep, STEPS_AN_HOUR, stepCountOf, stepStart } from "./arrival-steps.ts";
import { createCalendar, type LocalDay } from "./calendar.ts";
import type { DayExpectation } from "./expectation.ts";
import { Outlook, type OutlookReading } from "./outlook.ts";
import { NO_PAST_ERRORS } from "./projection.ts";
import { DEFAULT_THRESHOLDS } from "./surge.ts";
import { hours, minutes } from "./time.ts";

const calendar = createCalendar("Europe/Rome");
const tuesday = dayCalled("2026-11-24");
const wednesday = dayCalled("2026-11-25");
const PAST = { errors: NO_PAST_ERRORS, thresholds: DEFAULT_THRESHOLDS };

/** The same in every step: ten an hour are ordinary, `times` of them expected. */
function flat(day: LocalDay, { times = 1, extraVariance = 0 } = {}): DayExpectation {
  const count = stepCountOf(day);
  return {
    day,
    ordinary: new Float64Array(count).fill(10 / STEPS_AN_HOUR),
    ordinaryVariance: 0,
    expected: new Float64Array(count).fill((times * 10) / STEPS_AN_HOUR),
    extraVariance: new Float64Array(count).fill(extraVariance),
  };
}

const stepOf = (day: LocalDay, index: number, count: number, isKnown = true): ArrivalStep => ({
  at: stepStart(day, index),
  count,
  isKnown,
});

/** Steps from `first` up to but without `end`, `perHour` spread evenly over each hour. */
function feed(outlook: Outlook, day: LocalDay, first: number, end: number, perHour: number): void {
  for (let index = first; index < end; index += 1) outlook.step(stepOf(day, index, perHour / STEPS_AN_HOUR));
}

function begun(expectation = flat(tuesday), past = PAST): Outlook {
  const outlook = new Outlook({ calendar });
  outlook.beginDay(expectation, past);
  return outlook;
}

const rounded = ({ total, low, high }: OutlookReading["projection"]): string =>
  `${Math.round(total)} [${Math.round(low)}-${Math.round(high)}]`;

describe("today against the usual", () => {
  it("of an ordinary day so far", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 144, 10);
    const { at, day, soFar, lastHour, nextHour, isKnownDay, tooQuiet, surge } = outlook.reading();
    assert.equal(at, stepStart(tuesday, 144));
    assert.deepEqual([Math.round(day.expected), Math.round(day.ordinary)], [240, 240]);
    assert.equal(soFar.count.toFixed(6), "120.000000");
    assert.equal(soFar.expected.toFixed(6), "120.000000");
    assert.equal(soFar.ratio?.toFixed(6), "1.000000");
    assert.ok(soFar.band.low < 120 && soFar.band.high > 120);
    assert.deepEqual([soFar.seenSince, soFar.unseen], [null, 0]);
    assert.equal(lastHour?.expected.toFixed(6), "10.000000");
    assert.equal(nextHour?.toFixed(6), "10.000000");
    assert.deepEqual([isKnownDay, tooQuiet, surge.level], [false, null, "none"]);
  });

  it("has a projection and its fan to midnight, which ends where the projection does", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 150, 12);
    const { projection, fan } = outlook.reading();
    assert.equal(projection.mode, "ordinary");
    assert.ok(projection.total > 240 && projection.total < 290, rounded(projection));
    assert.deepEqual(
      fan.map(({ at }) => at),
      [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map((hour) =>
        stepStart(tuesday, hour * STEPS_AN_HOUR),
      ),
    );
    const last = fan.at(-1);
    assert.deepEqual(
      [last?.total, last?.low, last?.high],
      [projection.total, projection.low, projection.high],
    );
    for (const [index, point] of fan.entries()) {
      assert.ok(point.low <= point.total && point.total <= point.high);
      assert.ok(point.high - point.low >= ((fan[index - 1]?.high ?? 0) - (fan[index - 1]?.low ?? 0)) * 0.9);
    }
  });

  it("counts on what was missed while nobody saw, at the ratio of what was seen, and never on less than was counted", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 108, 10);
    // One of two sources was silent from nine to three; the other told twice the usual.
    for (let index = 108; index < 180; index += 1)
      outlook.step(stepOf(tuesday, index, 20 / STEPS_AN_HOUR, false));
    feed(outlook, tuesday, 180, 204, 10);
    const much = outlook.reading();
    assert.equal(rounded(much.projection).split(" ")[0], "300");
    assert.ok(much.projection.low >= much.soFar.counted && much.soFar.counted > 229);
    assert.ok(much.fan.every(({ low }) => low >= much.soFar.counted));
    assert.equal(much.fan[0]?.at, stepStart(tuesday, 216), "nothing is missing");

    const blind = begun();
    feed(blind, tuesday, 0, 108, 10);
    feed(blind, tuesday, 180, 204, 10);
    const { projection, fan, soFar } = blind.reading();
    assert.equal(soFar.counted.toFixed(6), "110.000000");
    assert.equal(rounded(projection).split(" ")[0], "240");
    assert.equal(fan[0]?.at, stepStart(tuesday, 204), "it opens at present, on what must have come");
    assert.ok((fan[0]?.total ?? 0) > 165 && (fan[0]?.high ?? 0) > (fan[0]?.total ?? 0));
    assert.ok(projection.high - projection.low > 0);
  });

  it("is settled when the day is over", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 288, 10);
    const { at, projection, fan, nextHour } = outlook.reading();
    assert.equal(at, tuesday.end);
    assert.equal(rounded(projection), "240 [240-240]");
    assert.deepEqual(fan, []);
    assert.equal(nextHour, null);
  });

  it("speaks of the last hour of the day by the part that is left", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 285, 10);
    assert.equal(outlook.reading().nextHour?.toFixed(6), "10.000000");
  });

  it("carries windows and evidence over midnight, but not the count", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 288, 20);
    outlook.beginDay(flat(wednesday), PAST);
    const { soFar, lastHour, projection } = outlook.reading();
    assert.deepEqual([soFar.count, soFar.expected, soFar.ratio], [0, 0, null]);
    assert.equal(lastHour?.count.toFixed(6), "20.000000");
    assert.ok(projection.total > 280, "yesterday evening was busy");
  });

  it("starts afresh on a day that does not follow the last one", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 288, 30);
    assert.notEqual(outlook.surge().level, "none");
    outlook.beginDay(flat(dayCalled("2026-11-27")), PAST);
    assert.deepEqual(outlook.surge(), { level: "none", since: null, reason: null });
    assert.equal(outlook.reading().lastHour, null);
  });

  it("says at least in a surge, and lets past errors only widen it", () => {
    const scores = Array.from({ length: 24 }, () => Array.from({ length: 56 }, () => -0.5));
    const outlook = begun(flat(tuesday), { ...PAST, errors: { ...NO_PAST_ERRORS, scores } });
    feed(outlook, tuesday, 0, 120, 10);
    const calm = outlook.projection();
    assert.ok(calm.high - calm.low < 0.6 * (calm.plain.high - calm.plain.low));
    feed(outlook, tuesday, 120, 144, 40);
    const surging = outlook.projection();
    assert.equal(surging.mode, "surge");
    assert.deepEqual([surging.low, surging.high], [surging.plain.low, surging.plain.high]);
  });

  it("tells its past error at this hour of the clock", () => {
    const meanError = Array.from({ length: 24 }, (_, hour) => hour / 100);
    const outlook = begun(flat(tuesday), { ...PAST, errors: { ...NO_PAST_ERRORS, meanError } });
    feed(outlook, tuesday, 0, 110, 10);
    assert.equal(outlook.projection().pastError, 0.09);
  });
});

describe("a known day", () => {
  it("is held against what the calendar expects, beside the ordinary", () => {
    const outlook = begun(flat(wednesday, { times: 2.9, extraVariance: 0.09 }));
    feed(outlook, wednesday, 0, 144, 29);
    const { isKnownDay, soFar, day, surge, projection } = outlook.reading();
    assert.deepEqual([isKnownDay, projection.mode, surge.level], [true, "known-day", "none"]);
    assert.equal(soFar.ratio?.toFixed(3), "1.000");
    assert.equal((soFar.count / soFar.ordinary).toFixed(3), "2.900");
    assert.deepEqual([Math.round(day.expected), Math.round(day.ordinary)], [696, 240]);
    assert.equal(Math.round(projection.total), 696);
  });

  it("takes no evidence from the day before", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 288, 14);
    outlook.beginDay(flat(wednesday, { times: 2.9, extraVariance: 0.09 }), PAST);
    assert.equal(Math.round(outlook.projection().total), 696);
  });
});

describe("what was not seen", () => {
  it("counts on neither side, and says since when the day was seen", () => {
    const outlook = begun();
    feed(outlook, tuesday, 144, 168, 10);
    const { soFar } = outlook.reading();
    assert.equal(soFar.seenSince, stepStart(tuesday, 144));
    assert.equal(soFar.unseen, hours(12));
    assert.equal(soFar.expected.toFixed(6), "20.000000");
    assert.equal(soFar.ratio?.toFixed(6), "1.000000");
  });

  it("is told of the last hour", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 120, 10);
    assert.equal(outlook.reading().lastHour?.unseen, 0);
    for (let index = 120; index < 125; index += 1) outlook.step(stepOf(tuesday, index, 0, false));
    assert.equal(outlook.reading().lastHour?.unseen, minutes(25));
  });

  it("is neither a surge nor too quiet: three hours without a feed", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 120, 10);
    const before = outlook.projection().total;
    for (let index = 120; index < 156; index += 1) {
      outlook.step(stepOf(tuesday, index, 0, false));
      const { surge, tooQuiet } = outlook.reading();
      assert.deepEqual([surge.level, tooQuiet], ["none", null]);
    }
    const { soFar, lastHour } = outlook.reading();
    assert.deepEqual([soFar.seenSince, soFar.unseen, lastHour], [null, minutes(180), null]);
    feed(outlook, tuesday, 156, 180, 10);
    const after = outlook.reading();
    assert.deepEqual([after.surge.level, after.tooQuiet], ["none", null]);
    assert.equal(after.soFar.ratio?.toFixed(6), "1.000000");
    // Thirty contacts were not seen; the day ends where it would have ended all the same.
    assert.equal(after.soFar.counted.toFixed(6), "120.000000");
    assert.ok(Math.abs(after.projection.total - before) < 1);
  });

  it("is what the end of a day is that never came", () => {
    const outlook = begun();
    feed(outlook, tuesday, 0, 276, 10);
    outlook.beginDay(flat(wednesday), PAST);
    assert.equal(outlook.reading().lastHour, null);
  });
});

describe("steps of an outlook", () => {
  it("come in order, each once, and within the day", () => {
    const outlook = begun();
    outlook.step(stepOf(tuesday, 5, 1));
    for (const wrong of [
      stepOf(tuesday, 5, 1),
      stepOf(tuesday, 4, 1),
      stepOf(wednesday, 0, 1),
      { ...stepOf(tuesday, 6, 1), at: tuesday.end },
    ])
      assert.throws(() => outlook.step(wrong), RangeError);
  });

  it("need a day", () => assert.throws(() => new Outlook({ calendar }).reading(), /no day/));

  it("follow the clock on the wall when it is set back and forward", () => {
    for (const { key, length, at } of [
      { key: "2026-10-25", length: 300, at: 0.03 },
      { key: "2026-03-29", length: 276, at: 0.05 },
    ]) {
      const day = dayCalled(key);
      const meanError = Array.from({ length: 24 }, (_, hour) => hour / 100);
      const outlook = begun(flat(day), { ...PAST, errors: { ...NO_PAST_ERRORS, meanError } });
      assert.equal(stepCountOf(day), length);
      // Four hours after midnight the clocks show three, and five.
      feed(outlook, day, 0, 48, 10);
      assert.equal(outlook.projection().pastError, at);
      feed(outlook, day, 48, length, 10);
      assert.equal(Math.round(outlook.reading().soFar.expected), (length / STEPS_AN_HOUR) * 10);
    }
  });
});
