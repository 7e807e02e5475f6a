/** What a real Redis refuses to a node: its wall and its log say so, and it goes on when it may again. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { startLease } from "#bus/redis-lease.ts";
import { epochMs, ms } from "#domain/time.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";

import { connectRig } from "../support/bus-rig.ts";
import { openBusNode } from "../support/bus-node.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

async function startNode(test: TestContext) {
  const redis = await startRedisServer(test);
  const node = openBusNode(test, {
    directory: temporaryDirectory(test),
    name: "left",
    bus: { url: redis.url },
  });
  const becomes = (state: string): Promise<void> => until(() => node.bus?.counts().state === state);
  await becomes("live");
  /** What of this the log tells, command and reason. */
  const refused = (): readonly string[] =>
    node.said.flatMap((line) => /refuses what this node asks.*?(\{.*\})/.exec(line)?.slice(1) ?? []);
  return { redis, node, becomes, refused };
}

const line = (reason: string, command: string): string => JSON.stringify({ reason, command, times: 1 });

describe("what a Redis refuses", { concurrency: true }, () => {
  for (const command of ["xread", "xinfo", "time"])
    it(`a node that may no longer ${command} is not in step, and is again when it may`, async (test) => {
      const { redis, becomes, refused } = await startNode(test);
      await redis.client.call("ACL", "SETUSER", "default", `-${command}`);
      // A question that waits already is answered; the news that ends it come every five seconds.
      await becomes("lost");
      const asked = command === "xread" ? "xread" : "exec";
      assert.ok(refused().length > 0, asked);
      await redis.client.call("ACL", "SETUSER", "default", `+${command}`);
      await becomes("live");
    });

  it("a node that may no longer write is not in step, and leaves nothing behind when it may again", async (test) => {
    const { redis, node, becomes } = await startNode(test);
    await redis.client.call("ACL", "SETUSER", "default", "-xadd");
    await node.engine.accept([
      {
        id: "a".repeat(32),
        contact: "b".repeat(32),
        source: "pbx",
        at: epochMs(Date.now()),
        type: "contact.arrived",
        channel: "phone",
        entry: "phone",
      },
    ]);
    await becomes("catching-up");
    assert.equal(node.bus?.counts().unwritten, 1);
    await redis.client.call("ACL", "SETUSER", "default", "+xadd");
    await becomes("live");
    assert.equal(node.bus?.counts().unwritten, 0);
  });

  it("a key of another kind where nodes write stops them, but not without a word", async (test) => {
    const { redis, becomes, refused } = await startNode(test);
    const connections = async (): Promise<string | undefined> =>
      /total_connections_received:(\d+)/.exec(await redis.client.info("stats"))?.[1];
    await redis.client.set("vedetta:touch", "x");
    await becomes("lost");
    const before = await connections();
    await until(() => refused().length > 1);
    assert.deepEqual([...refused()].sort(), [line("WRONGTYPE", "xadd"), line("WRONGTYPE", "xread")]);
    await sleep(4_000);
    assert.equal(await connections(), before, "a connection that is refused is not made anew");
    await redis.client.del("vedetta:touch");
    await becomes("live");
  });

  it("is told when it is a duty, which is done all the same", async (test) => {
    const redis = await startRedisServer(test);
    const { bus, lines, turns } = connectRig(test, { url: redis.url });
    await turns(true);
    await redis.client.call("ACL", "SETUSER", "default", "-eval");
    const lease = startLease({
      bus,
      key: "vedetta:lease:duty",
      holder: "left",
      duty: "duty",
      clock: systemClock,
      monotonic: () => performance.now(),
      logger: createLogger("silent"),
      periods: { life: ms(300), renew: ms(100), alone: ms(300) },
    });
    test.after(() => lease.close());
    await until(() => lease.isHeld());
    assert.equal(
      lines.filter((text) => text.startsWith("warn: the bus refuses") && text.endsWith(": NOPERM")).length,
      1,
    );
  });
});
