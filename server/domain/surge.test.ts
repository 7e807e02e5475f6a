import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { seededRandom } from "../../test/support/seeded-random.ts";
import { STEP_MS } from "./arrival-steps.ts";
import { DEFAULT_THRESHOLDS, lowerBound, type MeasuredStep, SURGE_LEVELS, SurgeDetector } from "./surge.ts";
import { epochMs, minutes } from "./time.ts";

/** 24 November 2026, 9:00 in Rome. */
const START = 1_795_507_200_000;

const boundOf = (count: number, expected: number, extraVariance = 0): number =>
  lowerBound({ count, expected, extraVariance });

/** Steps of the same count, the first at `from`; `null`: not known. */
function feed(detector: SurgeDetector, counts: readonly (number | null)[], from = 0, expected = 1): void {
  for (const [index, count] of counts.entries()) detector.step(stepOf(from + index, count, expected));
}

const stepOf = (index: number, count: number | null, expected = 1): MeasuredStep => ({
  at: epochMs(START + index * STEP_MS),
  count: count ?? 0,
  isKnown: count !== null,
  expected,
  extraVariance: 0,
});

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe("lower bound of the ratio to the usual", () => {
  const vectors = [
    { count: 13, expected: 13, bound: "0.4510" },
    { count: 26, expected: 13, bound: "1.0468" },
    { count: 40, expected: 13, bound: "1.7439" },
    { count: 15, expected: 2.5, bound: "1.6442" },
    { count: 60, expected: 30, bound: "1.3353" },
    { count: 75, expected: 30, bound: "1.7224" },
  ];
  for (const { count, expected, bound } of vectors)
    it(`is ${bound} for ${count} where ${expected} are usual`, () =>
      assert.equal(boundOf(count, expected).toFixed(4), bound));

  const needed = [
    { expected: 1.2, counts: [10, 12, 14] },
    { expected: 2.5, counts: [13, 15, 18] },
    { expected: 4, counts: [16, 19, 22] },
    { expected: 6.5, counts: [20, 24, 29] },
    { expected: 13.3, counts: [32, 38, 46] },
    { expected: 20.2, counts: [44, 52, 63] },
    { expected: 40.4, counts: [75, 90, 110] },
  ];
  const { elevated, surge, extreme } = DEFAULT_THRESHOLDS;
  for (const { expected, counts } of needed)
    it(`needs ${counts.join(", ")} for the three levels where ${expected} are usual`, () => {
      const smallest = [elevated, surge, extreme].map((threshold) => {
        let count = 0;
        while (boundOf(count, expected) < threshold) count += 1;
        return count;
      });
      assert.deepEqual(smallest, counts);
    });

  it("is lower where the expectation itself is less sure", () => {
    assert.ok(boundOf(40, 13, 0.09) < boundOf(40, 13));
    // 1.3 + 0.09 * 13 = 2.47 in place of 1.3.
    assert.equal(boundOf(40, 13, 0.09).toFixed(4), "1.3416");
  });

  it("is never below zero, and counts where nothing is expected", () => {
    assert.equal(boundOf(0, 5), Math.max(0, boundOf(0, 5)));
    assert.ok(boundOf(0, 500) >= 0);
    assert.ok(boundOf(9, 0) > DEFAULT_THRESHOLDS.surge);
  });
});

/** The rule of the levels as it was measured, in so many words. */
function levelRule(): (bound: number) => number {
  const on = [1.3, 1.6, 2];
  const up = [0, 0, 0];
  let [level, down] = [0, 0];
  return (bound) => {
    let target = 0;
    for (const i of [0, 1, 2]) {
      up[i] = bound >= (on[i] ?? 0) ? (up[i] ?? 0) + 1 : 0;
      if ((up[i] ?? 0) >= 2) target = i + 1;
    }
    if (target > level) {
      level = target;
      down = 0;
    } else if (level > 0 && bound < 0.8 * (on[level - 1] ?? 0)) {
      down += 5;
      if (down >= 30) {
        level -= 1;
        down = 0;
      }
    } else down = 0;
    return level;
  };
}

describe("surge detector", () => {
  it("goes by the rule that was measured, over a year of nothing but trouble", () => {
    const random = seededRandom(7);
    const detector = new SurgeDetector();
    const rule = levelRule();
    const seen = new Set<number>();
    let factor = 1;
    for (let index = 0; index < 100_000; index += 1) {
      if (random() < 0.02) factor = 3 * random();
      const count = Math.round(2 * factor * random());
      detector.step(stepOf(index, count));
      const { level, reason } = detector.reading();
      const now = reason === null ? 0 : rule(reason.lowerBound);
      seen.add(now);
      assert.equal(SURGE_LEVELS.indexOf(level), now, `step ${index}`);
    }
    assert.equal(seen.size, 4);
  });

  it("rises at the second step at a level, with the instant and the reason", () => {
    const detector = new SurgeDetector();
    feed(detector, times(24, 1));
    assert.deepEqual(detector.reading().level, "none");
    feed(detector, [20], 24);
    assert.equal(detector.reading().level, "none");
    feed(detector, [9], 25);
    const { level, since, reason } = detector.reading();
    assert.equal(level, "surge");
    assert.equal(since, START + 26 * STEP_MS);
    assert.equal(detector.isSurge, true);
    assert.deepEqual(
      { ...reason, ratio: reason?.ratio.toFixed(3), lowerBound: reason?.lowerBound.toFixed(4) },
      {
        window: minutes(30),
        count: 33,
        expected: 6,
        ratio: ((2 + 33 / 1.3) / (2 + 6 / 1.3)).toFixed(3),
        lowerBound: boundOf(33, 6).toFixed(4),
        threshold: 1.6,
        certainty: 0.99,
      },
    );
  });

  it("does not rise when the second step is below the level again", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), 20]);
    assert.ok((detector.reading().reason?.lowerBound ?? 0) >= DEFAULT_THRESHOLDS.surge);
    feed(detector, [0], 25, 25);
    assert.equal(detector.reading().level, "none");
  });

  it("falls one level after half an hour below 0.8 of its threshold, and keeps since when it was that high", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), ...times(12, 5)]);
    assert.equal(detector.reading().level, "extreme");
    const levels = times(60, 0).map((_, index) => {
      feed(detector, [0], 36 + index);
      return detector.reading().level;
    });
    const falls = ["surge", "elevated", "none"].map((level) => levels.findIndex((now) => now === level));
    assert.equal((falls[1] ?? 0) - (falls[0] ?? 0), 6);
    assert.equal((falls[2] ?? 0) - (falls[1] ?? 0), 6);
    assert.equal(detector.reading().since, null);
  });

  it("starts the half hour anew when the bound comes back between the limits", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), ...times(12, 3)]);
    const { level, since } = detector.reading();
    assert.equal(level, "elevated");
    let index = 36;
    const quiet = (steps: number): void => {
      feed(detector, times(steps, 1), index);
      index += steps;
    };
    while ((detector.reading().reason?.lowerBound ?? 0) >= 0.8 * DEFAULT_THRESHOLDS.elevated) quiet(1);
    quiet(4);
    feed(detector, [12], index);
    index += 1;
    assert.ok((detector.reading().reason?.lowerBound ?? 0) >= 0.8 * DEFAULT_THRESHOLDS.elevated);
    assert.deepEqual([detector.reading().level, detector.reading().since], [level, since]);
  });

  it("holds its level while too little is known to judge", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), ...times(12, 4)]);
    const { level, since } = detector.reading();
    assert.notEqual(level, "none");
    feed(detector, times(36, null), 36);
    assert.deepEqual(detector.reading(), { level, since, reason: null });
  });

  it("sees no surge in an outage nor after it", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), ...times(36, null), ...times(24, 1)]);
    assert.equal(detector.reading().level, "none");
  });

  it("judges a window from half of it on, by the known steps alone", () => {
    const detector = new SurgeDetector();
    feed(detector, [1, 1]);
    assert.equal(detector.reading().reason, null);
    feed(detector, [null, 1], 2);
    const { reason } = detector.reading();
    assert.deepEqual([reason?.window, reason?.count, reason?.expected], [minutes(30), 3, 3]);
  });

  it("takes other thresholds without losing its level", () => {
    const detector = new SurgeDetector();
    feed(detector, [...times(24, 1), ...times(12, 3)]);
    assert.equal(detector.reading().level, "elevated");
    detector.adopt({ elevated: 1.5, surge: 2.1, extreme: 2.6 });
    assert.equal(detector.reading().level, "elevated");
    assert.equal(detector.reading().reason?.threshold, 1.5);
  });
});
