import type { Baseline } from "#config/baseline-schema.ts";
import type { SimulationConfig } from "#config/source-schema.ts";
import type { RunningSource } from "#engine/ports.ts";

import type { SimulatedHouse } from "./language-desks.ts";
import { simulateDay } from "./simulate-day.ts";
import { type PlaybackOptions, startPlayback } from "./start-playback.ts";

export interface SimulationOptions extends Omit<PlaybackOptions, "source" | "plan" | "speed"> {
  readonly config: Pick<SimulationConfig, "id" | "seed" | "speed">;
  readonly house: SimulatedHouse;
  readonly baseline: Baseline;
}

/** A seeded helpline in the shape of the baseline. `clock` must already run `config.speed` times faster than life. */
export function startSimulation(options: SimulationOptions): Promise<RunningSource> {
  const { config, house, baseline, calendar } = options;
  return startPlayback({
    ...options,
    source: config.id,
    speed: config.speed,
    plan: (day) => simulateDay({ seed: config.seed, source: config.id, house, baseline, calendar, day }),
  });
}
