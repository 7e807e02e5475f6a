import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { lhcHouse } from "../../../test/support/lhc-house.ts";

const REST = { rest: true, hooks: false };
const BOTH = { rest: true, hooks: true };

const WAITS = { fate: "waiting", wait: null, isOver: false, unconfirmed: false };

const abandonedAfter = (wait: number) => ({ fate: "abandoned", wait, isOver: true, unconfirmed: false });

describe("a visitor who left and came back", () => {
  it("may leave again after a restart in the same way", async () => {
    const { start, row, pass, stories, lhc, began, second } = lhcHouse(REST);
    lhc.rows = [row()];
    let source = start();
    await pass(10);
    lhc.rows = [row({ user_status: 1, user_closed_ts: began + 8, lsync: began + 6 })];
    await pass(40);
    assert.deepEqual(stories(), [abandonedAfter(8)]);
    lhc.rows = [row({ user_closed_ts: began + 8 })];
    await pass(10);
    assert.deepEqual(stories(), [WAITS]);
    await source.close();
    source = start();
    await pass(6);
    const leftAt = second();
    lhc.rows = [row({ user_status: 1, status_sub: 3, user_closed_ts: leftAt })];
    await pass(20);
    assert.deepEqual(stories(), [abandonedAfter(leftAt - began)]);
    await source.close();
  });

  it("waits again also when the program was started in between", async () => {
    const { start, row, pass, stories, lhc, began } = lhcHouse(REST);
    lhc.rows = [row()];
    let source = start();
    await pass(10);
    lhc.rows = [row({ user_status: 1, user_closed_ts: began + 8, lsync: began + 6 })];
    await pass(40);
    await source.close();
    lhc.rows = [row({ user_closed_ts: began + 8 })];
    source = start();
    await pass(10);
    assert.deepEqual(stories(), [WAITS]);
    await source.close();
  });

  it("was answered, and not gone, when all that happened while the program was away", async () => {
    const { start, row, pass, stories, lhc, began, second, sink } = lhcHouse(REST, { answeredAt: "accept" });
    lhc.rows = [row()];
    let source = start();
    await pass(10);
    lhc.rows = [row({ user_status: 1, user_closed_ts: began + 8, lsync: began + 6 })];
    await pass(40);
    await source.close();
    await pass(30);
    const conversation = { status: 2, user_id: 2, wait_time: 60, cls_time: second(), frt: 1 };
    lhc.rows = [row({ user_closed_ts: began + 8, ...conversation, lsync: second() - 1 })];
    source = start();
    await pass(10);
    assert.deepEqual(stories(), [{ fate: "answered", wait: 60, isOver: true, unconfirmed: false }]);
    assert.ok(
      sink.events.some(({ type, at }) => type === "contact.ended" && at === conversation.cls_time * 1_000),
    );
    await source.close();
  });
});

describe("a chat that an operator opens after the visitor vanished", () => {
  for (const outage of [0, 120])
    it(`is abandoned, though a webhook tells of it before REST does: ${outage} s of outage`, async () => {
      const { start, row, hook, pass, stories, lhc, began, second } = lhcHouse(BOTH);
      const silent = { lsync: began + 3 };
      const source = start();
      lhc.rows = [row()];
      await pass(6);
      lhc.rows = [row(silent)];
      await pass(52);
      lhc.isDown = outage > 0;
      await pass(outage + 6);
      const open = { ...silent, status: 1, user_id: 2, wait_time: second() - began };
      source.receive(hook({ ...open, msg_user_id: 2, msg_time: second() }));
      await pass(1);
      assert.deepEqual(stories(), [abandonedAfter(3)]);
      lhc.isDown = false;
      lhc.rows = [row({ ...open, user_status_front: 1 })];
      await pass(30);
      assert.deepEqual(stories(), [abandonedAfter(3)]);
      await source.close();
    });
});

describe("a source that may not read the departments", () => {
  it("says so, and is not live while there are chats of which it cannot tell whether they count", async () => {
    const { start, row, pass, stories, lhc, log, links, sink, told } = lhcHouse(REST);
    lhc.departments = null;
    lhc.rows = [row()];
    const source = start();
    await pass(200);
    assert.deepEqual([stories(), sink.heartbeats, told, links], [[], 0, [], ["connecting"]]);
    assert.equal(log.filter((line) => line.includes("lhdepartment, list")).length, 1, log.join("\n"));
    lhc.departments = [{ id: 2, identifier: "site" }];
    lhc.rows = [row()];
    await pass(70);
    assert.deepEqual(stories(), [WAITS]);
    assert.deepEqual(links, ["connecting", "live"]);
    assert.ok(sink.heartbeats > 0 && told.length > 0);
    await source.close();
  });

  it("is live when webhooks tell the department of each", async () => {
    const { start, row, hook, pass, stories, lhc, links } = lhcHouse(BOTH);
    lhc.departments = null;
    lhc.rows = [row(), row({ id: 8, dep_id: 9 })];
    const source = start();
    await pass(10);
    source.receive(hook({ chat_id: 8, dep: "another", dep_id: 9 }));
    await pass(10);
    assert.deepEqual([stories(), links], [[], ["connecting"]]);
    source.receive(hook());
    await pass(10);
    assert.deepEqual(stories(), [WAITS]);
    assert.deepEqual(links, ["connecting", "live"]);
    await source.close();
  });
});

describe("operators", () => {
  it("are unknown after a start at which Live Helper Chat does not answer", async () => {
    const { start, pass, lhc, counts } = lhcHouse(BOTH);
    lhc.operators = [{ user_id: 1, dep_id: 0, is_online: true, active_chats: 0 }];
    let source = start();
    await pass(20);
    assert.equal(counts().at(-1)?.available, 1);
    await source.close();
    lhc.isDown = true;
    source = start();
    await pass(20);
    assert.equal(counts().at(-1), null);
    await source.close();
  });

  it("are those of departments that are counted", async () => {
    const { start, pass, lhc, counts } = lhcHouse(BOTH);
    lhc.operators = [0, 2, 3, 9].map((dep_id, index) => ({ user_id: index, dep_id, is_online: true }));
    const source = start();
    await pass(20);
    assert.equal(counts().at(-1)?.available, 3);
    await source.close();
  });
});

describe("chats that REST does not show", () => {
  it("are looked for during a minute, and then as seldom as ever", async () => {
    const { start, hook, pass, lhc } = lhcHouse(BOTH);
    const source = start();
    await pass(10);
    const before = lhc.catchUps;
    source.receive(hook());
    await pass(3_600);
    assert.ok(lhc.catchUps - before <= 27, `${lhc.catchUps - before} in an hour`);
    await source.close();
  });

  it("are told of in the log when there are more than can be kept, and no day is whole then", async () => {
    const { start, row, pass, lhc, log, told } = lhcHouse(REST);
    lhc.rows = Array.from({ length: 4_990 }, (_, id) => row({ id: 1 + id }));
    const source = start();
    await pass(6);
    assert.equal(told.length, 1);
    lhc.rows = Array.from({ length: 10_100 }, (_, id) => row({ id: 1 + id }));
    await pass(200);
    assert.equal(told.length, 1);
    assert.equal(log.filter((line) => line.includes("more chats than can be kept")).length, 1);
    await source.close();
  });
});
