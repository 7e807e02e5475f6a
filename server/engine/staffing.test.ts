import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { LedgerCell } from "#domain/ledger-cell.ts";
import { minutes, ms, seconds } from "#domain/time.ts";

import { nine } from "../../test/support/ledger-house.ts";
import { staffingOf, type StaffingRules, type Work, workloadOf } from "./staffing.ts";
import { StaffingNow } from "./staffing-now.ts";

const rules: StaffingRules = {
  talk: minutes(8),
  wrapUp: minutes(2),
  patience: minutes(3),
  concurrency: 1,
  target: 0.8,
  withinSeconds: 20,
};
const workload = { talk: null, queueShare: 1 };

/** As many contacts in the last hour as were usual, and in the coming one. */
const hourOf = (count: number, nextHour: number | null = count): Work["reading"] => ({
  lastHour: { count, expected: count, extraVariance: 0, unseen: ms(0), band: { low: 0, high: 2 * count } },
  nextHour,
});

const phone: Work = { rules, workload, reading: hourOf(20) };
const chat: Work = { rules: { ...rules, concurrency: 2 }, workload, reading: hourOf(10) };

const cell = (outcome: LedgerCell["outcome"], count: number, talks = 0): LedgerCell => ({
  hour: nine,
  source: "pbx",
  channel: "phone",
  language: "it",
  entry: "phone",
  outcome,
  count,
  waitSum: ms(0),
  waitBins: new Map(),
  talks,
  talkSum: ms(talks * minutes(6)),
});

describe("the work on a channel", () => {
  it("is what four weeks tell of talk times and of who wants an operator", () => {
    const cells = [cell("answered", 300, 300), cell("abandoned", 100), cell("closedInWelcome", 400)];
    assert.deepEqual(workloadOf([...cells, cell("blacklisted", 50)]), {
      talk: minutes(6),
      queueShare: 0.5,
    });
  });

  it("has no talk time of its own from few conversations, and without any every arrival wants an operator", () => {
    assert.equal(workloadOf([cell("answered", 199, 199)]).talk, null);
    assert.deepEqual(workloadOf([]), { talk: null, queueShare: 1 });
    assert.equal(
      workloadOf([cell("closedInWelcome", 1)]).queueShare,
      1,
      "one call says nothing of the others",
    );
  });
});

describe("operators needed", () => {
  it("are reckoned with the volume of the coming hour, and what of it is assumed is told", () => {
    const staffing = staffingOf(phone, 4, null);
    assert.ok(staffing);
    assert.deepEqual(
      [staffing.handleMs, staffing.withinMs, staffing.target],
      [minutes(10), seconds(20), 0.8],
    );
    assert.ok(staffing.contactsPerHour > 20 && staffing.contactsPerHour < 26);
    assert.ok(staffing.needed > 4 && staffing.neededIfPatient >= staffing.needed);
    assert.ok((staffing.reached ?? 1) < 0.8);
    assert.deepEqual(staffing.assumed, ["talk", "wrapUp", "patience"]);
  });

  it("are reckoned with the house's own talk time once there is one", () => {
    const own = staffingOf({ ...phone, workload: { talk: minutes(3), queueShare: 1 } }, 4, null);
    assert.equal(own?.handleMs, minutes(5));
    assert.deepEqual(own.assumed, ["wrapUp", "patience"]);
  });

  it("are fewer where one operator serves two at once", () => {
    const alone = staffingOf({ ...chat, rules }, null, null);
    const both = staffingOf(chat, null, null);
    assert.ok((both?.needed ?? 9) < (alone?.needed ?? 0));
    assert.equal(both?.handleMs, minutes(5));
    assert.ok(both.assumed.includes("concurrency"));
  });

  it("are more with the chats that the same people take", () =>
    assert.ok((staffingOf(phone, null, chat)?.needed ?? 0) > (staffingOf(phone, null, null)?.needed ?? 9)));

  it("reach nothing when nobody is on line, and nobody knows what when no source tells", () => {
    assert.equal(staffingOf(phone, 0, null)?.reached, 0);
    assert.equal(staffingOf(phone, null, null)?.reached, null);
  });

  it("are not known when too little of the last hour was seen, or when the day is over", () => {
    assert.equal(staffingOf({ ...phone, reading: hourOf(20, null) }, 4, null), null);
    const unseen = { ...hourOf(20), lastHour: null };
    assert.equal(staffingOf({ ...phone, reading: unseen }, 4, null), null);
    assert.deepEqual(staffingOf(phone, 4, { ...chat, reading: unseen }), staffingOf(phone, 4, null));
  });
});

/** `works` may be changed: what is known of each channel by now. */
function at(sharedOperators: boolean) {
  const works: { phone: Work | null; chat: Work | null } = { phone, chat };
  return { works, now: new StaffingNow({ sharedOperators, workOf: (channel) => works[channel] }) };
}

describe("operators needed at present", () => {
  it("stay the same object until the day or the team has changed", () => {
    const { works, now } = at(false);
    const first = now.of("phone", 4);
    assert.equal(now.of("phone", 4), first);
    assert.notEqual(now.of("phone", 5), first);
    works.phone = { ...phone, reading: hourOf(40) };
    assert.ok((now.of("phone", 5)?.needed ?? 0) > (first?.needed ?? 9));
  });

  it("are told once where the same people take calls and chats", () => {
    const { works, now } = at(true);
    assert.equal(now.of("chat", 4), null);
    const both = now.of("phone", 4);
    assert.deepEqual(both, staffingOf(phone, 4, chat));
    works.chat = { ...chat, reading: hourOf(60) };
    assert.ok((now.of("phone", 4)?.needed ?? 0) > (both?.needed ?? 99), "the chats have grown");
    works.phone = null;
    assert.notEqual(now.of("chat", 4), null, "nothing is known of the phone");
    assert.equal(now.of("phone", 4), null);
  });
});
