import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { OperatorCounts } from "#domain/contact-event.ts";
import { epochMs, later, seconds } from "#domain/time.ts";

import { amiMessage } from "./ami-message.ts";
import { Members } from "./members.ts";
import { decodeMember, type Membership } from "./membership.ts";

const NOW = epochMs(1_795_400_000_000);

function member(fields: Readonly<Partial<Membership>>): Membership {
  return {
    queue: "q_it",
    interface: "PJSIP/201",
    status: "1",
    paused: false,
    inCall: false,
    lastCall: undefined,
    wrapUp: seconds(0),
    ...fields,
  };
}

function counted(members: readonly Membership[], wrapUp = seconds(0), now = NOW): Partial<OperatorCounts> {
  const all = new Members();
  for (const one of members) all.put(one);
  return Object.fromEntries(Object.entries(all.counts(now, wrapUp)).filter(([, count]) => count > 0));
}

describe("operators", () => {
  for (const [state, status] of [
    ["offline", "0"],
    ["available", "1"],
    ["busy", "2"],
    ["busy", "3"],
    ["offline", "4"],
    ["offline", "5"],
    ["ringing", "6"],
    ["busy", "7"],
    ["busy", "8"],
  ] as const)
    it(`are ${state} with device state ${status}`, () => {
      assert.deepEqual(counted([member({ status })]), { [state]: 1 });
    });

  it("are counted once, however many queues they serve", () => {
    assert.deepEqual(
      counted([member({}), member({ queue: "q_en" }), member({ interface: "Local/207@members/n" })]),
      { available: 2 },
    );
  });

  it("are paused only when paused in every queue", () => {
    const here = member({ paused: true });
    assert.deepEqual(counted([here, member({ queue: "q_en" })]), { available: 1 });
    assert.deepEqual(counted([here, member({ queue: "q_en", paused: true })]), { paused: 1 });
  });

  it("are busy when paused in the middle of a helpline call, and paused on any other call", () => {
    const paused = member({ paused: true, status: "2" });
    assert.deepEqual(counted([paused]), { paused: 1 });
    const members = new Members();
    members.put(paused);
    members.connected("PJSIP/201");
    assert.equal(members.counts(NOW, seconds(0)).busy, 1);
    members.completed("PJSIP/201");
    assert.equal(members.counts(NOW, seconds(0)).paused, 1);
  });

  it("wrap up for as long as configured, or as long as the PBX says when that is longer", () => {
    const lastCall = NOW;
    const justDone = [member({ lastCall })];
    assert.deepEqual(counted(justDone, seconds(10), later(NOW, seconds(9))), { wrapUp: 1 });
    assert.deepEqual(counted(justDone, seconds(10), later(NOW, seconds(10))), { available: 1 });
    const byPbx = [member({ lastCall, wrapUp: seconds(30) })];
    assert.deepEqual(counted(byPbx, seconds(10), later(NOW, seconds(29))), { wrapUp: 1 });
  });

  it("leave with their last membership", () => {
    const members = new Members();
    members.put(member({}));
    members.put(member({ queue: "q_en" }));
    members.remove("q_it", "PJSIP/201");
    assert.equal(members.counts(NOW, seconds(0)).available, 1);
    members.remove("q_en", "PJSIP/201");
    members.remove("q_en", "PJSIP/999");
    assert.equal(members.counts(NOW, seconds(0)).available, 0);
  });

  it("are those of the listing after a listing", () => {
    const members = new Members();
    members.put(member({}));
    members.replace([member({ interface: "PJSIP/202", status: "2", inCall: true, paused: true })]);
    assert.deepEqual(members.counts(NOW, seconds(0)), {
      available: 0,
      ringing: 0,
      busy: 1,
      wrapUp: 0,
      paused: 0,
      offline: 0,
    });
  });
});

describe("a member", () => {
  it("is read from events and listings alike", () => {
    const fields = {
      Queue: "q_it",
      Status: "1",
      Paused: "1",
      InCall: "0",
      LastCall: "1795399990",
      Wrapuptime: "0",
    };
    const event = amiMessage(
      "event",
      "QueueMemberPause",
      Object.entries({ ...fields, Interface: "PJSIP/201" }),
    );
    const listed = amiMessage("event", "QueueMember", Object.entries({ ...fields, Location: "PJSIP/201" }));
    assert.deepEqual(decodeMember(event), decodeMember(listed));
    assert.equal(decodeMember(event)?.lastCall, 1_795_399_990_000);
  });

  it("is nobody without a queue or an interface", () => {
    assert.equal(decodeMember(amiMessage("event", "QueueMemberStatus", [["Queue", "q_it"]])), undefined);
    assert.equal(
      decodeMember(amiMessage("event", "QueueMemberStatus", [["Interface", "PJSIP/1"]])),
      undefined,
    );
  });
});
