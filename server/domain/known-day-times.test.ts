import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayCalled, exactDays, rome, shippedWeek, sum } from "../../test/support/usual-days.ts";
import { expectDay } from "./expectation.ts";
import { KnownDayTimes } from "./known-day-times.ts";
import type { KnownDay } from "./known-days.ts";
import { UsualLearner } from "./usual-week.ts";

const calls = shippedWeek("phone");
const chats = shippedWeek("chat");
const great: KnownDay = {
  id: "great",
  label: { en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [
    { from: 0, to: 8, times: { phone: 1.3, chat: 1.3 } },
    { from: 8, to: 24, times: { phone: 2.9 } },
  ],
  spread: 0.3,
};
const phone = { channel: "phone", prior: calls } as const;
const chat = { channel: "chat", prior: chats } as const;
const day = dayCalled("2025-11-25");
const usual = new UsualLearner(calls, rome).usual();
assert.ok(usual);
const { ordinary } = expectDay({ day, calendar: rome, usual, effect: null });
const isNear = (a: number, b: number, by = 1e-9): boolean => Math.abs(a - b) <= by;

describe("the times of a known day", () => {
  it("are as written for one channel, and ordinary where none is named", () => {
    assert.deepEqual(new KnownDayTimes([phone]).of(great), [1.3, 2.9]);
    assert.deepEqual(new KnownDayTimes([chat]).of(great), [1.3, 1]);
  });

  it("are weighted by the contacts of the channels in those hours", () => {
    const [, times] = new KnownDayTimes([phone, chat]).of(great);
    const [ofCalls, ofChats] = [calls, chats].map((week) => sum(week.flatMap((hours) => hours.slice(8))));
    assert.ok(ofCalls !== undefined && ofChats !== undefined);
    assert.ok(isNear(times ?? 0, (2.9 * ofCalls + ofChats) / (ofCalls + ofChats)));
    const unknown = new KnownDayTimes([phone, { channel: "chat", prior: null }]).of(great);
    assert.ok(isNear(unknown[1] ?? 0, 1.95));
  });

  it("hold in their hours, with their spread", () => {
    const { times, spread } = new KnownDayTimes([phone]).effectOf({ type: "known", entry: great });
    assert.deepEqual([times[7], times[8], times[23]], [1.3, 2.9, 2.9]);
    const evening = { ...great, blocks: [{ from: 20, to: 24, times: { phone: 2 } }] };
    const partly = new KnownDayTimes([phone]).effectOf({ type: "known", entry: evening });
    assert.deepEqual(
      [partly.times[19], partly.spread[19], partly.times[20], partly.spread[20]],
      [1, 0, 2, 0.3],
    );
    assert.deepEqual([spread[0], spread[23]], [0.3, 0.3]);
  });

  it("of a public holiday are 1, with more spread", () => {
    const { times, spread } = new KnownDayTimes([phone]).effectOf({ type: "holiday", spread: 0.2 });
    assert.ok(times.every((value) => value === 1) && spread.every((value) => value === 0.2));
  });

  it("move half way to what came, each block by itself", () => {
    const learned = new KnownDayTimes([phone]);
    const came = {
      day,
      steps: exactDays(calls)(day).steps.map(({ at, isKnown }, index) => ({
        at,
        isKnown,
        count: (ordinary[index] ?? 0) * (index < 96 ? 1.5 : 2.5),
      })),
    };
    learned.learn(great, came, ordinary, rome);
    assert.ok(learned.of(great).every((times, index) => isNear(times, [1.4, 2.7][index] ?? 0)));
    learned.learn(great, came, ordinary, rome);
    assert.ok(learned.of(great).every((times, index) => isNear(times, [1.45, 2.6][index] ?? 0)));
    assert.equal(great.blocks[1]?.times.phone, 2.9);
  });

  it("learn from the steps that were seen, and nothing from a block of which half was not", () => {
    const learned = new KnownDayTimes([phone]);
    const steps = exactDays(calls)(day).steps.map(({ at }, index) => ({
      at,
      count: 2 * (ordinary[index] ?? 0),
      isKnown: index >= 60 && index < 250,
    }));
    learned.learn(great, { day, steps }, ordinary, rome);
    assert.ok(isNear(learned.of(great)[0] ?? 0, 1.3));
    assert.ok(isNear(learned.of(great)[1] ?? 0, 2.45));
  });

  it("take a day that brought nothing for half of what was thought", () => {
    const learned = new KnownDayTimes([phone]);
    const silent = exactDays(calls)(day, () => 0);
    learned.learn(great, silent, ordinary, rome);
    assert.deepEqual(learned.of(great), [0.65, 1.45]);
  });
});
