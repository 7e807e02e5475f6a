/** `start.ts DIRECTORY save|leave`: starts on a journal as the program does, and prints the milliseconds each part took. */
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";
import { stateCodec } from "#platform/state-codec.ts";

import { PRODUCERS_CONFIG } from "../../support/cloud-events.ts";
import { numberedEvent } from "../../support/journal-events.ts";
import { RESTART_EVENTS } from "./events.ts";

const [directory = "", then = "leave"] = process.argv.slice(2);
const config = loadConfig(PRODUCERS_CONFIG);
const calendar = createCalendar(config.house.timeZone);
const now = epochMs(numberedEvent(RESTART_EVENTS).at);

const before = process.cpuUsage();
const begin = performance.now();
const journal = openJournal({ directory, kind: "real" });
const ledger = openLedger({ directory, kind: "real" });
const opened = performance.now();
const engine = new Engine({
  feeds: {},
  alerts: null,
  outlook: null,
  heardByEvents: new Set(),
  journal,
  ledger,
  codec: stateCodec,
  clock: { ...systemClock, now: () => now },
  calendar,
  logger: createLogger("silent"),
  rules: boardRulesOf(config),
  house: houseRulesOf(config),
  sources: config.sources.map(({ id }) => id),
  speed: 1,
});
const ready = performance.now();
const { user, system } = process.cpuUsage(before);
const counted = engine.snapshot().channels.reduce((sum, { today }) => sum + today.counts.arrived, 0);
if (then === "save") await engine.close();
ledger.close();
journal.close();
console.log(
  JSON.stringify({
    openMs: opened - begin,
    rebuildMs: ready - opened,
    cpuMs: (user + system) / 1_000,
    counted,
  }),
);
