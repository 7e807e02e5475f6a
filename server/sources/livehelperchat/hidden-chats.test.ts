import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { epochMs, later, minutes } from "#domain/time.ts";

import { type HouseRow, lhcHouse } from "../../../test/support/lhc-house.ts";
import { at, machine, row, START, told } from "../../../test/support/told-chats.ts";
import { hiddenSince, goneAt, miss, newChat, see } from "./chat.ts";

const BOTH = { rest: true, hooks: true };
const REST = { rest: true, hooks: false };

const WAITS = { fate: "waiting", wait: null, isOver: false, unconfirmed: false };
const GONE = { fate: "interruptedWaiting", isOver: true, unconfirmed: false };
const fatesOf = (stories: readonly { readonly fate: string }[]) => stories.map(({ fate }) => fate);

const conversation = (other: HouseRow): HouseRow => ({ status: 1, user_id: 2, wait_time: 2, ...other });

describe("a chat that REST does not show for a while, and then again", () => {
  for (const restarts of [false, true]) {
    it(`waits again: ${restarts ? "with a restart" : "without a restart"} in between`, async () => {
      const { start, row: shown, pass, stories, lhc } = lhcHouse(REST);
      lhc.rows = [shown()];
      let source = start();
      await pass(20);
      lhc.rows = [];
      await pass(90);
      const [gone] = stories();
      assert.deepEqual({ ...GONE, wait: gone?.wait }, gone);
      if (restarts) {
        await source.close();
        source = start();
      }
      // A telephone that sleeps: its last sign of life is older than the end.
      lhc.rows = [shown({ device_type: 1, lsync: shown()["lsync"] })];
      await pass(20);
      assert.deepEqual(stories(), [WAITS]);
      await source.close();
    });

    it(`is in conversation again: ${restarts ? "with a restart" : "without a restart"} in between`, async () => {
      const {
        start,
        row: shown,
        pass,
        stories,
        lhc,
        second,
        began,
      } = lhcHouse(REST, { answeredAt: "accept" });
      // The visitor closed the page, so that nothing of them is heard any more.
      const open = conversation({ user_status: 1, user_closed_ts: began + 5 });
      lhc.rows = [shown(open)];
      let source = start();
      await pass(20);
      lhc.rows = [];
      await pass(90);
      assert.deepEqual(
        stories().map(({ fate, isOver }) => [fate, isOver]),
        [["answered", true]],
      );
      if (restarts) {
        await source.close();
        source = start();
      }
      lhc.rows = [shown(open)];
      await pass(20);
      assert.deepEqual(
        stories().map(({ fate, isOver }) => [fate, isOver]),
        [["answered", false]],
      );
      lhc.rows = [shown({ ...open, status: 2, cls_time: second() })];
      await pass(200);
      assert.deepEqual(
        stories().map(({ fate, isOver }) => [fate, isOver]),
        [["answered", true]],
      );
      await source.close();
    });

    it(`is with its bot again: ${restarts ? "with a restart" : "without a restart"} in between`, async () => {
      const { start, row: shown, pass, stories, lhc } = lhcHouse(REST);
      lhc.rows = [shown({ status: 5, gbot_id: 1 })];
      let source = start();
      await pass(20);
      lhc.rows = [];
      await pass(90);
      assert.deepEqual(fatesOf(stories()), ["botOnly"]);
      if (restarts) {
        await source.close();
        source = start();
      }
      lhc.rows = [shown({ status: 0, gbot_id: 1 })];
      await pass(20);
      assert.deepEqual(stories(), [WAITS]);
      await source.close();
    });

    it(`was left while it was not shown: ${restarts ? "with a restart" : "without a restart"}`, async () => {
      const { start, row: shown, pass, stories, lhc, second, began } = lhcHouse(REST);
      lhc.rows = [shown()];
      let source = start();
      await pass(20);
      lhc.rows = [];
      await pass(90);
      const leftAt = second();
      if (restarts) {
        await source.close();
        source = start();
      }
      lhc.rows = [shown({ user_status: 1, status_sub: 3, user_closed_ts: leftAt })];
      await pass(20);
      assert.deepEqual(
        stories().map(({ fate, wait }) => [fate, wait]),
        [["abandoned", leftAt - began]],
      );
      await source.close();
    });
  }

  it("is taken back by a webhook too, and is unconfirmed then while REST does not show it", async () => {
    const { start, row: shown, hook, pass, stories, lhc, log } = lhcHouse(BOTH);
    lhc.rows = [shown()];
    const source = start();
    await pass(20);
    lhc.rows = [];
    await pass(90);
    assert.deepEqual(fatesOf(stories()), ["interruptedWaiting"]);
    source.receive(hook());
    await pass(10);
    assert.deepEqual(stories(), [WAITS]);
    await pass(120);
    assert.deepEqual(stories(), [{ ...WAITS, unconfirmed: true }]);
    assert.equal(log.filter((line) => line.includes("not shown any more")).length, 1);
    await source.close();
  });

  it("was deleted for good when Live Helper Chat said so", () => {
    const { take } = machine();
    take(row(1), row(9, { via: "hook", deleted: true }));
    assert.deepEqual(take(row(30, { via: "hook" })), []);
  });
});

const read = (second: number) => ({ since: epochMs(START - 3_600_000), asOf: at(second) });

describe("chats", () => {
  it("that were deleted are lost, once their row would surely be there", () => {
    const { chats, take } = machine();
    take(row(1));
    assert.deepEqual(told(chats.forgetMissing(new Set(), read(30), at(30)).events), []);
    assert.deepEqual(told(chats.forgetMissing(new Set(["7"]), read(90), at(90)).events), []);
    assert.deepEqual(told(chats.forgetMissing(new Set(), read(90), at(90)).events), ["ended interrupted 90"]);
    assert.deepEqual(told(chats.advance(later(START, minutes(5)))), []);
  });

  it("is not taken for deleted where the key never showed it: only webhooks told of it", () => {
    const { chats, take } = machine();
    take(row(1, { via: "hook" }));
    const unseen = { since: at(-3_600), asOf: at(90) };
    assert.deepEqual(told(chats.forgetMissing(new Set(), unseen, at(90)).events), []);
  });
});

describe("chats of which many go missing at once", () => {
  it("are unconfirmed and not interrupted, over a restart too, and confirmed when they are shown again", async () => {
    const { start, row: shown, pass, stories, lhc, log } = lhcHouse(REST);
    const all = () => [7, 8, 9].map((id) => shown({ id }));
    lhc.rows = [...all(), shown({ id: 10, status: 1, user_id: 2, last_op_msg_time: shown()["time"] })];
    let source = start();
    await pass(20);
    lhc.rows = [shown({ id: 9 })];
    const before = lhc.catchUps;
    await pass(100);
    lhc.rows = [shown({ id: 9 })];
    const told7 = { ...WAITS, unconfirmed: true };
    assert.deepEqual(stories().slice(0, 3), [told7, told7, WAITS]);
    assert.deepEqual(fatesOf(stories()).at(3), "answered");
    assert.equal(log.filter((line) => line.includes("not shown any more")).length, 1, log.join("\n"));
    await pass(40);
    lhc.rows = [shown({ id: 9 })];
    assert.ok(lhc.catchUps - before < 10, "they are not looked for all the time");
    await source.close();
    source = start();
    lhc.rows = all();
    await pass(20);
    assert.deepEqual(stories().slice(0, 3), [WAITS, WAITS, WAITS]);
    await source.close();
  });
});

it("a chat that was missed stands as its pictures say, in whatever order they come", () => {
  const first = row(1);
  const steps = [
    (chat: ReturnType<typeof newChat>) => miss(chat, at(90), true),
    (chat: ReturnType<typeof newChat>) => miss(chat, at(200), false),
    (chat: ReturnType<typeof newChat>) => see(chat, row(150)),
    (chat: ReturnType<typeof newChat>) => see(chat, first),
  ];
  const expected = { gone: null, hidden: at(200) };
  fc.assert(
    fc.property(fc.shuffledSubarray([...steps, ...steps], { minLength: 8 }), (order) => {
      const chat = order.reduce((known, step) => step(known), newChat(first));
      assert.deepEqual({ gone: goneAt(chat), hidden: hiddenSince(chat) }, expected);
    }),
  );
});

it("chats that only webhooks tell of while REST is asked are told of once in the log", async () => {
  const { start, hook, pass, log, lhc, row: shown } = lhcHouse(BOTH);
  const source = start();
  lhc.rows = [shown()];
  await pass(10);
  source.receive(hook({ chat_id: 8 }));
  await pass(30);
  const lines = () => log.filter((line) => line.includes("REST never shows")).length;
  lhc.rows = [shown()];
  assert.equal(lines(), 0, "a row may be late");
  await pass(600);
  assert.equal(lines(), 1);
  await source.close();
});

it("a picture from far ahead is none, and one that is late is", () => {
  const { chats } = machine();
  const ahead = row(400_000, { createdAt: at(400_000) });
  assert.deepEqual(chats.apply(ahead, at(1)), []);
  assert.deepEqual(chats.apply(row(1, { createdAt: at(400_000) }), at(1)), []);
  assert.deepEqual(chats.apply({ ...row(400), createdAt: at(0) }, at(1)), []);
  assert.equal(chats.size, 0);
  assert.deepEqual(told(chats.apply(row(1), at(401))), ["arrived 0", "queued 0", "unconfirmed 301"]);
});
