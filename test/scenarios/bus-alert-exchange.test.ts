/** How nodes keep their alerts together over a real Redis: in rounds, one at a time, and not before they know what was told. */
import assert from "node:assert/strict";
import { it, type TestContext } from "node:test";

import { exchangeAlerts } from "#bus/alert-exchange.ts";
import { keptSealOf } from "#bus/sealed.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { hours } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { connectRig } from "../support/bus-rig.ts";
import { startRedisServer } from "../support/redis-server.ts";

/** One that tells, or one that listens. Its rounds are asked for by hand. */
async function nodeOf(test: TestContext, url: string, tells: boolean) {
  const rig = connectRig(test, { url });
  await rig.turns(true);
  let rounds = 0;
  const exchange = exchangeAlerts({
    bus: rig.bus,
    names: sharedNamesOf("vedetta"),
    alerts: {
      told: () => (tells ? { fingerprint: "all is well", saved: { version: 2, state: {} } } : null),
      adopt: () => true,
      decisions: () => [],
      takeDecisions: () => void (rounds += 1),
    },
    identity: tells ? "telling" : "listening",
    seal: keptSealOf("a secret of the nodes"),
    clock: systemClock,
    logger: createLogger("silent"),
    period: hours(1),
  });
  test.after(() => exchange.close());
  return { ...rig, exchange, rounds: () => rounds };
}

it("rounds of the alerts do not pile up: who asks during one gets the next, and it is the same for all", async (test) => {
  const server = await startRedisServer(test);
  const { exchange, rounds } = await nodeOf(test, server.url, true);
  await Promise.all(Array.from({ length: 100 }, () => exchange.sync()));
  assert.equal(rounds(), 2);
  await exchange.sync();
  assert.equal(rounds(), 3, "who asks later gets a round of its own");
});

it("who comes back to the bus tells nothing before it knows what was told meanwhile, unless it told itself", async (test) => {
  const server = await startRedisServer(test);
  const listening = await nodeOf(test, server.url, false);
  const telling = await nodeOf(test, server.url, true);
  const both = [listening, telling];
  const sync = () => Promise.all(both.map(({ exchange }) => exchange.sync()));
  const current = () => both.map(({ exchange }) => exchange.isCurrent);
  assert.deepEqual(current(), [false, false]);
  await sync();
  assert.deepEqual(current(), [true, true]);
  await server.kill();
  await Promise.all(both.map(({ turns }) => turns(false)));
  await sync();
  assert.deepEqual(current(), [true, true], "while nobody can be asked any of them may tell");
  await server.start();
  await Promise.all(both.map(({ turns }) => turns(true)));
  assert.deepEqual(current(), [false, true]);
  await sync();
  assert.deepEqual(current(), [true, true]);
});
