/** Messages to a receiver wait in a line of its own, over restarts and over days. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { ms, seconds } from "#domain/time.ts";

import { eventually } from "../support/eventually.ts";
import { freePort } from "../../scripts/free-port.ts";
import { answerWith, fakeReceiver } from "../support/notify/fake-receiver.ts";
import { messageOf } from "../support/notify/messages.ts";
import { senderRig, webhook } from "../support/notify/sender-rig.ts";

describe("the line of a receiver", () => {
  it("makes the first attempt within two seconds, and a dead receiver delays no other", async (t) => {
    const silent = await fakeReceiver(t, { answer: () => undefined });
    const well = await fakeReceiver(t);
    const rig = senderRig(t, [
      webhook("silent", `http://hooks.test:${silent.port}/`),
      webhook("refusing", `http://hooks.test:${await freePort()}/`),
      webhook("well", `http://hooks.test:${well.port}/`),
    ]);
    const committed = Date.now();
    for (const receiver of ["silent", "refusing", "well"])
      rig.put(receiver, ...Array.from({ length: 20 }, (_, index) => messageOf({ id: `msg_${index}` })));
    await rig.settled("well", "msg_19");
    await eventually(() => silent.requests.length === 1);
    assert.ok((silent.requests[0]?.atMs ?? Infinity) - committed < 2_000);
    assert.ok((well.requests.at(-1)?.atMs ?? Infinity) - committed < 2_000);
    assert.deepEqual(
      well.requests.map(({ headers }) => headers["webhook-id"]),
      Array.from({ length: 20 }, (_, index) => `msg_${index}`),
    );
    assert.equal(rig.row("refusing", "msg_0")?.attempts, 1);
    assert.equal(rig.row("refusing", "msg_1")?.attempts, 0);
  });

  it("tries again with the same id and a fresh timestamp, by the schedule, and gives up after a day", async (t) => {
    const receiver = await fakeReceiver(t, { answer: answerWith(500) });
    const rig = senderRig(t, [webhook("desk", `http://hooks.test:${receiver.port}/`)]);
    const start = rig.clock.now();
    rig.put("desk", messageOf());
    const waits: number[] = [];
    let row = await rig.settled("desk");
    while (row.state === "waiting") {
      const wait = row.atMs - rig.clock.now();
      waits.push(wait / 1_000);
      rig.clock.advance(ms(wait));
      row = await rig.settled("desk", undefined, row.attempts + 1);
    }
    assert.deepEqual(waits.slice(0, 7), [5, 30, 120, 300, 900, 1_800, 1_800]);
    assert.equal(row.lastError, "http-500");
    assert.ok(row.atMs - start > 23 * 3_600_000 && row.atMs - start <= 24 * 3_600_000);
    assert.equal(receiver.requests.length, waits.length + 1);
    assert.deepEqual(
      [...new Set(receiver.requests.map(({ headers }) => headers["webhook-id"]))],
      ["msg_2f5c8a"],
    );
  });

  it("goes on from the outbox after a restart", async (t) => {
    const receiver = await fakeReceiver(t, { answer: answerWith(503) });
    const desk = webhook("desk", `http://hooks.test:${receiver.port}/`);
    const before = senderRig(t, [desk]);
    before.put("desk", messageOf({ id: "msg_1" }), messageOf({ id: "msg_2" }));
    await before.settled("desk", "msg_1");
    await before.sender.close();
    receiver.answer = answerWith(200);
    const after = senderRig(t, [desk], before);
    after.clock.advance(seconds(5));
    await after.settled("desk", "msg_2", 2);
    assert.deepEqual(
      receiver.requests.map(({ headers }) => headers["webhook-id"]),
      ["msg_1", "msg_1", "msg_2"],
    );
  });

  it("gives what is under way three seconds at the end, and leaves what was not delivered", async (t) => {
    const receiver = await fakeReceiver(t, { answer: () => undefined });
    const rig = senderRig(t, [webhook("desk", `http://hooks.test:${receiver.port}/`)]);
    rig.put("desk", messageOf());
    await eventually(() => receiver.requests.length === 1);
    const began = performance.now();
    await rig.sender.close();
    assert.ok(performance.now() - began < 5_000);
    assert.deepEqual([rig.row("desk")?.state, rig.row("desk")?.attempts], ["waiting", 0]);
  });
});

describe("a receiver that is gone (410)", () => {
  it("is sent nothing more, and the desk says since when", async (t) => {
    const { receiver, rig } = await goneReceiver(t);
    rig.put("desk", messageOf({ id: "msg_3" }));
    rig.clock.advance(seconds(7_200));
    assert.equal(receiver.requests.length, 1);
    const [desk] = rig.sender.deliveries().receivers;
    assert.deepEqual([desk?.waiting, desk?.disabledSinceMs], [2, rig.clock.now() - 7_200_000]);
  });

  it("is remembered over a restart, until its configuration changes", async (t) => {
    const { receiver, url, rig } = await goneReceiver(t);
    await rig.sender.close();
    receiver.answer = answerWith(200);
    const same = senderRig(t, [webhook("desk", url)], rig);
    assert.notEqual(same.sender.deliveries().receivers[0]?.disabledSinceMs, null);
    await same.sender.close();
    const changed = senderRig(t, [webhook("desk", url, { settings: "another secret" })], rig);
    assert.equal((await changed.settled("desk", "msg_2")).state, "delivered");
  });

  it("takes messages again after a test that it takes", async (t) => {
    const { receiver, rig } = await goneReceiver(t);
    assert.deepEqual(await rig.sender.sendTest("desk"), {
      receiver: "desk",
      delivered: false,
      error: "http-410",
    });
    assert.notEqual(rig.sender.deliveries().receivers[0]?.disabledSinceMs, null);
    receiver.answer = answerWith(200);
    assert.deepEqual(await rig.sender.sendTest("desk"), { receiver: "desk", delivered: true, error: null });
    assert.equal((await rig.settled("desk", "msg_2")).state, "delivered");
  });
});

/** Two messages to a receiver that answers 410 to the first. */
async function goneReceiver(t: TestContext) {
  const receiver = await fakeReceiver(t, { answer: answerWith(410) });
  const url = `http://hooks.test:${receiver.port}/`;
  const rig = senderRig(t, [webhook("desk", url)]);
  rig.put("desk", messageOf({ id: "msg_1" }), messageOf({ id: "msg_2" }));
  await rig.settled("desk", "msg_1");
  await eventually(() => rig.sender.deliveries().receivers[0]?.disabledSinceMs !== null);
  return { receiver, url, rig };
}
