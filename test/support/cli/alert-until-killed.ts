/**
 * `node alert-until-killed.ts DIRECTORY PORT FROM [LAST]`: a house whose two systems fall silent and speak again in turns,
 * on a clock that runs a thousand times faster than life. Its alerts fire and are resolved, and a receiver on this
 * machine is told. Says the time of the house after each look. With `LAST` all is well from then on, and it ends when
 * everything that is there was delivered.
 */
import { setTimeout as delay } from "node:timers/promises";

import { epochMs, minutes } from "#domain/time.ts";
import { ALONE } from "#engine/lease.ts";
import { openJournal } from "#journal/open-journal.ts";
import { startSender } from "#notify/sender.ts";
import { createLogger } from "#platform/logger.ts";

import { BEAT, SOURCES } from "../alert-house.ts";
import { AlertWorld, runnerOf } from "../alert-world.ts";
import { webhook } from "../notify/sender-rig.ts";

const [directory = "", port = "", from = "", last] = process.argv.slice(2);
/** Each system is silent for the first two minutes of five, one later than the other. */
const ROUND = minutes(5);
const SILENT = minutes(2);
const QUIET_END = minutes(3);

const journal = openJournal({ directory, kind: "real" });
const world = new AlertWorld(epochMs(Number(from)));
const sender = startSender({
  receivers: [webhook("desk", `http://127.0.0.1:${port}/`)],
  labels: {},
  outbox: journal.outbox,
  bookmarks: journal,
  house: { name: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: true },
  clock: world.clock,
  speed: 1,
  machine: world.clock,
  random: Math.random,
  logger: createLogger("silent"),
});
const runner = runnerOf(world, journal, {
  alerts: { "source-silent": { clearMinutes: 1 } },
  lease: ALONE,
  hearsAcknowledgements: false,
  saved: () => sender.wake(),
});
runner.start();

const isLastLife = last !== undefined;
const end = isLastLife ? Number(last) + QUIET_END : Infinity;
while (world.clock.now() < end) {
  for (const [at, source] of SOURCES.entries()) {
    const isSilent = (world.clock.now() + at * SILENT) % ROUND < SILENT;
    if (isSilent && !isLastLife) world.speaking.delete(source);
    else world.speaking.add(source);
  }
  world.live(BEAT);
  process.stdout.write(`${world.clock.now()}\n`);
  await delay(Math.random() * 3);
}
while (journal.outbox.waiting().length > 0) {
  world.live(BEAT);
  await delay(5);
}
await sender.close();
runner.close();
journal.close();
