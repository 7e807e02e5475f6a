import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, hours, minutes, later } from "#domain/time.ts";

import { type AlertDecision, decided, isLater, isOfUse, subjectOf } from "./decision.ts";

const NOW = epochMs(1_000_000_000);
const silence = {
  id: "silence-left-1",
  scope: { kind: "rule" as const, rule: "surge", channel: null },
  by: "Anna",
  why: "known",
  from: NOW,
  until: later(NOW, hours(1)),
};
const silenced: AlertDecision = { kind: "silence", silence, endedAt: null };
const ended: AlertDecision = { ...silenced, endedAt: later(NOW, minutes(5)) };
const taken = (by: string | null, at = NOW): AlertDecision => ({
  kind: "acknowledgement",
  fingerprint: "x",
  by,
  at,
});

describe("decisions about alerts", () => {
  it("hold when they are later, whichever comes first", () => {
    assert.equal(isLater(taken("Anna", later(NOW, minutes(1))), taken("Bea")), true);
    assert.equal(isLater(taken("Bea"), taken("Anna", later(NOW, minutes(1)))), false);
    assert.equal(isLater(ended, silenced), true);
    assert.equal(isLater(silenced, ended), false);
    assert.equal(isLater(silenced, undefined), true);
  });

  it("of one instant are decided alike on every node, and a copy is no news", () => {
    assert.notEqual(isLater(taken("Anna"), taken("Bea")), isLater(taken("Bea"), taken("Anna")));
    assert.equal(isLater(taken("Anna"), taken("Anna")), false);
    assert.equal(isLater(ended, ended), false);
  });

  it("put a silence into the book once and take it out again, in any order", () => {
    const book = { alerts: [], silences: [] };
    const once = decided(decided(book, silenced, NOW), silenced, NOW);
    assert.deepEqual(once.silences, [silence]);
    assert.deepEqual(decided(once, ended, NOW).silences, []);
    assert.deepEqual(decided(book, silenced, silence.until).silences, []);
  });

  it("are of use for as long as they may be in force", () => {
    assert.equal(isOfUse(silenced, NOW), true);
    assert.equal(isOfUse(silenced, silence.until), false);
    assert.equal(isOfUse(taken("Anna"), later(NOW, hours(23))), true);
    assert.equal(isOfUse(taken("Anna"), later(NOW, hours(24))), false);
    assert.notEqual(subjectOf(silenced), subjectOf(taken("Anna")));
  });
});
