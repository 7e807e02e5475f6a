/** The whole source over sockets: a fake Live Helper Chat relives the captured scenario, fast. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { SCENARIO_END } from "../support/fake-live-helper-chat.ts";
import { type LhcRig, startLhcRig } from "../support/lhc-rig.ts";
import { toldChats, trueChats } from "../support/lhc-truth.ts";

async function relive(
  options: Parameters<typeof startLhcRig>[0],
  check: (rig: LhcRig) => void,
): Promise<void> {
  await using rig = await startLhcRig(options);
  if (options.hooks) void rig.lhc.sendHooks(rig.source.receive);
  await rig.runTo(SCENARIO_END);
  check(rig);
}

describe("a source that relives the captured scenario", () => {
  for (const answeredAt of ["accept", "firstReply"] as const)
    it(`tells its truth by webhooks and REST: ${answeredAt}`, async () => {
      await relive({ rest: true, hooks: true, answeredAt }, ({ sink, links, log }) => {
        assert.deepEqual(toldChats(sink.events), trueChats(answeredAt));
        assert.deepEqual(links, ["connecting", "live"]);
        assert.ok(sink.heartbeats > 20);
        assert.equal(log.length, 1, log.join("\n"));
        const counts = sink.events.flatMap((event) =>
          event.type === "operators.changed" ? [event.counts] : [],
        );
        assert.ok(counts.some(({ busy, available }) => busy === 2 && available === 1));
        assert.ok(
          counts.every(({ busy, available, paused, offline }) => busy + available + paused + offline === 3),
        );
      });
    });

  it("tells the same classes by REST alone", async () => {
    await relive({ rest: true, hooks: false }, ({ sink }) => {
      const classes = toldChats(sink.events).map(({ id, entry, result }) => [id, entry, result]);
      assert.deepEqual(
        classes,
        trueChats("firstReply").map(({ id, entry, result }) => [id, entry, result]),
      );
    });
  });

  it("misses by webhooks alone who closed the tab and who vanished, and knows no operators", async () => {
    await relive({ rest: false, hooks: true }, ({ sink, links, lhc }) => {
      const truth = trueChats("firstReply");
      const wrong = toldChats(sink.events).filter(({ result }, index) => result !== truth[index]?.result);
      assert.deepEqual(
        wrong.map(({ id, result }) => [id, result]),
        [
          ["303", "waiting"],
          ["304", "waiting"],
        ],
      );
      assert.deepEqual(links, ["connecting", "live"]);
      assert.ok(sink.heartbeats > 10, "each webhook is a sign of life");
      assert.ok(sink.events.every(({ type }) => type !== "operators.changed"));
      assert.deepEqual(lhc.asked, []);
    });
  });
});
