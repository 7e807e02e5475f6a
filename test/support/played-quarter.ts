import { emptyCell } from "#domain/ledger-cell.ts";
import { type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";
import type { LedgerStore } from "#engine/ports.ts";
import { createLogger } from "#platform/logger.ts";
import { startPlayback } from "#sources/simulation/start-playback.ts";

import { readablePseudonyms } from "./memory-sink.ts";
import { calendar, openQuarterHouse, quarterOf, SOURCE } from "./quarter-house.ts";
import { readSeedPreviousQuarter } from "./seed-report.ts";

/** The player rests an hour between two deliveries: 25 ms of real time at this speed. */
const PLAYER_SPEED = 144_000;
const STEP = minutes(60);

/** The quarter before, of which the printed report tells no more than how many called: all in one hour of it. */
function importSummer(ledger: LedgerStore, calls: number): void {
  const [from, to] = [calendar.at(2025, 6, 1, 0, 0), calendar.at(2025, 9, 1, 0, 0)];
  const covered: EpochMs[] = [];
  for (let hour = from; hour < to; hour = later(hour, hours(1))) covered.push(hour);
  const place = { hour: from, source: SOURCE, channel: "phone", language: null, entry: "phone" } as const;
  const cells = [{ ...emptyCell({ ...place, outcome: "closedInWelcome" }), count: calls }];
  ledger.importHours({ source: SOURCE, hours: covered, cells });
}

/** Plays the quarter through source, engine, journal and ledger, and answers its report. `onDay` is called after each day, the first is 0. */
export async function playQuarter(
  seed: string,
  directory: string,
  onDay: (day: number) => void = () => undefined,
) {
  const { from, to, eventsOf } = quarterOf(seed);
  const house = openQuarterHouse(directory, from);
  importSummer(house.ledger, readSeedPreviousQuarter());
  const pseudonyms = readablePseudonyms((at) => calendar.dayOf(epochMs(at)).key);
  const source = await startPlayback({
    source: SOURCE,
    plan: eventsOf,
    clock: house.clock,
    speed: PLAYER_SPEED,
    sink: house.engine,
    pseudonyms,
    calendar,
    logger: createLogger("silent"),
    onLink: (link) => house.engine.linkChanged(SOURCE, link),
    onTold: (range) => house.engine.told(SOURCE, range),
  });
  for (let now = from; now < later(to, hours(3)); now = later(now, STEP)) {
    house.clock.advance(STEP);
    for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
    await house.engine.accept([
      { type: "source.heartbeat", source: SOURCE, id: `beat ${now}`, at: house.clock.now(), sequence: now },
    ]);
    const hour = (now - from) / STEP;
    if (hour % 24 === 23) onDay(Math.floor(hour / 24));
  }
  await source.close();
  const answer = house.reports.report("2025-09-01", "2025-11-30");
  await house.close();
  return answer;
}
