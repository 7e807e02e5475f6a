import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { hours, later, minutes, seconds } from "#domain/time.ts";
import { JournalUnavailable } from "#engine/ports.ts";
import type { DeliverySnapshot } from "#wire/alert.ts";

import { eventually } from "../../test/support/eventually.ts";
import { answerWith, fakeReceiver } from "../../test/support/notify/fake-receiver.ts";
import { alertOf, messageOf, REASONS, resolvedOf } from "../../test/support/notify/messages.ts";
import { senderRig, webhook } from "../../test/support/notify/sender-rig.ts";
import type { Receiver } from "./receiver.ts";

const reason = REASONS["nobody-answers"];
const stateOf = (row: DeliverySnapshot | undefined) => [row?.state, row?.lastError];

/** A receiver without a network, whose outcomes a test gives. */
function scripted(...outcomes: Awaited<ReturnType<Receiver["deliver"]>>[]) {
  const sent: { readonly id: string; readonly delayed: boolean }[] = [];
  const receiver: Receiver = {
    id: "desk",
    kind: "standard",
    severities: ["alarm"],
    locale: null,
    settings: "",
    deliver(message, { delayed }) {
      sent.push({ id: message.id, delayed });
      return Promise.resolve(outcomes.shift() ?? { kind: "delivered" });
    },
  };
  return { receiver, sent };
}
const refused = { kind: "retry", error: "refused", after: null } as const;

describe("the line of a receiver", () => {
  it("tells the end alone when the beginning could not be told for an hour, and says that it is late", async (t) => {
    const { receiver, sent } = scripted(...Array.from({ length: 8 }, () => refused));
    const rig = senderRig(t, [receiver]);
    rig.put("desk", messageOf({ id: "msg_fired", alerts: [alertOf(reason)] }));
    await rig.settled("desk", "msg_fired");
    rig.clock.advance(minutes(40));
    rig.put("desk", messageOf({ id: "msg_resolved", cause: "resolved", alerts: [resolvedOf(reason)] }));
    await eventually(() => (rig.row("desk", "msg_fired")?.attempts ?? 0) >= 2);
    while (rig.row("desk", "msg_resolved")?.state === "waiting") {
      rig.clock.advance(minutes(1));
      await new Promise(setImmediate);
    }
    assert.deepEqual(stateOf(rig.row("desk", "msg_fired")), ["delivered", "superseded"]);
    assert.deepEqual(sent.at(-1), { id: "msg_resolved", delayed: true });
    assert.ok(sent.slice(0, -1).every(({ id, delayed }) => id === "msg_fired" || delayed));
  });

  it("does not send again what was delivered while the journal could not be written", async (t) => {
    const { receiver, sent } = scripted();
    const rig = senderRig(t, [receiver]);
    const { outbox } = rig.journal;
    const write = outbox.delivered.bind(outbox);
    let broken = true;
    outbox.delivered = (...row) => {
      if (broken) throw new JournalUnavailable("full");
      write(...row);
    };
    rig.put("desk", messageOf({ id: "msg_1" }), messageOf({ id: "msg_2" }));
    await eventually(() => sent.length === 1);
    for (let look = 0; look < 5; look += 1) {
      rig.sender.wake();
      await new Promise(setImmediate);
    }
    assert.equal(sent.length, 1);
    broken = false;
    rig.sender.wake();
    await rig.settled("desk", "msg_2");
    assert.deepEqual(
      sent.map(({ id }) => id),
      ["msg_1", "msg_2"],
    );
  });

  it("gives up a message that cannot be written as a request, and goes on with the next", async (t) => {
    const { receiver, sent } = scripted();
    const deliver: Receiver["deliver"] = (message, ...rest) => {
      if (message.id === "msg_odd") throw new TypeError("a fault of ours");
      return receiver.deliver(message, ...rest);
    };
    const rig = senderRig(t, [{ ...receiver, deliver }]);
    rig.put("desk", messageOf({ id: "msg_odd" }), messageOf({ id: "msg_2" }));
    await rig.settled("desk", "msg_2");
    assert.deepEqual(stateOf(rig.row("desk", "msg_odd")), ["dead", "unsendable"]);
    assert.deepEqual(
      sent.map(({ id }) => id),
      ["msg_2"],
    );
  });

  it("does not wait longer than planned when the clock is set back", async (t) => {
    const { receiver, sent } = scripted(refused, refused);
    const rig = senderRig(t, [receiver]);
    const now = rig.clock.now();
    rig.put("desk", messageOf());
    await rig.settled("desk");
    rig.journal.outbox.failed(1, later(now, hours(2)), "refused");
    rig.sender.wake();
    await eventually(() => sent.length === 2);
  });

  it("gives up what is older than a day while the receiver is gone, and what nobody is left to take", async (t) => {
    const { receiver } = scripted({ kind: "gone", error: "http-410" });
    const rig = senderRig(t, [receiver]);
    rig.put("desk", messageOf({ id: "msg_1" }), messageOf({ id: "msg_2" }));
    rig.put("removed", messageOf({ id: "msg_3" }));
    await rig.settled("desk", "msg_1");
    for (let hour = 0; hour < 25; hour += 1) {
      rig.clock.advance(hours(1));
      await new Promise(setImmediate);
    }
    assert.deepEqual(stateOf(rig.row("desk", "msg_2")), ["dead", "disabled"]);
    assert.deepEqual(stateOf(rig.row("removed")), ["dead", "receiver-removed"]);
    const told = rig.log.filter((line) => line.includes("no longer configured"));
    assert.deepEqual(
      told.map((line): unknown => JSON.parse(line)),
      [
        {
          receiver: "removed",
          count: 1,
          text: "messages were given up: their receiver is no longer configured",
        },
      ],
    );
    const shown = rig.sender.deliveries().receivers.map((one) => [one.receiver, one.kind]);
    assert.deepEqual(shown, [
      ["desk", receiver.kind],
      ["removed", null],
    ]);
  });

  it("waits in real time where the clock of the house runs sixty times faster", async (t) => {
    const asks = { kind: "retry", error: "http-429", after: seconds(40) } as const;
    const { receiver, sent } = scripted(refused, asks);
    const rig = senderRig(t, [receiver], { speed: 60 });
    rig.put("desk", messageOf());
    await rig.settled("desk");
    for (const wait of [5, 40]) {
      const attempts = sent.length;
      // Of the schedule, with nothing by chance; then as the receiver asked.
      rig.clock.advance(seconds(wait * 60 - 1));
      await new Promise(setImmediate);
      assert.equal(sent.length, attempts);
      rig.clock.advance(seconds(1));
      await eventually(() => sent.length === attempts + 1);
      await eventually(() => rig.row("desk")?.attempts === attempts + 1);
    }
    assert.equal(rig.row("desk")?.state, "delivered");
  });

  it("gives up after a day of real time", async (t) => {
    const { receiver } = scripted(...Array.from({ length: 60 }, () => refused));
    const rig = senderRig(t, [receiver], { speed: 60 });
    rig.put("desk", messageOf());
    await rig.settled("desk");
    const day = async (): Promise<void> => {
      for (let quarter = 0; quarter < 96; quarter += 1) {
        rig.clock.advance(minutes(15));
        for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
      }
    };
    await day();
    await day();
    assert.equal(rig.row("desk")?.state, "waiting");
    for (let lived = 2; lived < 61; lived += 1) await day();
    assert.deepEqual(stateOf(rig.row("desk")), ["dead", "refused"]);
  });

  it("lets tests and messages take turns", async (t: TestContext) => {
    let under = 0;
    let most = 0;
    const receiver = await fakeReceiver(t, {
      answer(response) {
        under += 1;
        most = Math.max(most, under);
        setTimeout(() => {
          under -= 1;
          response.writeHead(204).end();
        }, 10);
      },
    });
    const rig = senderRig(t, [webhook("desk", `http://hooks.test:${receiver.port}/`)]);
    rig.put("desk", messageOf({ id: "msg_1" }), messageOf({ id: "msg_2" }));
    const test = await rig.sender.sendTest("desk");
    await rig.settled("desk", "msg_2");
    assert.deepEqual(test, { receiver: "desk", delivered: true, error: null });
    assert.deepEqual([receiver.requests.length, most], [3, 1]);
  });

  it("logs neither the address nor anything that a receiver answered", async (t) => {
    const receiver = await fakeReceiver(t, { answer: answerWith(500, { "X-Canary": "canary" }) });
    const rig = senderRig(t, [
      webhook("desk", `http://hooks.test:${receiver.port}/secret-path?token=canary`),
    ]);
    rig.put("desk", messageOf());
    await rig.settled("desk");
    rig.clock.advance(seconds(10));
    await rig.settled("desk", undefined, 2);
    const told = JSON.stringify([rig.log, rig.sender.deliveries()]);
    assert.match(told, /http-500/);
    assert.doesNotMatch(told, /canary|secret-path|answered|hooks\.test/);
  });
});
