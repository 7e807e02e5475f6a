import type { Baseline } from "#config/baseline-schema.ts";
import type { SimulationConfig } from "#config/source-schema.ts";
import type { RunningSource } from "#engine/ports.ts";

import type { SimulatedHouse } from "./language-desks.ts";
import type { DayPlanner } from "./playback.ts";
import type { Quarter } from "./quarter/plan-quarter.ts";
import { simulateDay } from "./simulate-day.ts";
import { type PlaybackOptions, startPlayback } from "./start-playback.ts";

export interface SimulationOptions extends Omit<PlaybackOptions, "source" | "plan" | "speed"> {
  readonly config: Pick<SimulationConfig, "id" | "seed" | "speed">;
  readonly house: SimulatedHouse;
  readonly baseline: Baseline;
  /** Its days are played as they are; all others, and all days without it, are drawn from the baseline. */
  readonly quarter: Quarter | null;
}

/** A seeded helpline in the shape of the baseline. `clock` must already run `config.speed` times faster than life. */
export function startSimulation(options: SimulationOptions): Promise<RunningSource> {
  const { config, house, baseline, calendar, quarter } = options;
  const drawn: DayPlanner = (day) =>
    simulateDay({ seed: config.seed, source: config.id, house, baseline, calendar, day });
  return startPlayback({
    ...options,
    source: config.id,
    speed: config.speed,
    plan: (day) =>
      quarter !== null && day.start >= quarter.from && day.start < quarter.to
        ? quarter.eventsOf(day)
        : drawn(day),
  });
}
