/**
 * An invented house: its clock, its memory and its days, made of what the configuration
 * says about the simulation. A part of the composition root.
 */
import path from "node:path";

import { ConfigError } from "#config/fault.ts";
import { loadBaseline } from "#config/load-baseline.ts";
import { loadQuarter } from "#config/load-quarter.ts";
import type { Config } from "#config/schema.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { IsHoliday } from "#domain/timetable.ts";
import type { Clock, LedgerStore, RunningSource } from "#engine/ports.ts";
import { simulatedClock, systemClock } from "#platform/clock.ts";
import { planQuarter, type Quarter } from "#sources/simulation/quarter/plan-quarter.ts";
import { rememberQuarter } from "#sources/simulation/remember-quarter.ts";
import { startInstant } from "#sources/simulation/start-instant.ts";
import { type SimulationOptions, startSimulation } from "#sources/simulation/start-simulation.ts";

type Rest = Omit<SimulationOptions, "config" | "house" | "baseline" | "quarter" | "clock">;

export interface SimulatedHouse {
  readonly clock: Clock;
  readonly speed: number;
  /** The day that is replayed in a sentence; `null`: none is. */
  readonly replay: string | null;
  /** Puts the days before the one on which it begins into the ledger. */
  remember(store: LedgerStore): void;
  start(options: Rest): Promise<RunningSource>;
}

/** `null`: the house is a real one. Throws `ConfigError`. */
export function simulatedHouseOf(options: {
  readonly config: Config;
  readonly calendar: Calendar;
  readonly isHoliday: IsHoliday;
  /** The days of the quarter are played as they are remembered, in place of others like them. */
  readonly isReplay: boolean;
  /** Where relative paths of the files of a simulation start. */
  readonly root: string;
}): SimulatedHouse | null {
  const { config, calendar, isReplay, root } = options;
  const simulation = config.sources.find((source) => source.kind === "simulation");
  if (simulation === undefined) return null;
  const { id: source, seed, speed, quarterFile } = simulation;
  const from = simulation.from === undefined ? systemClock.now() : startInstant(simulation.from, calendar);
  if (from === null) throw noSuchDate(isReplay);
  const house = { ...config, isHoliday: options.isHoliday };
  const baseline = loadBaseline(path.resolve(root, simulation.baselineFile));
  const figures = quarterFile === undefined ? null : loadQuarter(path.resolve(root, quarterFile));
  const planned = (): Quarter | null =>
    figures === null ? null : planQuarter({ seed, source, house, figures, baseline, calendar });
  // Some 40,000 contacts: let go of once they are remembered, unless they are played as well.
  const replayed = isReplay ? planned() : null;
  const clock = simulatedClock({ from, speed });
  const today = calendar.dayOf(from);
  return {
    clock,
    speed,
    replay: isReplay ? replayOf(today, replayed) : null,
    remember(store) {
      const quarter = replayed ?? planned();
      if (quarter !== null) rememberQuarter({ source, quarter, calendar, today: today.start, store });
    },
    start: (rest) =>
      startSimulation({
        ...rest,
        config: simulation,
        house,
        baseline,
        clock,
        quarter: replayed,
      }),
  };
}

function replayOf(day: LocalDay, quarter: Quarter | null): string {
  const isOfQuarter = quarter !== null && day.start >= quarter.from && day.start < quarter.to;
  const whose = isOfQuarter ? "as the printed quarter has it" : "outside the printed quarter, so invented";
  return `${day.key}, ${whose}; the next day follows at midnight`;
}

const noSuchDate = (isReplay: boolean): ConfigError =>
  isReplay
    ? new ConfigError("command line", [{ path: ["--day"], message: "there is no such date" }])
    : new ConfigError("configuration", [{ path: ["sources", 0, "from"], message: "there is no such date" }]);
