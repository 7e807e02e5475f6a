/**
 * Arrivals of a helpline that run freely, for measuring what watches them: the usual week,
 * times errors of its cells, growth, days and hours that are busier than others, and bursts
 * of the news; Poisson, with callers who dial again. The two levels of busyness are those of
 * Oreshkin, Regnard and L'Ecuyer (2016), the bursts of L'Ecuyer, Gustavsson and Olsson (2018).
 */
import {
  type ArrivalStep,
  type DayArrivals,
  STEP_MINUTES,
  STEPS_A_WEEK,
  STEPS_AN_HOUR,
  stepStart,
  weekStepsOf,
} from "#domain/arrival-steps.ts";
import type { LocalDay } from "#domain/calendar.ts";
import { hymanSpline } from "#domain/hyman-spline.ts";
import type { PriorWeek } from "#domain/usual-week.ts";
import { createRandom, type Random } from "#sources/simulation/random.ts";

import { rome } from "./usual-days.ts";

/** How far arrivals scatter beyond Poisson. */
export interface Noise {
  /** Standard deviation of the logarithm of a day's busyness. */
  readonly day: number;
  /** The same of the busyness within a day, which is forgotten in two hours. */
  readonly hour: number;
  /** Share of callers who dial again within some five minutes; geometric. */
  readonly redial: number;
  readonly burstsPerMonth: number;
}

export const SCENARIOS = {
  poisson: { day: 0, hour: 0, redial: 0, burstsPerMonth: 0 },
  mild: { day: 0.08, hour: 0.12, redial: 0.08, burstsPerMonth: 0 },
  base: { day: 0.12, hour: 0.22, redial: 0.12, burstsPerMonth: 0 },
  harsh: { day: 0.18, hour: 0.35, redial: 0.18, burstsPerMonth: 0 },
  media: { day: 0.12, hour: 0.22, redial: 0.12, burstsPerMonth: 4 },
} as const satisfies Record<string, Noise>;
export type Scenario = keyof typeof SCENARIOS;

const CELL_ERROR = 0.1;
const CELL_STEPS = 4 * STEPS_AN_HOUR;
const GROWTH_A_DAY = Math.log(1.05) / 91;
/** How much of a day's busyness the next one keeps. */
const DAY_MEMORY = 0.4;
const HOUR_KEPT = Math.exp(-STEP_MINUTES / 120);
const REDIAL_STEPS = 5 / STEP_MINUTES;
const STEPS_A_MONTH = (365.25 / 12) * 288;
const BURST = { median: 0.8, spread: 0.6, kept: Math.exp(-STEP_MINUTES / 45) };

export interface FreeDay extends DayArrivals {
  /** What of each step was to come, redialling left out: a surge multiplies this. */
  readonly rates: Float64Array;
}

export interface FreeArrivals {
  readonly seed: string;
  readonly noise: Noise;
  /** Contacts by weekday and hour. */
  readonly week: PriorWeek;
  /** Consecutive. */
  readonly days: readonly LocalDay[];
  /** The true level against the week's. */
  readonly level?: number;
}

/** Days of arrivals; the same for the same options. */
export function freeArrivals({ seed, noise, week, days, level = 1 }: FreeArrivals): FreeDay[] {
  const random = createRandom(seed);
  const places = days.map((day) => weekStepsOf(day, rome));
  const rates = ratesOf({ noise, places, week, level: level * (1 - noise.redial), random });
  const counts = dialled(rates, noise.redial, random);
  let from = 0;
  return days.map((day, index) => {
    const to = from + (places[index]?.length ?? 0);
    const own = { rates: rates.subarray(from, to), counts: counts.subarray(from, to) };
    from = to;
    return { day, rates: own.rates, steps: Array.from(own.counts, (count, step) => seen(day, step, count)) };
  });
}

/** Consecutive days again, with a surge of `factor` times the rate for some steps from the step `first` of the first day. */
export function withSurge(
  days: readonly FreeDay[],
  options: {
    readonly seed: string;
    readonly noise: Noise;
    readonly factor: number;
    readonly first: number;
    readonly length: number;
  },
): DayArrivals[] {
  const { seed, noise, factor, first, length } = options;
  const rates = days.flatMap((day) => [...day.rates]);
  const more = rates.map((rate, index) =>
    index >= first && index < first + length ? rate * (factor - 1) : 0,
  );
  const extra = dialled(more, noise.redial, createRandom(seed));
  let from = 0;
  return days.map(({ day, steps }) => {
    const start = from;
    from += steps.length;
    return {
      day,
      steps: steps.map((step, index) => ({ ...step, count: step.count + (extra[start + index] ?? 0) })),
    };
  });
}

const seen = (day: LocalDay, step: number, count: number): ArrivalStep => ({
  at: stepStart(day, step),
  count,
  isKnown: true,
});

/** First calls to be expected in each step. */
function ratesOf(options: {
  readonly noise: Noise;
  readonly places: readonly Uint16Array[];
  readonly week: PriorWeek;
  readonly level: number;
  readonly random: Random;
}): Float64Array {
  const { noise, places, week, level, random } = options;
  const perStep = hymanSpline(week.flat(), STEPS_AN_HOUR);
  const cells = Array.from({ length: STEPS_A_WEEK / CELL_STEPS }, () =>
    factorOf(CELL_ERROR * random.normal(), CELL_ERROR),
  );
  const rates: number[] = [];
  let [busyDay, busyHour, burst] = [noise.day * random.normal(), noise.hour * random.normal(), 0];
  for (const [index, ofDay] of places.entries()) {
    const ofDays = level * Math.exp(GROWTH_A_DAY * index) * factorOf(busyDay, noise.day);
    for (const place of ofDay) {
      const ofCell = (perStep[place] ?? 0) * (cells[Math.floor(place / CELL_STEPS)] ?? 1);
      rates.push(ofCell * ofDays * factorOf(busyHour, noise.hour) * (1 + burst));
      busyHour = HOUR_KEPT * busyHour + Math.sqrt(1 - HOUR_KEPT ** 2) * noise.hour * random.normal();
      burst *= BURST.kept;
      if (noise.burstsPerMonth > 0 && random.chance(noise.burstsPerMonth / STEPS_A_MONTH))
        burst += BURST.median * Math.exp(BURST.spread * random.normal());
    }
    busyDay = DAY_MEMORY * busyDay + Math.sqrt(1 - DAY_MEMORY ** 2) * noise.day * random.normal();
  }
  return Float64Array.from(rates);
}

/** A lognormal factor with the mean 1. */
const factorOf = (logarithm: number, spread: number): number => Math.exp(logarithm - spread ** 2 / 2);

/** Counts of each step: callers at these rates, some of whom dial again a little later. */
function dialled(rates: ArrayLike<number>, redial: number, random: Random): Float64Array {
  const counts = new Float64Array(rates.length);
  for (let step = 0; step < rates.length; step += 1) {
    const callers = random.poisson(rates[step] ?? 0);
    counts[step] = (counts[step] ?? 0) + callers;
    if (redial === 0) continue;
    for (let caller = 0; caller < callers; caller += 1) {
      let at = step + random.uniform();
      while (random.chance(redial)) {
        at += random.exponential(REDIAL_STEPS);
        const index = Math.floor(at);
        if (index < counts.length) counts[index] = (counts[index] ?? 0) + 1;
      }
    }
  }
  return counts;
}
