import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, minutes, seconds } from "#domain/time.ts";

import { pipelineFreshness } from "./pipeline-freshness.ts";

const NOW = 1_000_000_000;
const at = (agoSeconds: number) => epochMs(NOW - agoSeconds * 1_000);
const freshness = (
  options: {
    readonly ages?: readonly (number | null)[];
    readonly looked?: number | null;
    readonly waits?: readonly number[];
    readonly givenUp?: number;
    readonly speed?: number;
  } = {},
) => {
  const { ages = [4, 59], looked = 5, waits = [], givenUp = 0, speed = 1 } = options;
  const answer = pipelineFreshness({
    heartbeat: {
      nowMs: NOW,
      speed,
      sources: ages.map((age) => ({ source: "pbx", ageMs: age === null ? null : age * 1_000 })),
    },
    lookedAt: looked === null ? null : at(looked),
    waiting: waits.map((ago) => ({ receiver: "desk", since: at(ago), count: 1 })),
    heardWithin: seconds(60),
    deliveredWithin: minutes(5),
    failing: givenUp === 0 ? [] : [{ receiver: "desk", since: at(3), count: givenUp }],
  });
  return answer.fresh ? "fresh" : answer.reason;
};

describe("the way from a source to a receiver", () => {
  it("is fresh while sources are heard, rules are looked at and messages are delivered", () => {
    assert.equal(freshness(), "fresh");
    assert.equal(freshness({ looked: 15, waits: [300] }), "fresh");
  });
  it("is not when a source was never heard, or not for a minute", () => {
    assert.equal(freshness({ ages: [3, 61] }), "source-silent");
    assert.equal(freshness({ ages: [null] }), "source-silent");
  });
  it("is not when nobody looks at the rules", () => {
    assert.equal(freshness({ looked: null }), "rules-not-evaluated");
    assert.equal(freshness({ looked: 16 }), "rules-not-evaluated");
  });
  it("is not when a message waits for more than five minutes", () =>
    assert.equal(freshness({ waits: [2, 301] }), "undelivered"));
  it("is not when a receiver refuses messages for good, though nothing waits", () =>
    assert.equal(freshness({ givenUp: 1 }), "undelivered"));
  it("counts real time where a simulated house lives faster", () =>
    assert.equal(freshness({ speed: 60, looked: 600, waits: [12_000] }), "fresh"));
});
