import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { ContactStory } from "./contact-story.ts";
import { countDecisions, type DecisionRules } from "./decisions.ts";
import {
  abandonedWaits,
  abandonment,
  answeredWaits,
  answerRate,
  serviceLevel,
  shortAbandons,
  STRICT_RATES,
  talkTime,
} from "./metrics.ts";
import { Tally } from "./tally.ts";
import { epochMs, later, ms, seconds } from "./time.ts";

const rules = { thresholds: [seconds(20)], shortAbandon: seconds(5) };
const noon = epochMs(1_795_600_000_000);

function story(fate: ContactStory["fate"], waitSeconds: number): ContactStory {
  const over = later(noon, seconds(waitSeconds));
  const answered = fate === "answered";
  return {
    source: "pbx",
    channel: "phone",
    entry: "phone",
    language: "it",
    fate,
    arrivedAt: noon,
    waitingSince: noon,
    answeredAt: answered ? over : null,
    estimated: false,
    unconfirmed: false,
    endedAt: later(over, seconds(100)),
    wait: seconds(waitSeconds),
    talk: answered ? seconds(100) : null,
  };
}

function tallyOf(
  groups: readonly (readonly [ContactStory["fate"], number, number])[],
  by: DecisionRules = rules,
): Tally {
  const tally = new Tally(1);
  for (const [fate, waitSeconds, count] of groups)
    for (let i = 0; i < count; i += 1) countDecisions(story(fate, waitSeconds), by, 1, tally);
  return tally;
}

describe("service level", () => {
  // The worked example of ICMI: 1000 answered (860 within T), 60 abandoned (20 within T).
  const icmi = tallyOf([
    ["answered", 10, 860],
    ["answered", 30, 140],
    ["abandoned", 15, 20],
    ["abandoned", 40, 40],
  ]);
  const cases = [
    { abandons: "against", percent: 81.1 },
    { abandons: "ignored", percent: 86.0 },
    { abandons: "credited", percent: 83.0 },
  ] as const;
  for (const { abandons, percent } of cases) {
    it(`gives ICMI's ${percent} % with abandonments ${abandons}`, () => {
      assert.equal(
        Math.round((serviceLevel(icmi, 0, { abandons, shortAbandons: "counted" }).value ?? 0) * 1_000) / 10,
        percent,
      );
    });
  }

  // Of ICMI's 20 who gave up within T, 12 did so within 5 s.
  const hasty = tallyOf([
    ["answered", 10, 860],
    ["answered", 30, 140],
    ["abandoned", 5, 12],
    ["abandoned", 15, 8],
    ["abandoned", 40, 40],
  ]);
  const leftOut = [
    { abandons: "against", met: 860, n: 1_048 },
    { abandons: "ignored", met: 860, n: 1_000 },
    { abandons: "credited", met: 868, n: 1_048 },
  ] as const;
  for (const { abandons, met, n } of leftOut) {
    it(`gives ${met} of ${n} with abandonments ${abandons} and short ones left out`, () => {
      const rates = { abandons, shortAbandons: "leftOut" } as const;
      assert.deepEqual(serviceLevel(hasty, 0, rates), { value: met / n, n });
    });
  }

  it("counts short abandons as the others while they are not left out", () => {
    for (const { abandons } of cases) {
      const rates = { abandons, shortAbandons: "counted" } as const;
      assert.deepEqual(serviceLevel(hasty, 0, rates), serviceLevel(icmi, 0, rates));
    }
  });

  it("leaves a short abandon out also when that is longer than T", () => {
    const tally = tallyOf(
      [
        ["answered", 1, 1],
        ["abandoned", 4, 1],
        ["abandoned", 6, 1],
      ],
      { thresholds: [seconds(3)], shortAbandon: seconds(5) },
    );
    const rates = { abandons: "against", shortAbandons: "leftOut" } as const;
    assert.deepEqual(serviceLevel(tally, 0, rates), { value: 1 / 2, n: 2 });
    assert.deepEqual(serviceLevel(tally, 0, STRICT_RATES), { value: 1 / 3, n: 3 });
  });

  it("counts an answer at exactly T as within it", () => {
    assert.deepEqual(serviceLevel(tallyOf([["answered", 20, 1]]), 0, STRICT_RATES), { value: 1, n: 1 });
  });

  it("counts a refused or unanswered contact as a miss, however short its wait", () => {
    const credited = { abandons: "credited", shortAbandons: "counted" } as const;
    const ignored = { abandons: "ignored", shortAbandons: "leftOut" } as const;
    assert.deepEqual(serviceLevel(tallyOf([["unanswered", 0, 1]]), 0, credited), { value: 0, n: 1 });
    assert.deepEqual(serviceLevel(tallyOf([["voicemail", 3, 1]]), 0, ignored), { value: 0, n: 1 });
  });
});

describe("figures without contacts", () => {
  const empty = new Tally(1);
  it("are null, never zero and never one", () => {
    for (const figure of [
      serviceLevel(empty, 0, STRICT_RATES),
      answerRate(empty, STRICT_RATES),
      abandonment(empty, STRICT_RATES),
    ])
      assert.deepEqual(figure, { value: null, n: 0 });
    assert.deepEqual(answeredWaits(empty), { n: 0, average: null, median: null, p90: null, longest: null });
    assert.deepEqual(talkTime(empty), { n: 0, total: 0, average: null });
  });
});

describe("waits", () => {
  it("give mean, median, 90th percentile and longest to the second", () => {
    const tally = tallyOf([
      ["answered", 1, 5],
      ["answered", 9, 4],
      ["answered", 300, 1],
    ]);
    assert.deepEqual(answeredWaits(tally), {
      n: 10,
      average: ms(34_100),
      median: seconds(1),
      p90: seconds(9),
      longest: seconds(300),
    });
  });
});

describe("abandonment", () => {
  it("is over queued and decided, with short abandons counted apart", () => {
    const tally = tallyOf([
      ["answered", 5, 6],
      ["abandoned", 5, 1],
      ["abandoned", 6, 1],
      ["unanswered", 30, 2],
    ]);
    assert.deepEqual(abandonment(tally, STRICT_RATES), { value: 0.2, n: 10 });
    assert.equal(shortAbandons(tally), 1);
    assert.deepEqual(answerRate(tally, STRICT_RATES), { value: 0.6, n: 10 });
  });

  it("is without short abandons in a house that leaves them out, which the time to abandon is not", () => {
    const tally = tallyOf([
      ["answered", 5, 6],
      ["abandoned", 5, 1],
      ["abandoned", 7, 1],
      ["unanswered", 30, 1],
    ]);
    const rates = { abandons: "against", shortAbandons: "leftOut" } as const;
    assert.deepEqual(abandonment(tally, rates), { value: 1 / 8, n: 8 });
    assert.deepEqual(answerRate(tally, rates), { value: 6 / 8, n: 8 });
    assert.equal(shortAbandons(tally), 1);
    assert.deepEqual([abandonedWaits(tally).n, abandonedWaits(tally).average], [2, seconds(6)]);
  });

  it("has no rate when only short abandons happened and are left out", () => {
    const tally = tallyOf([["abandoned", 2, 3]]);
    const rates = { abandons: "credited", shortAbandons: "leftOut" } as const;
    for (const figure of [abandonment(tally, rates), answerRate(tally, rates), serviceLevel(tally, 0, rates)])
      assert.deepEqual(figure, { value: null, n: 0 });
  });
});

it("a story counted and taken back leaves nothing behind", () => {
  const tally = tallyOf([["answered", 7, 1]]);
  countDecisions(story("answered", 7), rules, -1, tally);
  assert.ok(tally.metrics.every((value) => value === 0));
  assert.ok(tally.answeredWaits?.every((value) => value === 0));
});
