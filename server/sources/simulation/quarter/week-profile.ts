import type { LocalTime } from "#domain/calendar.ts";

import { SLOT_MINUTES } from "../day-slots.ts";
import { BAND_HOURS } from "./quarter-days.ts";

const SLOTS_AN_HOUR = 60 / SLOT_MINUTES;
const SLOTS_A_BAND = BAND_HOURS * SLOTS_AN_HOUR;
/** Gauss-Seidel on this diagonal system halves the error at least; 60 sweeps leave none that a double can hold. */
const SWEEPS = 60;

/** Contacts of the whole quarter in the five minutes of the week that begin at a local time. */
export type WeekProfile = (local: Pick<LocalTime, "weekday" | "hour" | "minute">) => number;

/**
 * A smooth week through a table of bands by weekday: a cyclic cubic spline through
 * the cumulative counts, whose slopes are limited so that it never falls (Hyman,
 * 1983). No slot is negative, and the slots of a band add up to its cell.
 */
export function weekProfile(cells: readonly (readonly number[])[]): WeekProfile {
  const weekdays = cells[0]?.map((_, weekday) => weekday) ?? [];
  const bands = weekdays.flatMap((weekday) => cells.map((row) => row[weekday] ?? 0));
  const slopes = slopesOf(bands);
  const slots = bands.flatMap((total, band) => {
    const before = cumulative(total, at(slopes, band), at(slopes, band + 1));
    return Array.from(
      { length: SLOTS_A_BAND },
      (_, slot) => before((slot + 1) / SLOTS_A_BAND) - before(slot / SLOTS_A_BAND),
    );
  });
  return ({ weekday, hour, minute }) =>
    at(slots, ((weekday - 1) * 24 + hour) * SLOTS_AN_HOUR + Math.floor(minute / SLOT_MINUTES));
}

/** Contacts of a band up to the part `u` of it, given the slopes at its ends (cubic Hermite). */
const cumulative = (total: number, from: number, to: number) => (u: number) =>
  total * (3 * u ** 2 - 2 * u ** 3) + from * (u ** 3 - 2 * u ** 2 + u) + to * (u ** 3 - u ** 2);

/** Slopes at the beginning of each band. */
function slopesOf(bands: readonly number[]): number[] {
  const slopes = bands.map((total, i) => (at(bands, i - 1) + total) / 2);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (let i = 0; i < slopes.length; i += 1)
      slopes[i] = (3 * (at(bands, i - 1) + at(bands, i)) - at(slopes, i - 1) - at(slopes, i + 1)) / 4;
  return slopes.map((slope, i) => Math.min(Math.max(slope, 0), 3 * Math.min(at(bands, i - 1), at(bands, i))));
}

/** The week goes round. */
const at = (values: readonly number[], index: number): number =>
  values[(index + values.length) % values.length] ?? 0;
