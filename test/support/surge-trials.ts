/** Trials of the detector and the projection on free-running arrivals and in the exact quarter. */
import {
  type DayArrivals,
  STEP_MINUTES,
  STEP_MS,
  STEPS_AN_HOUR,
  stepCountOf,
  stepStart,
} from "#domain/arrival-steps.ts";
import type { LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { Experience } from "#domain/experience.ts";
import { createKnownDays, type KnownDay } from "#domain/known-days.ts";
import { DEFAULT_THRESHOLDS } from "#domain/surge.ts";

import { type FreeDay, freeArrivals, type Noise, withSurge } from "./free-arrivals.ts";
import { quarterOf } from "./quarter-house.ts";
import { daysFrom, rome, shippedWeek } from "./usual-days.ts";
import { alertsOf, levelsOf, watchDays, type WatchedDay } from "./watched-stream.ts";

const WEEKS = 13;
export const TRIAL_MONTHS = (WEEKS * 7) / (365.25 / 12);
const HISTORY_DAYS = WEEKS * 7;
/** A quarter of history and one of trial, the clock set forward in the first. */
const DAYS = daysFrom("2025-01-06", 2 * HISTORY_DAYS);
const STEPS_A_DAY = 24 * STEPS_AN_HOUR;
const SURGE_HOURS = [2, 7, 10, 13, 17, 21];
const SURGE_STEPS = 8 * STEPS_AN_HOUR;
/** Of the levels above none. */
export type PerLevel = readonly [elevated: number, surge: number, extreme: number];
const LEVELS = [1, 2, 3] as const;
const SURGE = 2;
const perLevel = (value: (level: number) => number): PerLevel => [
  value(LEVELS[0]),
  value(LEVELS[1]),
  value(LEVELS[2]),
];

export type Stream = Channel | "pooled";
const channelsOf = (stream: Stream): readonly Channel[] =>
  stream === "pooled" ? ["phone", "chat"] : [stream];

/** A stream with nothing but the report's week, and a calendar of these days. */
const newExperience = (stream: Stream, entries: readonly KnownDay[] = []): Experience =>
  new Experience({
    parts: channelsOf(stream).map((channel) => ({ channel, prior: shippedWeek(channel) })),
    calendar: rome,
    knownDays: createKnownDays({ entries, holidaySpread: 0, isHoliday: () => false }),
  });

/** A quarter of ordinary days, watched after a quarter of history. */
export interface OrdinaryQuarter {
  readonly seed: string;
  readonly noise: Noise;
  /** The day before the trial, and those of the trial. */
  readonly arrivals: readonly FreeDay[];
  readonly watched: readonly WatchedDay[];
}

/** The thresholds in force are those of a house without a history. */
export function ordinaryQuarter(seed: string, stream: Stream, noise: Noise): OrdinaryQuarter {
  const arrivals = arrivalsOf(seed, stream, noise, DAYS);
  const options = { from: HISTORY_DAYS - 1, thresholds: DEFAULT_THRESHOLDS };
  const watched = watchDays(arrivals, newExperience(stream), options);
  return { seed, noise, arrivals: arrivals.slice(HISTORY_DAYS - 1), watched };
}

/** How often each level was reached though nothing happened. */
export function falseAlerts({ watched }: OrdinaryQuarter): PerLevel {
  const levels = watched.slice(1).flatMap((day) => day.levels);
  return perLevel((level) => alertsOf(levels, level));
}

/** The same with the thresholds that the stream had learned itself by each day. */
export function calibratedAlerts({ arrivals, watched }: OrdinaryQuarter): PerLevel {
  const calibrated = watched.map((day) => ({ ...day, past: { ...day.past, thresholds: day.ownThresholds } }));
  const levels = levelsOf(arrivals, calibrated).slice(arrivals[0]?.steps.length);
  return perLevel((level) => alertsOf(levels, level));
}

/** Every second day, or `everyDays`, with a surge of its own that lasts eight hours: minutes to each level, `Infinity` for not within these. */
export function detections(
  { seed, noise, arrivals, watched }: OrdinaryQuarter,
  factor: number,
  everyDays = 2,
): PerLevel[] {
  const found: PerLevel[] = [];
  for (let day = 1; day + 1 < arrivals.length; day += everyDays)
    for (const hour of SURGE_HOURS) {
      const days = arrivals.slice(day - 1, day + 2);
      if (days.some(({ steps }) => steps.length !== STEPS_A_DAY)) continue;
      const first = STEPS_A_DAY + hour * STEPS_AN_HOUR;
      const surge = { seed: `${seed} x${factor} ${day} ${hour}`, noise, factor, first, length: SURGE_STEPS };
      const levels = levelsOf(withSurge(days, surge), watched.slice(day - 1, day + 2));
      // A level that was there before was not found by the surge.
      found.push(
        perLevel((level) =>
          (levels[first - 1] ?? 0) >= level ? Number.NaN : minutesTo(levels, level, first),
        ),
      );
    }
  return found;
}

const minutesTo = (levels: readonly number[], level: number, first: number): number => {
  const index = levels.slice(first, first + SURGE_STEPS).findIndex((now) => now >= level);
  return index === -1 ? Infinity : (index + 1) * STEP_MINUTES;
};

/** What was said at one hour of a day, and what came of it. */
export interface Judged {
  readonly hour: number;
  /** Without a surge on its day. */
  readonly isOrdinary: boolean;
  readonly isInside: boolean;
  /** |projected - came| / came. */
  readonly error: number;
  /** Of the interval, against what came. */
  readonly width: number;
  readonly isUsual: boolean;
  readonly isUsualHour: boolean;
}

export const judgedQuarter = ({ watched }: OrdinaryQuarter): Judged[] => watched.slice(1).flatMap(judgedDay);

export function judgedDay({ said, total, levels }: WatchedDay): Judged[] {
  const isOrdinary = levels.every((level) => level < SURGE);
  return said.map(({ hour, projection, isUsual, isUsualHour }) => {
    const { low, high } = projection;
    const isInside = total >= low && total <= high;
    const error = Math.abs(projection.total - total) / total;
    return { hour, isOrdinary, isInside, error, width: (high - low) / total, isUsual, isUsualHour };
  });
}

/** How often a quarter on which the line was never down was called too quiet. */
export const falseSilences = ({ watched }: OrdinaryQuarter): number =>
  watched.slice(1).reduce((total, { silences }) => total + silences, 0);

/** The first week of a house with no history but the report's: false alerts, and minutes to find a surge of x2.5 at 10 h of the third day. */
export function coldStart(
  seed: string,
  noise: Noise,
  firstDay: number,
): { falseAlerts: PerLevel; minutes: number } {
  const days = DAYS.slice(firstDay, firstDay + 7);
  const week = shippedWeek("phone");
  const arrivals = freeArrivals({ seed, noise, week, days });
  const levels = watchDays(arrivals, newExperience("phone")).flatMap((day) => day.levels);
  const first = 2 * STEPS_A_DAY + 10 * STEPS_AN_HOUR;
  const surge = { seed: `${seed} surge`, noise, factor: 2.5, first, length: SURGE_STEPS };
  const surged = watchDays(withSurge(arrivals, surge).slice(0, 3), newExperience("phone")).flatMap(
    (day) => day.levels,
  );
  return {
    falseAlerts: perLevel((level) => alertsOf(levels, level)),
    minutes: minutesTo(surged, SURGE, first),
  };
}

/** Net calls of the exact quarter of the report up to 25 November. */
export function quarterCallsOf(seed: string): DayArrivals[] {
  const quarter = quarterOf(seed);
  return daysFrom("2025-09-01", 86).map((day) => {
    const events = quarter.eventsOf(day);
    const blacklisted = new Set(
      events.flatMap((event) => (event.type === "contact.blacklisted" ? [event.contact] : [])),
    );
    const counts = new Float64Array(stepCountOf(day));
    for (const event of events) {
      if (event.type !== "contact.arrived" || event.channel !== "phone" || blacklisted.has(event.contact))
        continue;
      const step = Math.floor((event.at - day.start) / STEP_MS);
      counts[step] = (counts[step] ?? 0) + 1;
    }
    const steps = Array.from(counts, (count, step) => ({ at: stepStart(day, step), count, isKnown: true }));
    return { day, steps };
  });
}

/** 25 November after the days before it. Minutes since midnight at which each level was reached, `Infinity`: never. */
export function greatDay(
  days: readonly DayArrivals[],
  entries: readonly KnownDay[],
): { readonly reached: PerLevel; readonly watched: WatchedDay } {
  const options = { from: days.length - 2, thresholds: DEFAULT_THRESHOLDS };
  const watched = watchDays(days, newExperience("phone", entries), options).at(-1);
  if (watched === undefined) throw new Error("no days");
  const { levels } = watched;
  const reached = perLevel((level) => {
    const index = levels.findIndex((now) => now >= level);
    return index === -1 ? Infinity : (index + 1) * STEP_MINUTES;
  });
  return { reached, watched };
}

function arrivalsOf(seed: string, stream: Stream, noise: Noise, days: readonly LocalDay[]): FreeDay[] {
  const own = (channel: Channel) =>
    freeArrivals({ seed: `${seed} ${channel}`, noise, week: shippedWeek(channel), days });
  if (stream !== "pooled") return own(stream);
  const chats = own("chat");
  return own("phone").map(({ day, steps, rates }, index) => {
    const other = chats[index];
    return {
      day,
      rates: rates.map((rate, step) => rate + (other?.rates[step] ?? 0)),
      steps: steps.map((step, at) => ({ ...step, count: step.count + (other?.steps[at]?.count ?? 0) })),
    };
  });
}
