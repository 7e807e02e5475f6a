/** How a node writes its journal to a real Redis: with a clock that is wrong by days, and with a journal that is damaged. */
import assert from "node:assert/strict";
import { it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { busKeysOf } from "#bus/bus-keys.ts";
import { RedisRelay } from "#bus/redis-relay.ts";
import { readStanding } from "#bus/standing.ts";
import { epochMs, hours, later, ms } from "#domain/time.ts";
import type { BusJournal } from "#engine/bus-ports.ts";
import type { Clock } from "#engine/ports.ts";
import { openJournal, type OpenJournal } from "#journal/open-journal.ts";
import { JournalUnusable } from "#journal/unusable.ts";
import { systemClock } from "#platform/clock.ts";

import { connectRig } from "../support/bus-rig.ts";
import { numberedEvents } from "../support/journal-events.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const KEYS = busKeysOf("vedetta");
const DAY = hours(24);
const quiet = (): void => undefined;

const journalOf = (test: TestContext) => openJournal({ directory: temporaryDirectory(test), kind: "real" });

/** `reading`: how the relay sees the journal. */
async function startRelay(
  test: TestContext,
  journal: OpenJournal,
  clock: Clock,
  reading: BusJournal = journal,
) {
  const server = await startRedisServer(test);
  const { bus, turns } = connectRig(test, { url: server.url });
  await turns(true);
  const said: string[] = [];
  const say = (fields: object, message: string): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`);
  const relays: RedisRelay[] = [];
  /** Another one, which knows what is on the disk. */
  const resume = (): RedisRelay => {
    const relay = new RedisRelay({
      journal: reading,
      engine: { onCommitted: () => quiet },
      connection: bus,
      keys: KEYS,
      clock,
      logger: { debug: quiet, info: say, warn: say, error: say },
      onCaughtUp: quiet,
    });
    relays.push(relay);
    return relay;
  };
  test.after(async () => {
    await Promise.all(relays.map((relay) => relay.close()));
    journal.close();
  });
  return { server, bus, relay: resume(), resume, said };
}

it("a node whose clock is days ahead takes nothing off the bus but what is old by the clock of the server", async (test) => {
  // Ten days ahead, and a minute of it passes in a tenth of a second.
  const clock: Clock = {
    now: () => later(systemClock.now(), ms(10 * DAY)),
    after: (delay, task) => systemClock.after(ms(delay / 600), task),
  };
  const { server, bus, relay } = await startRelay(test, journalOf(test), clock);
  const batch = server.client.pipeline();
  for (let index = 0; index < 300; index += 1)
    batch.xadd(KEYS.events, `${Date.now() - 3 * DAY + index}-0`, "e", "[]");
  for (let index = 0; index < 300; index += 1) batch.xadd(KEYS.events, "*", "e", "[]");
  await batch.exec();
  relay.begin("one");
  await until(async () => (await server.client.xlen(KEYS.events)) <= 300);
  await sleep(300);
  assert.equal(await server.client.xlen(KEYS.events), 300);
  const { now } = await bus.write((redis) => readStanding(redis, KEYS));
  assert.ok(Math.abs(now - Date.now()) < 5_000, "how the stream stands is told in the time of the server");
});

it("a node that is killed as soon as it has reached the bus does not write again what came over it", async (test) => {
  const journal = journalOf(test);
  const { server, relay, resume } = await startRelay(test, journal, systemClock);
  relay.enter("one");
  const received = epochMs(Date.now());
  const others = numberedEvents(0, 10).map((event) => ({ event, received }));
  journal.appendFromBus(others, received, { name: "bus.read", value: "{}" });
  // What it had in memory is gone.
  const next = resume();
  journal.append(numberedEvents(10, 11), received);
  next.begin("one");
  await until(() => next.isCaughtUp);
  const entries = await server.client.xrange(KEYS.events, "-", "+");
  assert.deepEqual(
    entries.map(([, fields]) => fields.join(" ").split('"contact.').length - 1),
    [1],
  );
});

it("a relay that cannot read the journal tells what to do once, and goes on when it can", async (test) => {
  const journal = journalOf(test);
  journal.append(numberedEvents(0, 10), epochMs(Date.now()));
  let attempts = 0;
  const damaged: BusJournal = Object.assign(Object.create(journal), {
    batchesAfter(...asked: Parameters<BusJournal["batchesAfter"]>) {
      attempts += 1;
      if (attempts <= 3)
        throw new JournalUnusable("corrupt", "the journal is damaged: put a backup in its place");
      return journal.batchesAfter(...asked);
    },
  });
  const { server, relay, said } = await startRelay(test, journal, systemClock, damaged);
  relay.begin("one");
  await until(() => said.length > 1);
  assert.equal(await server.client.xlen(KEYS.events), 1);
  assert.deepEqual(said, [
    'the journal cannot be read for the other nodes: tried again until it can {"reason":"JournalUnusable","fault":"the journal is damaged: put a backup in its place"}',
    "events go to the bus again {}",
  ]);
});
