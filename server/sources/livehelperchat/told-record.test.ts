import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { hours } from "#domain/time.ts";

import { lhcHouse } from "../../../test/support/lhc-house.ts";

const WEBHOOKS = { rest: false, hooks: true };
const REST = { rest: true, hooks: false };
const WAITS = { fate: "waiting", wait: null, isOver: false, unconfirmed: false };

describe("who waits while only webhooks tell", () => {
  it("is marked after a restart, until there is word of them", async () => {
    const { start, hook, pass, marked } = lhcHouse(WEBHOOKS);
    const first = start();
    first.receive(hook({ chat_id: 7 }));
    first.receive(hook({ chat_id: 8 }));
    await pass(30);
    await first.close();

    await pass(60);
    const second = start();
    await pass(1);
    assert.deepEqual(marked(), ["7", "8"]);
    await pass(5);
    second.receive(hook({ chat_id: 7 }));
    await pass(1);
    assert.deepEqual(marked(), ["8"], "one is heard of again");
    await second.close();
  });

  it("is nobody after a restart when everybody was answered", async () => {
    const { start, hook, pass, marked, second: now } = lhcHouse(WEBHOOKS);
    const first = start();
    first.receive(hook());
    await pass(30);
    first.receive(hook({ status: 1, user_id: 2, wait_time: 29, msg_user_id: 2, msg_time: now() }));
    await pass(30);
    await first.close();
    const second = start();
    await pass(1);
    assert.deepEqual(marked(), []);
    await second.close();
  });

  it("is marked over two restarts, and no more once there is word", async () => {
    const { start, hook, pass, stories } = lhcHouse(WEBHOOKS);
    let source = start();
    source.receive(hook());
    await pass(10);
    for (let restart = 0; restart < 2; restart += 1) {
      await source.close();
      source = start();
      await pass(5);
      assert.deepEqual(stories(), [{ ...WAITS, unconfirmed: true }]);
    }
    source.receive(hook());
    await pass(5);
    assert.deepEqual(stories(), [WAITS]);
    await source.close();
  });

  it("is marked when the journal could not write before a restart either", async () => {
    const { start, hook, pass, marked, sink, kept } = lhcHouse(WEBHOOKS);
    let source = start();
    source.receive(hook());
    await pass(10);
    const before = kept();
    sink.writable = false;
    source.receive(hook({ status: 2, cls_time: 10 }));
    await pass(10);
    assert.equal(kept(), before, "an end that is not on disk is none");
    await source.close();
    sink.writable = true;
    source = start();
    await pass(1);
    assert.deepEqual(marked(), ["7"]);
    await source.close();
  });

  it("is not kept for longer than a day, nor where REST is asked", async () => {
    const { start, hook, pass, marked, kept, clock } = lhcHouse(WEBHOOKS);
    let source = start();
    source.receive(hook());
    await pass(5);
    assert.match(kept(), /^\d+ .*7$/);
    await source.close();
    clock.advance(hours(25));
    source = start();
    await pass(2);
    assert.deepEqual([marked(), kept()], [[], ""]);
    await source.close();

    const asked = lhcHouse(REST);
    asked.bookmarks.write("livehelperchat.lhc.waiting", `${asked.clock.now()} c`);
    const other = asked.start();
    await asked.pass(2);
    assert.equal(asked.kept(), "");
    await other.close();
  });
});
