/** How nodes keep their alerts together over a real Redis: in rounds, one at a time, and not before they know what was told. */
import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { it, type TestContext } from "node:test";

import { exchangeAlerts } from "#bus/alert-exchange.ts";
import { PATIENCE } from "#bus/connection.ts";
import { BusUnavailable } from "#bus/guarded-redis.ts";
import { LEASE_PERIODS } from "#bus/redis-lease.ts";
import { keptSealOf } from "#bus/sealed.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { loadConfig } from "#config/load-config.ts";
import { hours } from "#domain/time.ts";
import type { SharedAlerts } from "#engine/alert-sharing.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { shareDuties } from "../../server/shared-duties.ts";
import { connectRig } from "../support/bus-rig.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const NAMES = sharedNamesOf("vedetta");

/** One that tells, or one that listens. Its rounds are asked for by hand, and its time passes by hand. */
async function nodeOf(
  test: TestContext,
  url: string,
  tells: boolean,
  name = tells ? "telling" : "listening",
) {
  const rig = connectRig(test, { url });
  await rig.turns(true);
  let rounds = 0;
  const state = { tells, memory: "all is well", uptime: 0 };
  const leaseListeners: ((isHeld: boolean) => void)[] = [];
  const exchange = exchangeAlerts({
    bus: rig.bus,
    names: NAMES,
    alerts: {
      told: () => (state.tells ? toldOf(state.memory) : null),
      adopt(saved) {
        state.memory = String(saved.state);
        return true;
      },
      decisions: () => [],
      takeDecisions: () => void (rounds += 1),
    },
    lease: { onChange: (heard) => (leaseListeners.push(heard), () => undefined) },
    identity: name,
    seal: keptSealOf("a secret of the nodes"),
    clock: systemClock,
    monotonic: () => state.uptime,
    logger: createLogger("silent"),
    period: hours(1),
  });
  test.after(() => exchange.close());
  const tell = async (memory: string): Promise<void> => {
    Object.assign(state, { tells: true, memory });
    await exchange.sync();
  };
  const leaseComes = (): void => {
    state.tells = true;
    for (const heard of leaseListeners) heard(true);
  };
  return { ...rig, exchange, state, tell, leaseComes, rounds: () => rounds };
}

const toldOf = (memory: string): ReturnType<SharedAlerts["told"]> => ({
  fingerprint: memory,
  saved: { version: 2, state: memory },
});

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

it("a node that was stopped while another one told goes on from what that one told, though nobody has the duty any more", async (test) => {
  const server = await startRedisServer(test);
  const [stopped, other] = [
    await nodeOf(test, server.url, true, "stopped"),
    await nodeOf(test, server.url, false, "other"),
  ];
  await stopped.exchange.sync();
  await stopped.tell("it fired");
  await other.exchange.sync();
  assert.equal(other.state.memory, "it fired");
  await other.tell("it is over");
  // The other one has died; the lease is renewed before the first round.
  stopped.state.uptime += LEASE_PERIODS.life + 1;
  assert.equal(stopped.exchange.isCurrent, false);
  await stopped.exchange.sync();
  assert.deepEqual([stopped.exchange.isCurrent, stopped.state.memory], [true, "it is over"]);
});

it("a node to which the duty comes knows what was told a moment before, and tells nothing until it does", async (test) => {
  const server = await startRedisServer(test);
  const [next, last] = [
    await nodeOf(test, server.url, false, "next"),
    await nodeOf(test, server.url, true, "last"),
  ];
  for (const { exchange } of [last, next]) await exchange.sync();
  await last.tell("it fired");
  assert.equal(next.exchange.isCurrent, true, "it was current when it looked last");
  next.leaseComes();
  assert.equal(next.exchange.isCurrent, false);
  await until(() => next.exchange.isCurrent);
  assert.equal(next.state.memory, "it fired");
  await next.tell("it is over");
  assert.equal(await server.client.hget(NAMES.alerts, "by"), "next");
});

it("a node that ends in order leaves on the bus what it told last, before another one may have the duty", async (test) => {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url }, { patience: PATIENCE });
  await turns(true);
  const config = loadConfig("test/fixtures/config/good-bus.yaml");
  const duties = shareDuties({ config, connection: bus, logger: createLogger("silent") });
  let memory = "on its way";
  const told = (): ReturnType<SharedAlerts["told"]> => (duties.alerts.isHeld() ? toldOf(memory) : null);
  const alerts = { told, adopt: () => true, decisions: () => [], takeDecisions: () => undefined };
  duties.exchangeAlerts(alerts, "ending");
  const written = () => server.client.hget(NAMES.alerts, "fingerprint");
  await until(async () => (await written()) === hash("sha256", memory));
  // A receiver has answered while the node ended.
  memory = "delivered";
  await duties.close();
  assert.equal(await written(), hash("sha256", memory));
  assert.equal(await server.client.exists(NAMES.lease("alerts")), 0);
  await assert.rejects(
    bus.read((redis) => redis.ping()),
    BusUnavailable,
    "nothing is read of which no letter could be written any more",
  );
});
