import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { ContactStory } from "./contact-story.ts";
import { countDecisions } from "./decisions.ts";
import { abandonment, answeredWaits, answerRate, serviceLevel, shortAbandons, talkTime } from "./metrics.ts";
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
    endedAt: later(over, seconds(100)),
    wait: seconds(waitSeconds),
    talk: answered ? seconds(100) : null,
  };
}

function tallyOf(groups: readonly (readonly [ContactStory["fate"], number, number])[]): Tally {
  const tally = new Tally(1);
  for (const [fate, waitSeconds, count] of groups)
    for (let i = 0; i < count; i += 1) countDecisions(story(fate, waitSeconds), rules, 1, tally);
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
      assert.equal(Math.round((serviceLevel(icmi, 0, abandons).value ?? 0) * 1_000) / 10, percent);
    });
  }

  it("counts an answer at exactly T as within it", () => {
    assert.deepEqual(serviceLevel(tallyOf([["answered", 20, 1]]), 0, "against"), { value: 1, n: 1 });
  });

  it("counts a refused or unanswered contact as a miss, however short its wait", () => {
    assert.deepEqual(serviceLevel(tallyOf([["unanswered", 0, 1]]), 0, "credited"), { value: 0, n: 1 });
    assert.deepEqual(serviceLevel(tallyOf([["voicemail", 3, 1]]), 0, "ignored"), { value: 0, n: 1 });
  });
});

describe("figures without contacts", () => {
  const empty = new Tally(1);
  it("are null, never zero and never one", () => {
    for (const figure of [serviceLevel(empty, 0, "against"), answerRate(empty), abandonment(empty)])
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
    assert.deepEqual(abandonment(tally), { value: 0.2, n: 10 });
    assert.equal(shortAbandons(tally), 1);
    assert.deepEqual(answerRate(tally), { value: 0.6, n: 10 });
  });
});

it("a story counted and taken back leaves nothing behind", () => {
  const tally = tallyOf([["answered", 7, 1]]);
  countDecisions(story("answered", 7), rules, -1, tally);
  assert.ok(tally.metrics.every((value) => value === 0));
  assert.ok(tally.answeredWaits?.every((value) => value === 0));
});
