import { HOURS_A_DAY } from "#domain/arrival-steps.ts";
import type { Baseline, Peak, Week } from "#config/baseline-schema.ts";
import type { LocalTime } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";

import { SLOT_MINUTES } from "./day-slots.ts";

const DAYS_A_WEEK = 7;
/** Within an hour the rate leans towards its neighbours, by this share of itself at most. */
const MAX_LEAN = 1;

/** Entries of the calendar for this date; the first one holds. */
export const peakOn = (peaks: readonly Peak[], { month, day }: LocalTime): Peak | undefined =>
  peaks.find((peak) => peak.month === month && peak.day === day);

/** How many times the ordinary is expected at this local hour of a known day. */
export function multiplierAt(peak: Peak | undefined, hour: number, channel: Channel): number {
  return peak?.blocks.find(({ from, to }) => hour >= from && hour < to)?.[channel] ?? 1;
}

/** Expected contacts per hour over the five minutes that begin at a local time; each hour keeps its total. */
export function ordinaryRate(week: Week, { weekday, hour, minute }: LocalTime): number {
  const index = (weekday - 1) * HOURS_A_DAY + hour;
  const here = hourOf(week, index);
  if (here === 0) return 0;
  const lean = (hourOf(week, index + 1) - hourOf(week, index - 1)) / (2 * here);
  return (
    here * (1 + Math.min(Math.max(lean, -MAX_LEAN), MAX_LEAN) * ((minute + SLOT_MINUTES / 2) / 60 - 0.5))
  );
}

/** The week whose every day is the mean day: what a great day multiplies. */
export function meanDays(week: Week): Week {
  const mean = Array.from(
    { length: HOURS_A_DAY },
    (_, hour) => week.reduce((total, row) => total + (row[hour] ?? 0), 0) / DAYS_A_WEEK,
  );
  return Array.from({ length: DAYS_A_WEEK }, () => mean);
}

/** The week that a day is drawn from. */
export const weekFor = (baseline: Baseline, channel: Channel, peak: Peak | undefined): Week => {
  const { perHour } = baseline.channels[channel];
  return peak?.onMeanDay === true ? meanDays(perHour) : perHour;
};

function hourOf(week: Week, index: number): number {
  const hours = DAYS_A_WEEK * HOURS_A_DAY;
  const cyclic = (index + hours) % hours;
  return week[Math.floor(cyclic / HOURS_A_DAY)]?.[cyclic % HOURS_A_DAY] ?? 0;
}
