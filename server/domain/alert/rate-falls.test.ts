import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { hours, minutes, seconds } from "#domain/time.ts";

import { badProbability, judgeRate } from "./rate-falls.ts";
import type { RateFallsRule } from "./rules.ts";

const RULE: RateFallsRule = {
  window: hours(4),
  margin: 0.06,
  prior: 10,
  clustering: 0.05,
  leastContacts: 8,
  watch: 0.9,
  alarm: 0.97,
  clearShare: 0.8,
  hold: minutes(10),
  clear: minutes(30),
};

describe("the probability that a rate is bad", () => {
  const vectors = [
    { n: 8, met: 0, clustering: 0.05, expected: 0.979 },
    { n: 8, met: 2, clustering: 0.05, expected: 0.893 },
    { n: 8, met: 3, clustering: 0.05, expected: 0.8 },
    { n: 8, met: 4, clustering: 0.05, expected: 0.66 },
    { n: 13, met: 5, clustering: 0.025, expected: 0.926 },
    { n: 34, met: 20, clustering: 0.025, expected: 0.83 },
  ];
  for (const { n, met, clustering, expected } of vectors)
    it(`is ${expected} after ${met} of ${n}, clustering ${clustering}`, () => {
      const probability = badProbability({ n, met }, 0.81, { ...RULE, clustering });
      assert.ok(Math.abs(probability - expected) < 0.005, String(probability));
    });

  it("is that of the belief alone before any contact", () => {
    const none = badProbability({ n: 0, met: 0 }, 0.81, RULE);
    assert.ok(none > 0.2 && none < 0.4, String(none));
  });
});

const look = (n: number, met: number, rule = RULE, answeredAgo = minutes(5)) =>
  judgeRate(
    { threshold: seconds(20), n, met, clustering: null, answeredAgo },
    { channel: "chat", target: 0.81 },
    rule,
  );

const raisedAndKept = (judgement: ReturnType<typeof look>) =>
  judgement.kind === "judged" ? [judgement.raised, judgement.kept] : [];

describe("a look at a rate", () => {
  it("says nothing without a contact: neither that it has fallen nor that it has recovered", () =>
    assert.deepEqual(raisedAndKept(look(0, 0, RULE, minutes(200))), [null, "alarm"]));

  it("keeps what was raised while contacts are too few to judge and nobody has been answered of late", () => {
    assert.deepEqual(raisedAndKept(look(1, 0, RULE, minutes(31))), [null, "alarm"]);
    assert.deepEqual(raisedAndKept(look(1, 1, RULE, minutes(31))), [null, "alarm"]);
    assert.deepEqual(raisedAndKept(look(2, 2, RULE, minutes(29))), [null, null]);
    assert.deepEqual(raisedAndKept(look(8, 8, RULE, minutes(31))), [null, null]);
  });

  it("raises nothing of fewer contacts than can be judged, and says how many they are", () => {
    const judgement = look(7, 0, { ...RULE, clustering: 0 });
    assert.ok(judgement.kind === "judged" && judgement.reason?.kind === "rate-falls");
    assert.equal(judgement.raised, null);
    assert.equal(judgement.reason.n, 7);
    assert.ok(judgement.reason.badProbability > 0.97);
  });

  it("keeps what was raised down to 0.8 of its limit", () => {
    const judgement = look(8, 3);
    assert.ok(judgement.kind === "judged");
    assert.deepEqual([judgement.raised, judgement.kept], [null, "alarm"]);
    const less = look(8, 4);
    assert.ok(less.kind === "judged");
    assert.deepEqual([less.raised, less.kept], [null, null]);
  });
});
