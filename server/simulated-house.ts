/**
 * An invented house: its clock, its memory and its days, made of what the configuration
 * says about the simulation. A part of the composition root.
 */
import path from "node:path";

import { ConfigError } from "#config/fault.ts";
import { loadBaseline } from "#config/load-baseline.ts";
import { loadQuarter } from "#config/load-quarter.ts";
import type { Config } from "#config/schema.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { IsHoliday } from "#domain/timetable.ts";
import type { Clock, LedgerStore, RunningSource } from "#engine/ports.ts";
import { simulatedClock, systemClock } from "#platform/clock.ts";
import { rememberQuarter } from "#sources/simulation/remember-quarter.ts";
import { startInstant } from "#sources/simulation/start-instant.ts";
import { type SimulationOptions, startSimulation } from "#sources/simulation/start-simulation.ts";

export interface SimulatedHouse {
  readonly clock: Clock;
  readonly speed: number;
  /** Puts the days before the one on which it begins into the ledger. */
  remember(store: LedgerStore): void;
  start(options: Omit<SimulationOptions, "config" | "house" | "baseline" | "clock">): Promise<RunningSource>;
}

/** `null`: the house is a real one. Throws `ConfigError`. */
export function simulatedHouseOf(options: {
  readonly config: Config;
  readonly calendar: Calendar;
  readonly isHoliday: IsHoliday;
  /** Where relative paths of the files of a simulation start. */
  readonly root: string;
}): SimulatedHouse | null {
  const { config, calendar, isHoliday, root } = options;
  const simulation = config.sources.find((source) => source.kind === "simulation");
  if (simulation === undefined) return null;
  const { speed, quarterFile } = simulation;
  const baseline = loadBaseline(path.resolve(root, simulation.baselineFile));
  const from = simulation.from === undefined ? systemClock.now() : startInstant(simulation.from, calendar);
  if (from === null)
    throw new ConfigError("configuration", [
      { path: ["sources", 0, "from"], message: "there is no such date" },
    ]);
  const clock = simulatedClock({ from, speed });
  const house = { ...config, isHoliday };
  return {
    clock,
    speed,
    remember(store) {
      if (quarterFile === undefined) return;
      const figures = loadQuarter(path.resolve(root, quarterFile));
      const today = calendar.dayOf(from).start;
      rememberQuarter({ ...simulation, house, figures, baseline, calendar, today, store });
    },
    start: (rest) => startSimulation({ ...rest, config: simulation, house, baseline, clock }),
  };
}
