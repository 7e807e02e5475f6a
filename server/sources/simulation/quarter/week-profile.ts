import type { LocalTime } from "#domain/calendar.ts";
import { hymanSpline } from "#domain/hyman-spline.ts";

import { SLOT_MINUTES } from "../day-slots.ts";
import { BAND_HOURS } from "./quarter-days.ts";

const SLOTS_AN_HOUR = 60 / SLOT_MINUTES;
const SLOTS_A_BAND = BAND_HOURS * SLOTS_AN_HOUR;

/** Contacts of the whole quarter in the five minutes of the week that begin at a local time. */
export type WeekProfile = (local: Pick<LocalTime, "weekday" | "hour" | "minute">) => number;

/** A smooth week through a table of bands by weekday; the slots of a band add up to its cell. */
export function weekProfile(cells: readonly (readonly number[])[]): WeekProfile {
  const weekdays = cells[0]?.map((_, weekday) => weekday) ?? [];
  const bands = weekdays.flatMap((weekday) => cells.map((row) => row[weekday] ?? 0));
  const slots = hymanSpline(bands, SLOTS_A_BAND);
  return ({ weekday, hour, minute }) =>
    slots[((weekday - 1) * 24 + hour) * SLOTS_AN_HOUR + Math.floor(minute / SLOT_MINUTES)] ?? 0;
}
