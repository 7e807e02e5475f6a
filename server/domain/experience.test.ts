import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { freeArrivals, SCENARIOS, withSurge } from "../../test/support/free-arrivals.ts";
import {
  dayCalled,
  daysFrom,
  exactDays,
  flatDay,
  rome,
  shippedWeek,
  sum,
} from "../../test/support/usual-days.ts";
import type { DayArrivals } from "./arrival-steps.ts";
import type { LocalDay } from "./calendar.ts";
import { Experience } from "./experience.ts";
import { createKnownDays, type KnownDay } from "./known-days.ts";
import { DEFAULT_THRESHOLDS } from "./surge.ts";

const calls = shippedWeek("phone");
const callsOf = exactDays(calls);
const great: KnownDay = {
  id: "great",
  label: { en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [
    { from: 0, to: 8, times: { phone: 1.3 } },
    { from: 8, to: 24, times: { phone: 2.9 } },
  ],
  spread: 0.3,
};
const knownDays = createKnownDays({
  entries: [great],
  holidaySpread: 0.2,
  isHoliday: (key) => key === "2026-12-08",
});
const phone = { channel: "phone", prior: calls } as const;
const newExperience = (prior: typeof phone.prior | null = calls) =>
  new Experience({ parts: [{ channel: "phone", prior }], calendar: rome, knownDays });
function afterDays(arrivals: readonly DayArrivals[]): Experience {
  const experience = newExperience();
  for (const day of arrivals) experience.add(day);
  return experience;
}
const isNear = (a: number, b: number, by = 1e-9): boolean => Math.abs(a - b) <= by;
const totalOf = (experience: Experience, key: string): number =>
  sum(experience.expectationOf(dayCalled(key))?.expected ?? []);
/** Weeks of own history that were counted, in hours. */
const hoursLearned = (experience: Experience): number => Math.round((experience.usual()?.weeks ?? 0) * 168);
/** 2.5 times the usual from 10 to 18 h. */
const surgeDay = (day: LocalDay): DayArrivals => callsOf(day, (hour) => (hour >= 10 && hour < 18 ? 2.5 : 1));

describe("a stream that learns", () => {
  it("begins with the prior, in week 1 of 4", () => {
    const experience = newExperience();
    assert.ok(isNear(totalOf(experience, "2026-09-07"), 342, 2));
    assert.deepEqual(experience.learning(), { week: 1, of: 4 });
    assert.deepEqual(experience.thresholds(), DEFAULT_THRESHOLDS);
    assert.equal(experience.newNormalSince(), null);
    assert.equal(experience.pastErrors().meanError[9], null);
  });

  it("counts its weeks until it has four", () => {
    const experience = newExperience();
    const weeks: (number | null)[] = [];
    for (const day of daysFrom("2026-09-07", 28)) {
      experience.add(callsOf(day));
      weeks.push(experience.learning()?.week ?? null);
    }
    assert.deepEqual(
      [5, 6, 12, 13, 20, 26, 27].map((day) => weeks[day]),
      [1, 2, 2, 3, 4, 4, null],
    );
  });

  it("measures no thresholds on days of which the hours alone are known", () => {
    const days = daysFrom("2026-03-02", 98).map((day) => callsOf(day));
    const [fine, coarse] = [newExperience(), newExperience()];
    for (const day of days) {
      fine.add(day, "steps");
      coarse.add(day, "hours");
    }
    assert.notDeepEqual(fine.thresholds(), DEFAULT_THRESHOLDS);
    assert.deepEqual(coarse.thresholds(), DEFAULT_THRESHOLDS);
    assert.deepEqual(coarse.usual(), fine.usual());
  });

  it("has nothing usual without a prior for four weeks, then judges by its own", () => {
    const experience = newExperience(null);
    const days = daysFrom("2026-08-31", 30);
    for (const day of days.slice(0, 27)) experience.add(callsOf(day));
    assert.deepEqual([experience.usual(), experience.expectationOf(dayCalled("2026-09-28"))], [null, null]);
    for (const day of days.slice(27)) experience.add(callsOf(day));
    assert.ok(isNear(totalOf(experience, "2026-09-30"), totalOf(newExperience(), "2026-09-30"), 8));
    assert.equal(experience.pastErrors().scores[9]?.length, 2);
  });

  it("has the priors of all its channels together", () => {
    const pooled = new Experience({
      parts: [phone, { channel: "chat", prior: shippedWeek("chat") }],
      calendar: rome,
      knownDays,
    });
    assert.ok(isNear(sum(pooled.usual()?.perHour ?? []), 2_200 + 548, 6));
    assert.equal(
      new Experience({ parts: [phone, { channel: "chat", prior: null }], calendar: rome, knownDays }).usual(),
      null,
    );
  });

  it("refuses a day that is not after the last", () => {
    const experience = afterDays([callsOf(dayCalled("2026-09-08"))]);
    assert.throws(() => experience.add(callsOf(dayCalled("2026-09-07"))), RangeError);
    assert.throws(() => experience.add(callsOf(dayCalled("2026-09-08"))), RangeError);
  });

  it("learns days of 23 and 25 hours", () => {
    assert.equal(hoursLearned(afterDays(daysFrom("2026-10-24", 3).map((day) => callsOf(day)))), 73);
    assert.equal(hoursLearned(afterDays(daysFrom("2026-03-28", 3).map((day) => callsOf(day)))), 71);
  });
});

describe("what is not learned", () => {
  const before = daysFrom("2026-09-07", 35).map((day) => callsOf(day));
  const tuesday = dayCalled("2026-10-13");

  it("is a surge with the hour before it", () => {
    const calm = afterDays([...before, callsOf(dayCalled("2026-10-12")), callsOf(tuesday)]);
    const surged = afterDays([...before, callsOf(dayCalled("2026-10-12")), surgeDay(tuesday)]);
    const left = hoursLearned(calm) - hoursLearned(surged);
    assert.ok(left >= 8 && left <= 11, `${left} hours`);
    const change = totalOf(surged, "2026-10-20") / totalOf(calm, "2026-10-20") - 1;
    assert.ok(Math.abs(change) < 0.02, `${change}`);
    assert.equal(surged.pastErrors().scores[9]?.length, (calm.pastErrors().scores[9]?.length ?? 0) - 1);
  });

  it("is what was not seen: an outage of three hours is no surge and spoils nothing", () => {
    const outage: DayArrivals = {
      day: tuesday,
      steps: callsOf(tuesday).steps.map(({ at, count }, index) => {
        const isKnown = index < 120 || index >= 156;
        return { at, count: isKnown ? count : 0, isKnown };
      }),
    };
    const calm = afterDays([...before, callsOf(dayCalled("2026-10-12")), callsOf(tuesday)]);
    const blind = afterDays([...before, callsOf(dayCalled("2026-10-12")), outage]);
    assert.equal(hoursLearned(calm) - hoursLearned(blind), 3);
    assert.ok(isNear(totalOf(calm, "2026-10-20"), totalOf(blind, "2026-10-20"), 0.5));
    assert.equal(blind.pastErrors().scores[9]?.length, (calm.pastErrors().scores[9]?.length ?? 0) - 1);
  });

  it("is a public holiday, which is expected like its weekday with more spread", () => {
    const days = daysFrom("2026-11-30", 9);
    const experience = afterDays(days.slice(0, 8).map((day) => callsOf(day)));
    const holiday = experience.expectationOf(dayCalled("2026-12-08"));
    assert.ok(holiday);
    assert.deepEqual(holiday.expected, holiday.ordinary);
    const plain = experience.expectationOf(dayCalled("2026-12-09"));
    assert.ok(isNear((holiday.extraVariance[0] ?? 0) - (plain?.extraVariance[0] ?? 0), 0.04));
    const hours = hoursLearned(experience);
    experience.add(flatDay(dayCalled("2026-12-08"), 0));
    assert.equal(hoursLearned(experience), hours);
  });
});

describe("a known day", () => {
  const before = daysFrom("2025-11-01", 24).map((day) => callsOf(day));
  const day = dayCalled("2025-11-25");
  const came = callsOf(day, (hour) => (hour < 8 ? 1.1 : 2.5));

  it("is expected as written, and is no surge when it comes so", () => {
    const experience = afterDays(before);
    assert.ok(isNear(totalOf(experience, "2025-11-25") / totalOf(experience, "2025-12-02"), 2.7, 0.03));
    const hours = hoursLearned(experience);
    experience.add(came);
    assert.equal(hoursLearned(experience), hours);
    assert.equal(experience.newNormalSince(), null);
  });

  it("is expected half way to what came the next time", () => {
    const experience = afterDays([...before, came]);
    const [night, rest] = experience.timesOf(great);
    assert.ok(isNear(night ?? 0, (1.3 + 1.1) / 2, 0.05), `${night}`);
    assert.ok(isNear(rest ?? 0, (2.9 + 2.5) / 2, 0.05), `${rest}`);
    const next = experience.expectationOf(dayCalled("2026-11-25"));
    assert.ok(isNear((next?.expected[200] ?? 0) / (next?.ordinary[200] ?? 1), rest ?? 0));
  });
});

describe("a surge that does not end", () => {
  const calm = daysFrom("2026-09-07", 28).map((day) => callsOf(day));
  const [first, ...others] = daysFrom("2026-10-05", 40);
  assert.ok(first);

  it("is asked about after seven days, learned from then on, and no surge any more once it is usual", () => {
    const experience = afterDays([...calm, surgeDay(first)]);
    const asked: (string | null)[] = [];
    const hours: number[] = [hoursLearned(experience)];
    for (const day of others) {
      experience.add(surgeDay(day));
      const since = experience.newNormalSince();
      asked.push(since === null ? null : rome.dayOf(since).key);
      hours.push(hoursLearned(experience));
    }
    assert.deepEqual(asked.slice(0, 6), [null, null, null, null, null, "2026-10-05"]);
    const learnedADay = hours.slice(1).map((total, index) => total - (hours[index] ?? 0));
    assert.ok(
      learnedADay.slice(0, 6).every((count) => count < 18),
      String(learnedADay),
    );
    assert.equal(learnedADay[6], 24);
    assert.equal(asked.at(-1), null);
  });

  it("is not ended by a day of which nothing is known", () => {
    const days = [first, ...others.slice(0, 7)].map((day, index) =>
      index === 4 ? flatDay(day, 0, false) : surgeDay(day),
    );
    assert.equal(afterDays([...calm, ...days]).newNormalSince(), first.start);
  });

  it("is counted anew after a day without", () => {
    const days = [first, ...others.slice(0, 9)].map((day, index) =>
      index === 4 ? callsOf(day) : surgeDay(day),
    );
    assert.equal(afterDays([...calm, ...days]).newNormalSince(), null);
  });
});

describe("errors and thresholds of its own", () => {
  const days = daysFrom("2026-01-05", 182);
  const arrivals = freeArrivals({ seed: "own", noise: SCENARIOS.base, week: calls, days });
  const experience = newExperience();
  const thresholds = arrivals.map((day) => {
    experience.add(day);
    return experience.thresholds();
  });

  it("are as measured: projections miss by a tenth at nine, less in the evening", () => {
    const { scores, meanError } = experience.pastErrors();
    assert.ok(scores.every((hour) => hour.length >= 54 && hour.length <= 57));
    assert.ok(isNear(meanError[9] ?? 0, 0.116, 0.04), `${meanError[9]}`);
    assert.ok((meanError[21] ?? 1) < 0.04);
  });

  it("are measured on each Monday once there are 13 weeks", () => {
    assert.deepEqual(thresholds[89], DEFAULT_THRESHOLDS);
    const changes = thresholds.flatMap((now, index) =>
      index > 0 && now !== thresholds[index - 1] ? [index] : [],
    );
    assert.equal(changes[0], 90);
    assert.ok(changes.every((index) => index % 7 === 6));
    const { elevated, surge } = experience.thresholds();
    assert.ok(elevated >= 1.2 && elevated <= 1.6 && surge >= 1.4 && surge < 1.9, `${elevated} ${surge}`);
  });

  it("find x2.5 from 10 h in noise, and leave it out", () => {
    const last = arrivals.slice(0, 60);
    const surged = withSurge(arrivals.slice(60, 61), {
      seed: "x2.5",
      noise: SCENARIOS.base,
      factor: 2.5,
      first: 120,
      length: 96,
    });
    const [calm, loud] = [arrivals.slice(60, 61), surged].map((day) =>
      hoursLearned(afterDays([...last, ...day])),
    );
    assert.ok((calm ?? 0) - (loud ?? 0) >= 6);
  });
});
