/** One failure holds up neither newer alarms nor messages about other alerts. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type DurationMs, minutes } from "#domain/time.ts";

import { eventually } from "../../test/support/eventually.ts";
import { alertOf, messageOf, REASONS, resolvedOf } from "../../test/support/notify/messages.ts";
import { senderRig } from "../../test/support/notify/sender-rig.ts";
import type { Outcome } from "./outcome.ts";
import type { Receiver } from "./receiver.ts";

/** A receiver without a network that answers by the id of a message. */
function answering(answer: (id: string) => Outcome) {
  const sent: string[] = [];
  const receiver: Receiver = {
    id: "desk",
    kind: "standard",
    severities: ["alarm"],
    locale: null,
    settings: "",
    deliver({ id }) {
      sent.push(id);
      return Promise.resolve(answer(id));
    },
  };
  return { receiver, sent };
}

const DELIVERED = { kind: "delivered" } as const;
const retry = (error: string, after: DurationMs | null = null) => ({ kind: "retry", error, after }) as const;
const surge = alertOf(REASONS.surge);
const staff = alertOf(REASONS.understaffed);

describe("an older failure", () => {
  it("does not make a new alarm wait: the line is tried at once", async (t) => {
    let isWell = false;
    const { receiver, sent } = answering(() => (isWell ? DELIVERED : retry("refused", minutes(60))));
    const rig = senderRig(t, [receiver]);
    const resolved = messageOf({ id: "msg_old", cause: "resolved", alerts: [resolvedOf(REASONS.surge)] });
    rig.put("desk", resolved);
    await rig.settled("desk", "msg_old");
    rig.clock.advance(minutes(5));
    isWell = true;
    rig.put("desk", messageOf({ id: "msg_alarm", alerts: [staff] }));
    await rig.settled("desk", "msg_alarm");
    assert.deepEqual(sent, ["msg_old", "msg_old", "msg_alarm"]);
  });

  it("is tried early once for each new alarm, and not for what else is put in line", async (t) => {
    const { receiver, sent } = answering(() => retry("refused", minutes(60)));
    const rig = senderRig(t, [receiver]);
    rig.put("desk", messageOf({ id: "msg_old", cause: "resolved", alerts: [resolvedOf(REASONS.surge)] }));
    await rig.settled("desk", "msg_old");
    rig.put("desk", messageOf({ id: "msg_alarm", alerts: [staff] }));
    await eventually(() => sent.length === 2);
    rig.put("desk", messageOf({ id: "msg_again", cause: "repeated", alerts: [staff] }));
    rig.sender.wake();
    await new Promise(setImmediate);
    assert.deepEqual(sent, ["msg_old", "msg_old"]);
  });

  it("of one message alone lets those about other alerts pass, and no later one about the same", async (t) => {
    const { receiver, sent } = answering((id) => (id === "msg_poison" ? retry("http-500") : DELIVERED));
    const rig = senderRig(t, [receiver]);
    rig.put("desk", messageOf({ id: "msg_poison", alerts: [surge] }));
    rig.put("desk", messageOf({ id: "msg_same", cause: "repeated", alerts: [surge] }));
    rig.put("desk", messageOf({ id: "msg_good", alerts: [staff] }));
    for (let minute = 0; minute < 10 && !sent.includes("msg_good"); minute += 1) {
      await eventually(() => rig.row("desk", "msg_poison")?.lastError === "http-500");
      rig.clock.advance(minutes(1));
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    }
    await rig.settled("desk", "msg_good");
    assert.equal(rig.row("desk", "msg_good")?.state, "delivered");
    assert.ok(!sent.includes("msg_same"));
  });
});

describe("a message that was given up", () => {
  it("is not sent again when its end was told, nor to a receiver that takes nothing before a test", async (t) => {
    let outcome: Outcome = { kind: "dead", error: "http-404" };
    const { receiver, sent } = answering(() => outcome);
    const rig = senderRig(t, [receiver]);
    rig.put("desk", messageOf({ id: "msg_fired", alerts: [surge] }));
    await rig.settled("desk", "msg_fired");
    outcome = DELIVERED;
    rig.put("desk", messageOf({ id: "msg_over", cause: "resolved", alerts: [resolvedOf(REASONS.surge)] }));
    await rig.settled("desk", "msg_over");
    assert.equal(rig.sender.resend("desk", "msg_fired"), "over");
    outcome = { kind: "gone", error: "http-410" };
    rig.put("desk", messageOf({ id: "msg_gone", alerts: [staff] }));
    await rig.settled("desk", "msg_gone");
    assert.equal(rig.sender.resend("desk", "msg_gone"), "gone");
    outcome = DELIVERED;
    await rig.sender.sendTest("desk");
    assert.equal(rig.sender.resend("desk", "msg_gone"), "waits");
    await eventually(() => sent.at(-1) === "msg_gone");
  });
});

it("one test of a receiver waits at a time", async (t) => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { receiver } = answering(() => DELIVERED);
  const rig = senderRig(t, [{ ...receiver, deliver: () => promise }]);
  const first = rig.sender.sendTest("desk");
  assert.equal(await rig.sender.sendTest("desk"), "waits");
  resolve(DELIVERED);
  assert.deepEqual(await first, { receiver: "desk", delivered: true, error: null });
});
