/**
 * The whole source over sockets: a fake Live Helper Chat relives the captured scenario, its webhooks posted
 * and its REST interface asked with the timing they had, sixty times faster than life.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { later, seconds } from "#domain/time.ts";

import { SCENARIO_END } from "../support/fake-live-helper-chat.ts";
import { type LhcRig, startLhcRig } from "../support/lhc-rig.ts";
import { toldChats, trueChats } from "../support/lhc-truth.ts";

const SPEED = 60;

async function relive(
  options: Parameters<typeof startLhcRig>[0],
  check: (rig: LhcRig) => void | Promise<void>,
): Promise<void> {
  await using rig = await startLhcRig({ speed: SPEED, ...options });
  await rig.runTo(SCENARIO_END);
  await check(rig);
}

const countsIn = ({ sink }: LhcRig) =>
  sink.events.flatMap((event) => (event.type === "operators.changed" ? [event.counts] : []));

/** Ids of the chats that were told otherwise than they were. */
const wrongIn = ({ sink }: LhcRig): string[] => {
  const truth = trueChats("firstReply");
  return toldChats(sink.events)
    .filter(({ result, department, wait }, index) => {
      const own = truth[index];
      return result !== own?.result || department !== own.department || wait !== own.wait;
    })
    .map(({ id }) => id);
};
const unconfirmedIn = ({ sink }: LhcRig): string[] =>
  toldChats(sink.events).flatMap(({ id, unconfirmed }) => (unconfirmed ? [id] : []));

describe("a source that relives the captured scenario", { concurrency: true }, () => {
  for (const answeredAt of ["accept", "firstReply"] as const)
    it(`tells its truth by webhooks and REST: ${answeredAt}`, async () => {
      await relive({ rest: true, hooks: true, answeredAt }, (rig) => {
        const { sink, links, log } = rig;
        assert.deepEqual(toldChats(sink.events), trueChats(answeredAt));
        assert.deepEqual(links, ["connecting", "live"]);
        assert.ok(sink.heartbeats > 20);
        assert.equal(log.length, 1, log.join("\n"));
        const counts = countsIn(rig).map((told) => told ?? assert.fail("they could be counted all the time"));
        assert.ok(counts.some(({ busy, available }) => busy === 2 && available === 1));
        assert.ok(
          counts.every(({ busy, available, paused, offline }) => busy + available + paused + offline === 3),
        );
      });
    });

  it("tells the same classes by REST alone", async () => {
    await relive({ rest: true, hooks: false }, ({ sink }) => {
      const classes = toldChats(sink.events).map(({ id, department, result }) => [id, department, result]);
      assert.deepEqual(
        classes,
        trueChats("firstReply").map(({ id, department, result }) => [id, department, result]),
      );
    });
  });

  it("marks by webhooks alone exactly those of whom it is wrong, and knows no operators", async () => {
    // Who closed the tab and who vanished were last heard of 20 s before the one who really waits.
    await relive({ rest: false, hooks: true, unconfirmedSeconds: 140 }, (rig) => {
      assert.deepEqual(wrongIn(rig), ["303", "304"]);
      assert.deepEqual(unconfirmedIn(rig), ["303", "304"]);
      assert.deepEqual(rig.links, ["connecting", "live"]);
      assert.ok(rig.sink.heartbeats > 10, "each webhook is a sign of life");
      assert.deepEqual(countsIn(rig), [null]);
      assert.deepEqual(rig.lhc.asked, []);
    });
  });

  it("marks by webhooks alone everybody of whom nothing is heard for five minutes", async () => {
    await using rig = await startLhcRig({ rest: false, hooks: true });
    await rig.runTo(SCENARIO_END);
    assert.deepEqual(unconfirmedIn(rig), []);
    await rig.runTo(later(SCENARIO_END, seconds(300)));
    // The third waits in truth: webhooks do not tell that either.
    assert.deepEqual(unconfirmedIn(rig), ["303", "304", "320"]);
    assert.deepEqual(wrongIn(rig), ["303", "304"]);
  });

  it("marks nobody whom REST shows, however long they wait", async () => {
    await using rig = await startLhcRig({ rest: true, hooks: true, unconfirmedSeconds: 60 });
    await rig.runTo(SCENARIO_END);
    assert.ok(rig.sink.events.every(({ type }) => type !== "contact.unconfirmed"));
  });
});
