import type { QuarterDispersion } from "#config/quarter-schema.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

import { SLOT_MINUTES, SLOT_MS, type Slot } from "../day-slots.ts";
import type { Random } from "../random.ts";
import { indexDraw } from "./draws.ts";
import type { QuarterDay } from "./quarter-days.ts";
import type { WeekProfile } from "./week-profile.ts";

/** Somebody who contacts the house. */
export interface Arrival {
  readonly at: EpochMs;
  /** Position among the days of the quarter. */
  readonly day: number;
  readonly band: number;
  /** What the clock shows at the beginning of its five minutes. */
  readonly local: Slot["local"];
}

/**
 * The instants of contacts whose number in each band of each day is given, in
 * order. Within a band they follow the week's profile times a level that wanders
 * (Ornstein and Uhlenbeck), because real lines have busy and quiet hours.
 */
export function arrivalsWithin(options: {
  readonly days: readonly QuarterDay[];
  /** `[day][band]`. */
  readonly counts: readonly (readonly number[])[];
  readonly profile: WeekProfile;
  readonly dispersion: QuarterDispersion;
  readonly random: Random;
}): Arrival[] {
  const { days, counts, profile, dispersion, random } = options;
  const memory = Math.exp(-SLOT_MINUTES / dispersion.memoryMinutes);
  let level = random.normal();
  const weightOf = ({ local }: Slot): number => {
    level = memory * level + Math.sqrt(1 - memory * memory) * random.normal();
    return profile(local) * Math.exp(dispersion.hour * level);
  };
  return days
    .flatMap(({ bands }, day) =>
      bands.flatMap((slots, band) => {
        const draws = Array.from(
          { length: counts[day]?.[band] ?? 0 },
          indexDraw(slots.map(weightOf), random),
        );
        return draws.flatMap((index) => {
          const slot = slots[index];
          if (slot === undefined) return [];
          const at = epochMs(slot.start + Math.floor(random.uniform() * SLOT_MS));
          return [{ at, day, band, local: slot.local }];
        });
      }),
    )
    .sort((a, b) => a.at - b.at);
}
