import { HOURS_A_DAY } from "#domain/arrival-steps.ts";
import type { QuarterFigures } from "#config/quarter-schema.ts";
import { operatorsNeeded } from "#domain/staffing.ts";

import { SLOT_MINUTES } from "../day-slots.ts";
import type { Arrival } from "./arrivals.ts";
import type { QuarterDay } from "./quarter-days.ts";
import { weekProfile } from "./week-profile.ts";

const DAYS_A_WEEK = 7;

/** People on shift when a call arrives: by Erlang A for each hour of the week, and more of them on the peak day. */
export function shiftPlan(
  days: readonly QuarterDay[],
  figures: QuarterFigures,
  handleSeconds: number,
): (call: Arrival) => number {
  const { calls, assumed } = figures;
  const { staffing } = assumed.calls;
  const profile = weekProfile(calls.table.cells);
  const share = calls.queued.total / calls.total / (days.length / DAYS_A_WEEK);
  const slots = Array.from({ length: 60 / SLOT_MINUTES }, (_, slot) => slot * SLOT_MINUTES);
  const operators = Array.from({ length: DAYS_A_WEEK * HOURS_A_DAY }, (_, hourOfWeek) => {
    const [weekday, hour] = [Math.floor(hourOfWeek / HOURS_A_DAY) + 1, hourOfWeek % HOURS_A_DAY];
    const callsPerHour = slots.reduce((sum, minute) => sum + share * profile({ weekday, hour, minute }), 0);
    const load = { callsPerHour, handleSeconds, patienceSeconds: assumed.calls.patienceSeconds };
    return operatorsNeeded(load, staffing);
  });
  return ({ day, local }) => {
    const ordinary = operators[(local.weekday - 1) * HOURS_A_DAY + local.hour] ?? 1;
    const isPeak = days[day]?.day.key === assumed.peakDay.date;
    return isPeak ? Math.round(ordinary * assumed.peakDay.operators) : ordinary;
  };
}
