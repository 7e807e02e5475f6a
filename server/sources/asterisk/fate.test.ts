import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type EpochMs, epochMs, hours, ms, seconds } from "#domain/time.ts";

import type { CallFact } from "./call-fact.ts";
import { applyFact, newCall, waitOf } from "./call.ts";
import { fateOf } from "./fate.ts";

const at = (second: number): EpochMs => epochMs(1_795_400_000_000 + second * 1_000);

/** A call of these facts, all of the manager interface and of one channel unless they say otherwise. */
function callOf(...facts: readonly CallFact[]) {
  let call = newCall("c", facts[0]?.at ?? at(0));
  for (const fact of facts) call = applyFact(call, fact);
  return call;
}

const base = (second: number) => ({ at: at(second), uniqueid: "c", linkedid: "c", origin: "ami" }) as const;
const joined = (second: number, queue = "q_it"): CallFact => ({ ...base(second), type: "joined", queue });
const left = (second: number, queue = "q_it"): CallFact => ({ ...base(second), type: "left", queue });
const givenUp = (second: number, hold: number, queue = "q_it"): CallFact => ({
  ...base(second),
  type: "given-up",
  queue,
  hold: seconds(hold),
});
const connected = (second: number, hold: number, queue = "q_it"): CallFact => ({
  ...base(second),
  type: "connected",
  queue,
  hold: seconds(hold),
  operator: "PJSIP/201",
});
const completed = (second: number, hold: number, talk: number, queue = "q_it"): CallFact => ({
  ...base(second),
  type: "completed",
  queue,
  hold: seconds(hold),
  talk: seconds(talk),
  operator: "PJSIP/201",
});
const stage = (second: number, name: string): CallFact => ({
  ...base(second),
  type: "stage",
  stage: name,
  language: undefined,
});
const finished = (second: number, outcome: string, stageName = "queue", queueStatus = ""): CallFact => ({
  ...base(second),
  type: "finished",
  outcome,
  stage: stageName,
  language: undefined,
  queueStatus,
});
const hangupRequested = (second: number): CallFact => ({ ...base(second), type: "hangup-requested" });
const hungUp = (second: number, refused = false): CallFact => ({ ...base(second), type: "hung-up", refused });

/** The same as queue_log has it. */
const row = (fact: CallFact): CallFact => ({
  ...fact,
  at: epochMs(Math.floor(fact.at / 1_000) * 1_000),
  origin: "log",
  linkedid: undefined,
});

const outcome = (second: number, ...facts: readonly CallFact[]): string | undefined =>
  fateOf(callOf(...facts), at(second))?.outcome;

describe("the fate of a call", () => {
  it("is not abandoned by QueueCallerAbandon alone", () => {
    assert.equal(outcome(15, joined(0), givenUp(15, 15), left(15)), undefined);
    assert.equal(outcome(60, joined(0), givenUp(15, 15), left(15)), "unanswered");
  });

  it("is abandoned when the caller's hanging up came just before", () => {
    assert.equal(outcome(15, joined(0), hangupRequested(14.999), givenUp(15, 15), left(15)), "abandoned");
    assert.equal(outcome(60, joined(0), hangupRequested(5), givenUp(15, 15), left(15)), "unanswered");
  });

  it("is what the marker says, not a queue status that was left over", () => {
    const facts = [joined(0), givenUp(20, 20), joined(20, "q_en"), givenUp(30, 10, "q_en")];
    assert.equal(outcome(30, ...facts, finished(30, "abandoned", "queue", "TIMEOUT")), "abandoned");
  });

  it("waits for the next queue after a time-out", () => {
    const facts = [joined(0), givenUp(20, 20), left(20), joined(20.1, "q_en")];
    assert.equal(outcome(500, ...facts), undefined);
    assert.equal(
      outcome(500, ...facts, connected(30, 10, "q_en"), completed(90, 10, 60, "q_en")),
      "completed",
    );
  });

  it("is voicemail when the caller left the queue and nobody was connected", () => {
    assert.equal(outcome(5.5, joined(0), left(5)), undefined);
    assert.equal(outcome(7, joined(0), left(5)), "voicemail");
    assert.equal(outcome(7, joined(0), left(5), connected(5.002, 5)), undefined);
  });

  it("is a conversation until AgentComplete, whenever HelplineEnd comes", () => {
    const facts = [joined(0), left(5), connected(5, 5), finished(5.01, "answered", "queue", "CONTINUE")];
    assert.equal(outcome(3_000, ...facts), undefined);
    assert.equal(outcome(3_605, ...facts, completed(3_605, 5, 3_600)), "completed");
  });

  it("is completed, in the end, when AgentComplete was lost", () => {
    const facts = [joined(0), connected(5, 5), finished(65, "answered")];
    assert.equal(outcome(5 + hours(5) / 1_000, ...facts), "completed");
    assert.equal(outcome(5 + hours(5) / 1_000, joined(0), connected(5, 5)), "interrupted");
  });

  it("is closed in the welcome when a dialplan that knows nothing better calls it answered", () => {
    assert.equal(outcome(9, stage(0, "welcome"), finished(3, "answered", "arrived")), "closed-in-welcome");
  });

  it("is unanswered when a full queue refused the call", () => {
    const facts = [stage(0, "welcome"), stage(5, "queue"), finished(5, "unanswered", "queue", "FULL")];
    assert.equal(outcome(5, ...facts), "unanswered");
  });

  it("is closed in the welcome, or blacklisted, for a call without markers that never reached a queue", () => {
    const arrived: CallFact = { ...base(0), type: "channel", context: "from-trunk" };
    assert.equal(outcome(9, arrived, hangupRequested(3), hungUp(3)), "closed-in-welcome");
    assert.equal(outcome(9, arrived, hungUp(1, true)), "blacklisted");
  });

  it("is answered from AgentComplete alone", () => {
    const call = callOf(completed(100, 7, 60));
    assert.equal(call.answered?.at, at(40));
    assert.equal(call.visits[0]?.joinedAt, at(33));
    assert.equal(fateOf(call, at(100))?.talk, seconds(60));
    assert.equal(waitOf(call), undefined, "there may have been another queue before");
  });
});

describe("the wait of a call", () => {
  it("runs over all queues passed, by event times", () => {
    const call = callOf(
      joined(0),
      givenUp(15, 15),
      left(15),
      joined(15.01, "q_en"),
      connected(16.02, 1, "q_en"),
    );
    assert.equal(waitOf(call), ms(16_020));
  });

  it("is the sum of what was measured where the answer fell into a gap", () => {
    const call = callOf(joined(0), givenUp(15, 15), joined(15, "q_en"), completed(80, 3, 60, "q_en"));
    assert.equal(waitOf(call), seconds(18));
  });
});

describe("facts told twice", () => {
  const day = [joined(0.9), connected(7.4, 6), completed(30.2, 6, 23)];
  const rows = day.map(row);

  for (const [name, facts] of [
    ["rows last", [...day, ...rows]],
    ["rows first", [...rows, ...day]],
    ["rows in between", day.flatMap((fact) => [fact, row(fact)])],
  ] as const)
    it(`make one stay and one answer: ${name}`, () => {
      const call = callOf(...facts);
      assert.equal(call.visits.length, 1);
      assert.equal(call.visits[0]?.end?.how, "connected");
      assert.equal(fateOf(call, at(40))?.outcome, "completed");
    });

  it("tell two stays in the same queue apart", () => {
    const stays = [joined(0), givenUp(20, 20), joined(25), connected(30, 5)];
    const call = callOf(...stays, row(joined(0)), row(joined(25)), row(connected(30, 5)));
    assert.equal(call.visits.length, 2);
    assert.deepEqual(
      call.visits.map(({ end }) => end?.how),
      ["timeout", "connected"],
    );
  });
});
