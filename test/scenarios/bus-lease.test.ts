/** Leases on a real server, with lives of three seconds: who holds them when nodes die, stop and lose the bus. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it, type TestContext } from "node:test";

import { ms } from "#domain/time.ts";
import type { RunningSource } from "#engine/ports.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";
import { runWhileHeld } from "#bus/leased-source.ts";
import { watchNodeName } from "#bus/node-name-watch.ts";
import { LEASE_PERIODS, type RunningLease, startLease } from "#bus/redis-lease.ts";

import { connectRig } from "../support/bus-rig.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const KEY = "vedetta:lease:duty";
/** A process on a busy machine may stand still for a second. */
const PERIODS = { life: ms(3_000), renew: ms(500), alone: ms(2_000) };
const STALL_MS = 1_000;

function leaseOf(test: TestContext, server: Pick<RedisServer, "url">, holder: string): RunningLease {
  const { bus } = connectRig(test, { url: server.url }, { node: holder });
  const lease = startLease({
    bus,
    key: KEY,
    holder,
    duty: "duty",
    clock: systemClock,
    monotonic: () => performance.now(),
    logger: createLogger("silent"),
    periods: PERIODS,
  });
  test.after(() => lease.close());
  return lease;
}

/** A process that holds the lease until it is killed. */
async function otherNode(test: TestContext, server: RedisServer): Promise<ChildProcess> {
  const file = new URL("../support/cli/hold-lease.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [file, server.url, KEY], { stdio: ["ignore", "pipe", "inherit"] });
  test.after(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

const sleep = async (length: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, length));

/** Milliseconds until the lease is held. */
async function takeOver(lease: RunningLease): Promise<number> {
  const started = performance.now();
  await until(() => lease.isHeld());
  return performance.now() - started;
}

describe("a lease", { concurrency: true }, () => {
  it("is held by one of two, passes on at once when its holder ends, and within its life when it is killed", async (test) => {
    const server = await startRedisServer(test);
    const child = await otherNode(test, server);
    const [left, right] = [leaseOf(test, server, "left"), leaseOf(test, server, "right")];
    await sleep(2 * PERIODS.life);
    assert.deepEqual([left.isHeld(), right.isHeld()], [false, false], "the other one renews it");
    child.kill("SIGKILL");
    const lasted = await Promise.race([takeOver(left), takeOver(right)]);
    assert.ok(lasted < PERIODS.life + PERIODS.renew + STALL_MS, `${lasted} ms`);
    assert.ok(LEASE_PERIODS.life + LEASE_PERIODS.renew <= 20_000, "with the periods of a house that is 20 s");
    const [holder, waiting] = left.isHeld() ? [left, right] : [right, left];
    assert.equal(waiting.isHeld(), false);
    await holder.close();
    assert.equal(holder.isHeld(), false);
    assert.ok((await takeOver(waiting)) < PERIODS.renew + STALL_MS, "nobody waits for the end of the life");
  });

  it("is not held by a process that was stopped, before it has asked again", async (test) => {
    const server = await startRedisServer(test);
    const child = await otherNode(test, server);
    const said: string[] = [];
    child.stdout?.on("data", (text: Buffer) => said.push(text.toString()));
    const left = leaseOf(test, server, "left");
    child.kill("SIGSTOP");
    await takeOver(left);
    child.kill("SIGCONT");
    await until(() => said.length > 0);
    assert.deepEqual(said, ["lost\n"]);
    assert.equal(await server.client.get(KEY), "left");
  });

  it("is done by its holder while the bus is away, and after a while by the others; by one again when it is back", async (test) => {
    const server = await startRedisServer(test);
    const left = leaseOf(test, server, "left");
    await takeOver(left);
    const right = leaseOf(test, server, "right");
    await server.kill();
    const changes: boolean[] = [];
    left.onChange((isHeld) => changes.push(isHeld));
    const lasted = await takeOver(right);
    assert.deepEqual([left.isHeld(), changes], [true, []]);
    assert.ok(
      lasted >= PERIODS.alone - 300 && lasted < 2 * PERIODS.alone + PERIODS.renew + STALL_MS,
      `${lasted} ms`,
    );
    await server.start();
    await until(() => left.isHeld() !== right.isHeld());
  });

  it("is not held at the start before the bus has answered", async (test) => {
    const lease = leaseOf(test, { url: "redis://127.0.0.1:1" }, "left");
    assert.equal(lease.isHeld(), false);
    assert.ok((await takeOver(lease)) >= PERIODS.alone - 50);
  });

  it("tells of a process that runs under the same name, once, and when it is gone", async (test) => {
    const server = await startRedisServer(test);
    const watch = (holder: string) => {
      const { bus } = connectRig(test, { url: server.url }, { node: "left" });
      const said: string[] = [];
      const say = (_: object, text: string): void => void said.push(text);
      const watching = watchNodeName({
        bus,
        key: "vedetta:node:left",
        holder,
        node: "left",
        isUp: () => bus.isUp,
        clock: systemClock,
        monotonic: () => performance.now(),
        logger: { ...createLogger("silent"), info: say, error: say },
        periods: { life: ms(1_500), renew: ms(300), alone: ms(1_500) },
      });
      test.after(() => watching.close());
      return { said, watching };
    };
    const first = watch("one");
    await until(async () => (await server.client.get("vedetta:node:left")) === "one");
    const second = watch("two");
    await until(() => second.said.length > 0);
    assert.match(second.said.join(), /another process runs under the name of this node/);
    assert.deepEqual(first.said, []);
    await first.watching.close();
    await until(() => second.said.length > 1);
    assert.match(second.said[1] ?? "", /has its name for itself again/);
  });

  it("starts and stops what only its holder does, one after the other", async (test) => {
    const server = await startRedisServer(test);
    const said: string[] = [];
    const source = (name: string, lease: RunningLease): RunningSource =>
      runWhileHeld({
        lease,
        start: async () => {
          said.push(`${name} starts`);
          await new Promise(setImmediate);
          return { close: async () => void said.push(`${name} stops`) };
        },
        stopped: () => void said.push(`${name} has stopped`),
      });
    const left = source("left", leaseOf(test, server, "left"));
    await until(() => said.length === 1);
    const right = source("right", leaseOf(test, server, "right"));
    // Somebody takes it away by hand.
    await server.client.set(KEY, "right", "PX", 1_000);
    await until(() => said.length === 4);
    await Promise.all([left.close(), right.close()]);
    assert.deepEqual(
      said.filter((line) => line.startsWith("left")),
      ["left starts", "left stops", "left has stopped"],
    );
    assert.deepEqual(
      said.filter((line) => line.startsWith("right")),
      ["right starts", "right stops"],
    );
    assert.equal(await server.client.exists(KEY), 0);
  });
});
