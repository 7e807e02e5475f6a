import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { achievedByPatience, erlangB, erlangC, erlangsOf, patientOperatorsNeeded } from "./erlang-c.ts";
import { chatErlangs, loadNow, type VolumeNow, withChats } from "./load-now.ts";
import { achieved, operatorsNeeded } from "./staffing.ts";

const SERVICE = { handleSeconds: 492, patienceSeconds: 420 };
const loadOf = (callsPerHour: number) => ({ ...SERVICE, callsPerHour });
/** The talk of the report's quarter, 5,957,696 s over 16,020 calls, and two minutes of wrap-up. */
const HANDLE_SECONDS = 5_957_696 / 16_020 + 120;
const reportLoadOf = (callsPerHour: number) => ({ ...loadOf(callsPerHour), handleSeconds: HANDLE_SECONDS });
const TARGET = { target: 0.8, withinSeconds: 20 };

const digits = (share: number): string => share.toFixed(6).slice(1);
const percent = (rate: number): string => (100 * rate).toFixed(1);

describe("Erlang A", () => {
  for (const [callsPerHour, operators, wait, abandon, level, answer] of [
    [13.1, 3, ".261213", ".093032", ".757473", "28.608"],
    [34, 6, ".313496", ".084129", ".717952", "29.189"],
    [2.5, 1, ".286409", ".161729", ".723141", "36.003"],
  ] as const)
    it(`agrees with R for ${callsPerHour} calls an hour and ${operators} operators`, () => {
      const team = achieved(loadOf(callsPerHour), operators, 20);
      assert.deepEqual(
        [digits(team.waitRate), digits(team.abandonRate), digits(team.serviceLevel)],
        [wait, abandon, level],
      );
      assert.equal(team.answerSeconds?.toFixed(3), answer);
    });

  // Calls that reach the queue in the six bands of the quarter, not rounded: 51.95 % of all, over 364 hours a band.
  for (const [band, callsPerHour, operators, abandon, answer, occupancy, others] of [
    ["0-4", 3.935, 2, "4.0", "11", ".26", [2, 2, 3]],
    ["4-8", 2.492, 2, "1.8", "5", ".17", [2, 2, 2]],
    ["8-12", 11.3881, 3, "7.0", "21", ".48", [4, 3, 5]],
    ["12-16", 13.1365, 4, "3.0", "9", ".44", [4, 4, 5]],
    ["16-20", 12.4885, 4, "2.6", "8", ".42", [4, 3, 5]],
    ["20-24", 8.6149, 3, "3.7", "11", ".38", [4, 3, 4]],
    ["12-16 of Mondays", 14.9, 4, "4.3", "14", ".49", [5, 4, 5]],
    ["the mean of 25 November", 21.5452, 5, "4.6", "15", ".56", [6, 5, 6]],
    ["the peak hour of 25 November", 38.8, 8, "3.4", "12", ".64", [9, 7, 10]],
  ] as const)
    it(`needs ${operators} operators for the ${callsPerHour} calls an hour in ${band}`, () => {
      const load = reportLoadOf(callsPerHour);
      assert.equal(operatorsNeeded(load, TARGET), operators);
      const team = achieved(load, operators, 20);
      assert.deepEqual(
        [percent(team.abandonRate), team.answerSeconds?.toFixed(0), team.occupancy?.toFixed(2).slice(1)],
        [abandon, answer, occupancy],
      );
      const targets = [
        { target: 0.9, withinSeconds: 20 },
        { target: 0.8, withinSeconds: 60 },
        { target: 0.95, withinSeconds: 60 },
      ];
      assert.deepEqual(
        targets.map((target) => operatorsNeeded(load, target)),
        others,
      );
    });

  it("answers every call at once where nobody calls, and keeps one operator", () => {
    assert.equal(operatorsNeeded(loadOf(0), TARGET), 1);
    const { serviceLevel, answerSeconds, occupancy } = achieved(loadOf(0), 2, 20);
    assert.deepEqual([serviceLevel, answerSeconds, occupancy], [1, null, 0]);
    assert.equal(achieved(loadOf(0), 0, 20).occupancy, null);
  });

  it("loses every call where nobody is on line", () => {
    assert.deepEqual(achieved(loadOf(13), 0, 20), {
      waitRate: 1,
      abandonRate: 1,
      serviceLevel: 0,
      answerSeconds: null,
      occupancy: null,
    });
  });

  it("comes to Erlang C as patience grows", () => {
    const { waitRate, serviceLevel, answerSeconds } = achieved(
      { callsPerHour: 13.1, handleSeconds: 492, patienceSeconds: 1e9 },
      4,
      20,
    );
    const patient = achievedByPatience(loadOf(13.1), 4, 20);
    assert.ok(Math.abs(waitRate - erlangC(4, erlangsOf(loadOf(13.1)))) < 1e-5);
    assert.ok(Math.abs(serviceLevel - patient.serviceLevel) < 1e-5);
    assert.ok(Math.abs((answerSeconds ?? 0) - patient.answerSeconds) < 1e-2);
  });

  it("gets better in every respect with one operator more", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 120, noNaN: true }),
        fc.integer({ min: 60, max: 1_800 }),
        fc.integer({ min: 30, max: 3_600 }),
        fc.integer({ min: 1, max: 30 }),
        (callsPerHour, handleSeconds, patienceSeconds, operators) => {
          const load = { callsPerHour, handleSeconds, patienceSeconds };
          const [few, more] = [achieved(load, operators, 20), achieved(load, operators + 1, 20)];
          for (const better of [
            more.serviceLevel - few.serviceLevel,
            few.abandonRate - more.abandonRate,
            few.waitRate - more.waitRate,
            (few.answerSeconds ?? 0) - (more.answerSeconds ?? 0),
            (few.occupancy ?? 0) - (more.occupancy ?? 0),
          ])
            assert.ok(better > -1e-9, String(better));
          assert.ok(
            few.serviceLevel >= 1 - few.waitRate - 1e-9 && few.serviceLevel <= 1 - few.abandonRate + 1e-9,
          );
        },
      ),
    );
  });
});

describe("Erlang B and C", () => {
  it("agrees with the tables", () => {
    assert.equal(erlangB(12, 10).toFixed(6), "0.119739");
    assert.equal(erlangC(12, 10).toFixed(6), "0.449388");
    assert.equal(erlangC(3, 2).toFixed(12), (4 / 9).toFixed(12));
    assert.equal(erlangC(2, 2), 1);
  });

  for (const [callsPerHour, erlangs, operators, answer] of [
    [3.935, ".54", 2, "38"],
    [2.492, ".34", 2, "15"],
    [11.4, "1.56", 4, "17"],
    [13.1365, "1.79", 4, "28"],
    [12.5, "1.71", 4, "24"],
    [8.6, "1.18", 3, "36"],
    [14.9, "2.04", 4, "46"],
    [21.5, "2.94", 6, "15"],
    [38.8, "5.30", 8, "39"],
  ] as const)
    it(`needs ${operators} operators for ${callsPerHour} calls an hour if nobody gives up`, () => {
      const load = reportLoadOf(callsPerHour);
      assert.ok(erlangsOf(load).toFixed(2).endsWith(erlangs));
      assert.equal(patientOperatorsNeeded(load, TARGET), operators);
      assert.equal(achievedByPatience(load, operators, 20).answerSeconds.toFixed(0), answer);
    });

  it("has no answer in time where the queue only grows", () => {
    assert.deepEqual(achievedByPatience(loadOf(30), 4, 20), { serviceLevel: 0, answerSeconds: Infinity });
  });
});

describe("load now", () => {
  const afternoon: VolumeNow = {
    expectedNextHour: 13.1,
    arrivedLastHour: 13,
    expectedLastHour: 13.1,
    queueShare: 1,
  };
  for (const [arrivedLastHour, operators] of [
    [13, 4],
    [20, 5],
    [26, 6],
    [33, 7],
    [40, 8],
  ] as const)
    it(`asks for ${operators} operators in an afternoon after ${arrivedLastHour} calls in an hour`, () => {
      const load = loadNow({ ...afternoon, arrivedLastHour }, SERVICE);
      assert.equal(operatorsNeeded(load, TARGET), operators);
    });

  it("stays a number at any volume", () => {
    for (const callsPerHour of [5_000, 7_000, 70_000]) {
      const crowd = { callsPerHour, handleSeconds: 492, patienceSeconds: 420 };
      assert.equal(operatorsNeeded(crowd, TARGET), 200);
      const { serviceLevel, abandonRate } = achieved(crowd, 50, 20);
      assert.ok(serviceLevel >= 0 && serviceLevel < 0.01, `${serviceLevel}`);
      assert.ok(abandonRate > 0.9 && abandonRate <= 1, `${abandonRate}`);
    }
  });

  it("counts only the share that wants an operator", () => {
    const { callsPerHour } = loadNow(afternoon, SERVICE);
    assert.equal(callsPerHour.toFixed(2), "16.03");
    assert.equal(loadNow({ ...afternoon, queueShare: 0.5 }, SERVICE).callsPerHour, callsPerHour / 2);
  });

  it("adds chats by the operators they keep busy", () => {
    const chats = { chatsPerHour: 5, handleSeconds: 900, concurrency: 2 };
    assert.equal(chatErlangs(chats), 0.625);
    assert.ok(Math.abs(erlangsOf(withChats(loadOf(13.1), chats)) - erlangsOf(loadOf(13.1)) - 0.625) < 1e-12);
    assert.equal(operatorsNeeded(withChats(loadOf(13.1), chats), TARGET), 5);
  });
});
