import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, seconds } from "#domain/time.ts";

import { Coverage } from "./coverage.ts";

const at = (second: number) => epochMs(second * 1_000);
const range = (from: number, to: number) => ({ from: at(from), to: at(to) });

/** A source that was in touch every five seconds of these stretches. */
function heardIn(...stretches: readonly (readonly [number, number])[]): Coverage {
  const coverage = new Coverage(seconds(60));
  for (const [from, to] of stretches)
    for (let second = from; second <= to; second += 5) coverage.heard("pbx", at(second));
  return coverage;
}

describe("coverage", () => {
  it("is whole where heartbeats came, up to the last of them", () => {
    const coverage = heardIn([0, 297]);
    assert.equal(coverage.isWhole(["pbx"], range(0, 300)), true);
    assert.equal(coverage.isWhole(["pbx"], range(300, 600)), false);
  });

  it("takes a short silence for none and a long one for a gap", () => {
    assert.equal(heardIn([0, 100], [155, 300]).isWhole(["pbx"], range(0, 300)), true);
    assert.equal(heardIn([0, 100], [165, 300]).isWhole(["pbx"], range(0, 300)), false);
  });

  it("is whole only when every source was in touch", () => {
    const coverage = heardIn([0, 300]);
    assert.equal(coverage.isWhole(["pbx", "chats"], range(0, 300)), false);
    coverage.told("chats", range(0, 300));
    assert.equal(coverage.isWhole(["pbx", "chats"], range(0, 300)), true);
    assert.equal(coverage.isWhole([], range(0, 300)), false);
  });

  it("closes a gap of which everything was told afterwards", () => {
    const coverage = heardIn([0, 100], [5_000, 5_300]);
    coverage.told("pbx", range(100, 5_000));
    assert.equal(coverage.isWhole(["pbx"], range(0, 5_300)), true);
  });

  it("is not confused by a clock that was set back", () => {
    const coverage = heardIn([3_600, 3_900]);
    for (let second = 600; second <= 900; second += 5) coverage.heard("pbx", at(second));
    assert.equal(coverage.isWhole(["pbx"], range(600, 900)), true);
    assert.equal(coverage.isWhole(["pbx"], range(3_600, 3_900)), true);
    assert.equal(coverage.isWhole(["pbx"], range(900, 3_600)), false);
  });

  it("forgets what is over", () => {
    const coverage = heardIn([0, 300], [900, 1_200]);
    coverage.forget(at(600));
    assert.equal(coverage.isWhole(["pbx"], range(0, 300)), false);
    assert.equal(coverage.isWhole(["pbx"], range(900, 1_200)), true);
  });
});
