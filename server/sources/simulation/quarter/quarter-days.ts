import type { QuarterFigures } from "#config/quarter-schema.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";

import { type Slot, slotsOf } from "../day-slots.ts";

export const BAND_HOURS = 4;
export const BANDS = 24 / BAND_HOURS;

/** A day of the quarter, cut as the tables of the report are. */
export interface QuarterDay {
  readonly day: LocalDay;
  /** Monday is 0. */
  readonly weekday: number;
  readonly slots: readonly Slot[];
  /** The slots of each four hours of the local clock; an hour that happens twice is there twice. */
  readonly bands: readonly (readonly Slot[])[];
}

/** Every local day from the first to the last. */
export function quarterDays({ from, to }: QuarterFigures, calendar: Calendar): QuarterDay[] {
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
  const days: QuarterDay[] = [];
  let day = calendar.dayOf(calendar.at(year, month, date, 12, 0));
  for (; day.key <= to; day = calendar.dayOf(day.end)) {
    const slots = slotsOf(day, calendar);
    const bands = Array.from({ length: BANDS }, (_, band) =>
      slots.filter(({ local }) => Math.floor(local.hour / BAND_HOURS) === band),
    );
    days.push({ day, weekday: (slots[0]?.local.weekday ?? 1) - 1, slots, bands });
  }
  return days;
}
