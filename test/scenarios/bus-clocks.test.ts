/** A node whose clock is wrong by days, on a real Redis whose clock is right. */
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { busKeysOf } from "#bus/bus-keys.ts";
import { RedisRelay } from "#bus/redis-relay.ts";
import { readStanding } from "#bus/standing.ts";
import { hours, later, ms } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import { openJournal } from "#journal/open-journal.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { connectRig } from "../support/bus-rig.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const KEYS = busKeysOf("vedetta");
const DAY = hours(24);
const quiet = (): void => undefined;

it("a node whose clock is days ahead takes nothing off the bus but what is old by the clock of the server", async (test) => {
  const server = await startRedisServer(test);
  const batch = server.client.pipeline();
  for (let index = 0; index < 300; index += 1)
    batch.xadd(KEYS.events, `${Date.now() - 3 * DAY + index}-0`, "e", "[]");
  for (let index = 0; index < 300; index += 1) batch.xadd(KEYS.events, "*", "e", "[]");
  await batch.exec();
  const journal = openJournal({ directory: temporaryDirectory(test), kind: "real" });
  test.after(() => journal.close());
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  // Ten days ahead, and a minute of it passes in a tenth of a second.
  const clock: Clock = {
    now: () => later(systemClock.now(), ms(10 * DAY)),
    after: (delay, task) => systemClock.after(ms(delay / 600), task),
  };
  const relay = new RedisRelay({
    journal,
    engine: { onCommitted: () => quiet },
    connection: bus,
    keys: KEYS,
    clock,
    logger: createLogger("silent"),
    onCaughtUp: quiet,
  });
  test.after(() => relay.close());
  relay.begin("one");
  while ((await server.client.xlen(KEYS.events)) > 300) await sleep(20);
  await sleep(300);
  assert.equal(await server.client.xlen(KEYS.events), 300);
  const { now } = await bus.write((redis) => readStanding(redis, KEYS));
  assert.ok(Math.abs(now - Date.now()) < 5_000, "how the stream stands is told in the time of the server");
});
