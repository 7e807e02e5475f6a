import { alertsOf } from "#config/alert-rules.ts";
import { feedsOf } from "#config/outlook-rules.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadBaseline } from "#config/load-baseline.ts";
import { loadConfig } from "#config/load-config.ts";
import { loadQuarter } from "#config/load-quarter.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { EpochMs } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import type { EngineOptions } from "#engine/engine-options.ts";
import { ALONE } from "#engine/lease.ts";
import type { LedgerStore } from "#engine/ports.ts";
import { Reports } from "#engine/reports.ts";
import { houseOf } from "#http/house.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { createLogger } from "#platform/logger.ts";
import { stateCodec } from "#platform/state-codec.ts";
import { planQuarter } from "#sources/simulation/quarter/plan-quarter.ts";

import { manualClock } from "./manual-clock.ts";

export const config = loadConfig("config/vedetta.example.yaml");
export const calendar = createCalendar(config.house.timeZone);
export const SOURCE = "simulation";

/** The quarter of the report, drawn with this seed. */
export const quarterOf = (seed: string) =>
  planQuarter({
    seed,
    source: SOURCE,
    house: config,
    figures: loadQuarter("config/quarter-2025.json"),
    baseline: loadBaseline("config/baseline-1522.json"),
    calendar,
  });

/** Real time is not waited for: what the engine does by the clock it does this many times less often than in life. */
const SPEED = 360;

/**
 * The house of 1522 as the program puts it together, from source to report, on a clock
 * that is moved by hand. Real files; a second one on the same directory after it has
 * closed, or was killed, goes on where it stood.
 */
export function openQuarterHouse(
  directory: string,
  now: EpochMs,
  outlook: EngineOptions["outlook"] = null,
  /** What the ledger holds before the house opens. */
  remember: (store: LedgerStore) => void = () => undefined,
  speed = SPEED,
  /** Whether its alerts are looked at; nobody is told. */
  hasAlerts = false,
) {
  const clock = manualClock(now);
  const journal = openJournal({ directory, kind: "simulated" });
  const ledger = openLedger({ directory, kind: "simulated" });
  remember(ledger);
  const engine = new Engine({
    feeds: feedsOf(config),
    alerts: hasAlerts
      ? {
          ...alertsOf(config, { simulated: true }),
          store: journal.alerts,
          outbox: journal.outbox,
          lease: ALONE,
          saved: () => undefined,
        }
      : null,
    outlook,
    journal,
    ledger,
    codec: stateCodec,
    clock,
    calendar,
    logger: createLogger("silent"),
    rules: boardRulesOf(config),
    house: houseRulesOf(config),
    sources: [SOURCE],
    heardByEvents: new Set(),
    speed,
  });
  const reports = new Reports({
    ledger: engine.ledger,
    clock,
    calendar,
    house: houseOf(config, feedsOf(config)),
    channels: boardRulesOf(config),
    rates: houseRulesOf(config).rates,
    report: config.report,
  });
  engine.start();
  return {
    clock,
    engine,
    reports,
    ledger,
    async close() {
      await engine.close();
      ledger.close();
      journal.close();
    },
  };
}
