/** When Live Helper Chat, the network between, its clock or our disk fails. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { OperatorCounts } from "#domain/contact-event.ts";
import { type EpochMs, later, seconds } from "#domain/time.ts";

import { type LhcFault, SCENARIO_END, SCENARIO_START } from "../support/fake-live-helper-chat.ts";
import { personalTexts } from "../support/lhc-personal.ts";
import { type LhcRig, startLhcRig } from "../support/lhc-rig.ts";
import { toldChats, trueChats } from "../support/lhc-truth.ts";

const at = (second: number): EpochMs => later(SCENARIO_START, seconds(second));
const both = { rest: true, hooks: true };
const restOnly = { rest: true, hooks: false };
const classesOf = (chats: ReturnType<typeof toldChats>) => chats.map(({ id, result }) => [id, result]);
const CLASSES = classesOf(trueChats("firstReply"));

/** What was told last of the operators; `undefined`: nothing yet. */
const lastCounts = ({ sink }: LhcRig): OperatorCounts | null | undefined =>
  sink.events.findLast((event) => event.type === "operators.changed")?.counts;

const FAULTS: Readonly<Record<LhcFault, string>> = {
  refuses: "error-true",
  "http-500": "http-status",
  redirects: "http-status",
  garbage: "malformed",
  cuts: "unreachable",
  hangs: "unreachable",
};

describe("a source whose Live Helper Chat fails", () => {
  for (const fault of ["refuses", "http-500", "redirects", "garbage", "cuts", "hangs"] as const)
    it(`is lost, says why once, and gets in step again: ${fault}`, async () => {
      await using rig = await startLhcRig(restOnly);
      await rig.runTo(at(20));
      assert.deepEqual(rig.links, ["connecting", "live"]);
      rig.lhc.fault = fault;
      await rig.runTo(at(60));
      assert.deepEqual(rig.links, ["connecting", "live", "lost"]);
      assert.equal(lastCounts(rig), null, "operators are unknown, and not those of before");
      const beats = rig.sink.heartbeats;
      const told = rig.sink.events.length;
      await rig.runTo(at(100));
      assert.deepEqual(
        [rig.sink.heartbeats, rig.sink.events.length],
        [beats, told],
        "nothing is told meanwhile",
      );
      rig.lhc.fault = null;
      await rig.runTo(SCENARIO_END);
      assert.deepEqual(rig.links, ["connecting", "live", "lost", "live"]);
      assert.deepEqual(classesOf(toldChats(rig.sink.events)), CLASSES);
      assert.notEqual(lastCounts(rig), null);
      assert.ok(
        rig.told.some(({ from, to }) => from < at(60) && to > at(100)),
        "the gap is told whole afterwards",
      );
      const reasons = rig.log.filter((line) => line.includes(`"reason":"${FAULTS[fault]}"`));
      assert.equal(reasons.length, 1, rig.log.join("\n"));
      assert.deepEqual(
        personalTexts().filter((text) => rig.log.some((line) => line.includes(text))),
        [],
      );
    });

  it("stays connecting with a wrong key, and tells nothing that it does not know", async () => {
    await using rig = await startLhcRig({ ...restOnly, apiKey: "wrong" });
    await rig.runTo(at(40));
    assert.deepEqual(rig.links, ["connecting"]);
    assert.deepEqual(
      [rig.sink.events.map(({ type }) => type), rig.sink.heartbeats],
      [["operators.changed"], 0],
    );
    assert.equal(lastCounts(rig), null, "those of a run before are not those of now");
    assert.equal(rig.log.filter((line) => line.includes("refuses")).length, 1);
  });

  it("does not know its operators any more once they are refused twice, and does when they are not", async () => {
    await using rig = await startLhcRig(both);
    await rig.runTo(at(40));
    assert.equal(lastCounts(rig)?.offline, 0);
    rig.lhc.deniesOperators = true;
    await rig.runTo(at(56));
    assert.notEqual(lastCounts(rig), null, "one refusal may be a slip");
    await rig.runTo(at(72));
    assert.equal(lastCounts(rig), null);
    assert.equal(rig.log.filter((line) => line.includes("operators are not counted")).length, 1);
    rig.lhc.deniesOperators = false;
    await rig.runTo(at(90));
    assert.equal(lastCounts(rig)?.offline, 0);
    assert.deepEqual(rig.links, ["connecting", "live"]);
  });

  it("counts a chat that was deleted while it was open as lost", async () => {
    await using rig = await startLhcRig(both);
    await rig.runTo(at(45));
    rig.lhc.deleted.add(320);
    await rig.runTo(SCENARIO_END);
    const ends = rig.sink.events.filter(
      (event) => event.type === "contact.ended" && event.contact.endsWith("|320"),
    );
    assert.deepEqual(
      ends.map((event) => (event.type === "contact.ended" ? event.outcome : "")),
      ["interrupted"],
    );
  });
});

describe("a source that was away itself", () => {
  for (const [from, to] of [
    [10, 50],
    [40, 80],
    [70, 110],
    [5, 150],
  ] as const)
    it(`has every class right after ${from} to ${to} s, whose webhooks were lost for good`, async () => {
      await using rig = await startLhcRig(both);
      await rig.runTo(at(from));
      rig.receiver.isAway = true;
      rig.lhc.fault = "cuts";
      await rig.runTo(at(to));
      rig.receiver.isAway = false;
      rig.lhc.fault = null;
      await rig.runTo(SCENARIO_END);
      assert.deepEqual(classesOf(toldChats(rig.sink.events)), CLASSES);
    });

  for (const [doors, every] of [
    [both, 5],
    [both, 13],
    [restOnly, 5],
    [restOnly, 13],
  ] as const)
    it(`tells the same when it is started anew every ${every} s: webhooks ${doors.hooks}`, async () => {
      await using rig = await startLhcRig(doors);
      for (let second = every; second < 163; second += every) {
        await rig.runTo(at(second));
        await rig.restart();
      }
      await rig.runTo(SCENARIO_END);
      const told = toldChats(rig.sink.events);
      if (doors.hooks) assert.deepEqual(told, trueChats("firstReply"));
      else assert.deepEqual(classesOf(told), CLASSES);
    });

  it("tells everything once the journal writes again", async () => {
    await using rig = await startLhcRig(both);
    rig.sink.writable = false;
    await rig.runTo(at(70));
    assert.deepEqual(rig.sink.events, []);
    rig.sink.writable = true;
    await rig.runTo(SCENARIO_END);
    assert.deepEqual(toldChats(rig.sink.events), trueChats("firstReply"));
  });
});

describe("a Live Helper Chat whose clock is wrong", () => {
  for (const ahead of [3_600_000, -108_000_000])
    it(`has its times told in ours: ${ahead / 3_600_000} h`, async () => {
      await using rig = await startLhcRig({ ...both, ahead });
      await rig.runTo(SCENARIO_END);
      assert.deepEqual(toldChats(rig.sink.events), trueChats("firstReply"));
      const first = rig.sink.events.find((event) => event.type === "contact.arrived");
      const expected = 1_795_407_978_000 - ahead;
      assert.ok(first !== undefined && Math.abs(first.at - expected) < 2_000);
      assert.equal(rig.log.filter((line) => line.includes("the clock of Live Helper Chat is")).length, 1);
    });

  it("has its times told in ours by webhooks alone, when it is fast", async () => {
    await using rig = await startLhcRig({ rest: false, hooks: true, ahead: 3_600_000 });
    await rig.runTo(SCENARIO_END);
    const first = rig.sink.events.find((event) => event.type === "contact.arrived");
    assert.ok(first !== undefined && Math.abs(first.at - (1_795_407_978_000 - 3_600_000)) < 2_000);
  });
});
