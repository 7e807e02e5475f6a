/** Days of arrivals for what learns from them. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { loadBaseline } from "#config/load-baseline.ts";
import {
  type DayArrivals,
  STEPS_AN_HOUR,
  stepCountOf,
  stepStart,
  weekStepsOf,
} from "#domain/arrival-steps.ts";
import { createCalendar, type LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { hymanSpline } from "#domain/hyman-spline.ts";
import type { PriorWeek } from "#domain/usual-week.ts";

export const rome = createCalendar("Europe/Rome");

export function dayCalled(key: string, calendar = rome): LocalDay {
  const day = calendar.dayCalled(key);
  assert.ok(day, key);
  return day;
}

/** Consecutive days from the one with this key. */
export function daysFrom(key: string, count: number, calendar = rome): LocalDay[] {
  const first = dayCalled(key, calendar);
  return Array.from({ length: count }, (_, index) => calendar.dayOf(calendar.daysLater(first.start, index)));
}

/** Days that bring exactly a week's contacts, times a factor for each hour. */
export function exactDays(week: PriorWeek, calendar = rome) {
  const perStep = hymanSpline(week.flat(), STEPS_AN_HOUR);
  return (day: LocalDay, factorAt: (hour: number) => number = () => 1): DayArrivals => ({
    day,
    steps: [...weekStepsOf(day, calendar)].map((place, index) => ({
      at: stepStart(day, index),
      count: (perStep[place] ?? 0) * factorAt(Math.floor(place / STEPS_AN_HOUR) % 24),
      isKnown: true,
    })),
  });
}

/** A day of the same count in each step. */
export const flatDay = (day: LocalDay, count: number, isKnown = true): DayArrivals => ({
  day,
  steps: Array.from({ length: stepCountOf(day) }, (_, index) => ({
    at: stepStart(day, index),
    count,
    isKnown,
  })),
});

export const sum = (values: Iterable<number>): number =>
  [...values].reduce((total, value) => total + value, 0);

/** What the report of 1522 makes of an ordinary week. */
export const shippedWeek = (channel: Channel): PriorWeek =>
  loadBaseline(fileURLToPath(new URL("../../config/baseline-1522.json", import.meta.url))).channels[channel]
    .perHour;
