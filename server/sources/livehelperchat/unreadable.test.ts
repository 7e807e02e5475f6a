import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type HouseRow, lhcHouse } from "../../../test/support/lhc-house.ts";

const BOTH = { rest: true, hooks: true };
const REST = { rest: true, hooks: false };

const WAITS = { fate: "waiting", wait: null, isOver: false, unconfirmed: false };

describe("rows that cannot be read", () => {
  const strange: readonly HouseRow[] = [
    { id: "x", status: "x", time: null },
    { id: -4, status: 0 },
  ];

  it("are no answer when there are no others: the source is lost, says why, and nobody stops waiting", async () => {
    const { start, row: shown, pass, stories, lhc, log, links } = lhcHouse(REST);
    lhc.rows = [shown()];
    const source = start();
    await pass(20);
    lhc.rows = strange;
    await pass(120);
    assert.deepEqual(links, ["connecting", "live", "lost"]);
    assert.equal(log.filter((line) => line.includes('"reason":"malformed"')).length, 1);
    assert.deepEqual(stories(), [WAITS]);
    await source.close();
  });

  it("are left out among others, told of once, and then no chat is taken for deleted", async () => {
    const { start, row: shown, pass, stories, lhc, log, links } = lhcHouse(REST);
    lhc.rows = [shown(), shown({ id: 8 })];
    const source = start();
    await pass(20);
    lhc.rows = [...strange, shown({ id: 8 })];
    await pass(58);
    lhc.rows = [...strange, shown({ id: 8 })];
    await pass(58);
    assert.deepEqual(stories(), [WAITS, WAITS]);
    assert.deepEqual(links, ["connecting", "live"]);
    assert.equal(log.filter((line) => line.includes("some rows of an answer")).length, 1);
    await source.close();
  });

  it("are no operators: they are unknown, and not none", async () => {
    const { start, pass, lhc, counts } = lhcHouse(REST);
    lhc.operators = [{ user_id: 1, dep_id: 0, is_online: true }];
    const source = start();
    await pass(20);
    lhc.operators = [{ id: "x" }];
    await pass(40);
    assert.deepEqual(
      counts().map((count) => count?.available ?? null),
      [1, null],
    );
    await source.close();
  });
});

describe("webhooks that cannot be read", () => {
  for (const [some, webhooks] of [
    [[], "none of the webhooks can"],
    [[1], "some webhooks cannot"],
  ] as const)
    it(`are told of once, with how many of how many: ${webhooks}`, async () => {
      const { start, pass, hook, log } = lhcHouse(BOTH);
      const source = start();
      await pass(10);
      for (const _ of some) source.receive(hook());
      for (const body of [undefined, {}, { v: 1 }, hook({ time: "soon" })]) source.receive(body);
      await pass(120);
      source.receive({});
      await pass(120);
      const lines = log.filter((line) => line.includes("webhooks can"));
      assert.equal(lines.length, 1);
      const counts = `"unreadable":4,"webhooks":${4 + some.length},"message":"${webhooks}`;
      assert.ok(lines[0]?.includes(counts) === true, lines.join());
      await source.close();
    });

  for (const rest of [true, false])
    it(`may be from far ahead, and one alone is not believed: REST ${rest}`, async () => {
      const { start, pass, hook, stories, second, log } = lhcHouse({ rest, hooks: true });
      const source = start();
      await pass(10);
      const ahead = second() + 432_000;
      source.receive(hook({ chat_id: 8, time: ahead, pnd_time: ahead, ts: ahead, lsync: ahead }));
      source.receive(hook());
      await pass(40);
      assert.deepEqual(stories(), [WAITS]);
      assert.ok(!log.some((line) => line.includes("clock")), log.join("\n"));
      await source.close();
    });
});

it("webhooks count while REST does not answer since the start, but are no sign of life", async () => {
  const { start, pass, hook, stories, lhc, links, sink, counts } = lhcHouse(BOTH);
  lhc.isDown = true;
  const source = start();
  await pass(10);
  source.receive(hook());
  await pass(10);
  assert.deepEqual([links, sink.heartbeats, counts()], [["connecting"], 0, [null]]);
  assert.deepEqual(stories(), [WAITS]);
  await source.close();
});
