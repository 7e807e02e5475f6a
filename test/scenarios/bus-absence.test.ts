/** A node that was away for longer than the bus and the board keep anything: what the ledgers are afterwards. */
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { type DurationMs, earlier, type EpochMs, hours, later, minutes, ms } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";

import { becomeEqual, type BusNode, openBusNode } from "../support/bus-node.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

/** So long ago; what comes round in minutes there comes within half a second. */
const ago = (length: DurationMs): Clock => ({
  now: () => earlier(systemClock.now(), length),
  after: (delay, task) => systemClock.after(ms(Math.min(delay, delay >= 60_000 ? 400 : delay)), task),
});

const id = (word: string, number: number): string =>
  `${word}${String(number)}`.padStart(32, "0").replaceAll(/[^\da-f]/g, "a");
const common = (contact: number, word: string, at: EpochMs) => ({
  id: id(word, contact),
  contact: id("c", contact),
  source: "pbx",
  at,
});
const arrival = (contact: number, at: EpochMs): HelplineEvent[] => [
  { ...common(contact, "a", at), type: "contact.arrived", channel: "phone", entry: "phone" },
  { ...common(contact, "b", at), type: "contact.queued", language: "it", queue: "q_it" },
];
const end = (contact: number, at: EpochMs): HelplineEvent => ({
  ...common(contact, "d", at),
  type: "contact.ended",
  outcome: "abandoned",
});

const stored = (node: BusNode, at: EpochMs): string => {
  const range = { from: earlier(at, hours(2)), to: later(at, hours(2)) };
  return JSON.stringify(
    node.ledgerStore
      .readShared(range)
      .hours.map(({ hour, state, cells }) => [
        hour,
        state,
        cells.map(({ outcome, count }) => [outcome, count]),
      ]),
  );
};

const hasTaken = (node: BusNode) => (): boolean => node.said.some((line) => line.includes("taken days"));

it("a node that was not there for 60 hours takes the hours of its end from the others, and changes none of them", async (t) => {
  const redis = await startRedisServer(t);
  const directories = { left: temporaryDirectory(t), right: temporaryDirectory(t) };
  const start = (
    name: "left" | "right",
    clock: Clock,
    { directory = directories[name], opened = (): void => undefined } = {},
  ): BusNode => openBusNode(t, { directory, name, bus: { url: redis.url }, clock, opened });
  const then = ago(hours(60));
  const at = earlier(then.now(), minutes(5));
  const left = start("left", then);
  let right = start("right", then);
  await left.engine.accept([...arrival(1, at), ...arrival(2, at)]);
  await becomeEqual([left, right], 15_000);
  await left.close();
  await right.engine.accept([
    end(1, later(at, minutes(2))),
    ...arrival(3, at),
    end(3, later(at, minutes(1))),
  ]);
  for (const length of [hours(30), hours(0)]) {
    await right.close();
    right = start("right", ago(length));
    await sleep(1_500);
  }
  await until(async () => (await redis.client.hlen("vedetta:ledger")) > 0);
  const before = stored(right, at);
  assert.match(before, /"abandoned",2/);
  const another = temporaryDirectory(t);
  cpSync(directories.left, another, { recursive: true });
  const back = start("left", ago(hours(0)));
  await until(hasTaken(back));
  // Several rounds of both, each of some tenths of a second.
  await sleep(2_500);
  for (const node of [right, back]) assert.equal(stored(node, at), before);
  await back.close();

  // The same, while another process holds its ledger, as an import does.
  const holder = new DatabaseSync(path.join(another, "ledger.sqlite"));
  const hold = (): void => holder.exec("BEGIN IMMEDIATE");
  const late = start("left", ago(hours(0)), { directory: another, opened: hold });
  await sleep(500);
  assert.equal(hasTaken(late)(), false);
  holder.close();
  await until(hasTaken(late));
  await sleep(1_500);
  for (const node of [right, late]) assert.equal(stored(node, at), before);
  assert.deepEqual(
    right.said.filter((line) => line.includes("counted")),
    [],
  );
});
