import type { ChannelBaseline } from "#config/baseline-schema.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

import { SLOT_MINUTES, SLOT_MS, type Slot } from "./day-slots.ts";
import type { Random } from "./random.ts";

const SLOTS_AN_HOUR = 60 / SLOT_MINUTES;

/**
 * When contacts arrive: a Poisson process whose rate is the expectation times a
 * level of the day and a level that wanders within the day (both lognormal with
 * mean 1), because real lines vary more than chance alone. Ascending.
 */
export function arrivalsOf(options: {
  readonly slots: readonly Slot[];
  /** Expected contacts per hour in a slot. */
  readonly rateOf: (slot: Slot) => number;
  readonly dispersion: ChannelBaseline["dispersion"];
  readonly random: Random;
}): EpochMs[] {
  const { slots, rateOf, dispersion, random } = options;
  const dayLevel = lognormal(dispersion.day, random.normal());
  const memory = Math.exp(-SLOT_MINUTES / dispersion.memoryMinutes);
  let wander = random.normal();
  const arrivals: EpochMs[] = [];
  for (const slot of slots) {
    const expected = (rateOf(slot) / SLOTS_AN_HOUR) * dayLevel * lognormal(dispersion.hour, wander);
    const count = random.poisson(expected);
    for (let i = 0; i < count; i += 1)
      arrivals.push(epochMs(slot.start + Math.floor(random.uniform() * SLOT_MS)));
    wander = memory * wander + Math.sqrt(1 - memory * memory) * random.normal();
  }
  return arrivals.sort((a, b) => a - b);
}

const lognormal = (deviation: number, normal: number): number =>
  Math.exp(deviation * normal - deviation ** 2 / 2);
