/** Contacts and what becomes of each, as streams to measure alert rules on: drawn, or out of a queue. */
import type { Channel } from "#domain/contact-event.ts";
import { operatorsNeeded } from "#domain/staffing.ts";
import { createRandom, type Random } from "#sources/simulation/random.ts";

import { freeArrivals, SCENARIOS } from "./free-arrivals.ts";
import { daysFrom, shippedWeek } from "./usual-days.ts";

const HOURS_A_WEEK = 168;
export const HOUR = 3_600;
const WEEK = HOURS_A_WEEK * HOUR;
export const MONTH = (365.25 / 12) * 24 * HOUR;
/** Of calls net of blacklisted ones, those that ask for an operator. */
const QUEUE_SHARE = 0.6496;

/** A contact whose fate is decided. Times in seconds. */
export interface Outcome {
  readonly at: number;
  readonly isGood: boolean;
}

/** Contacts that are wanted an hour, by hour of the week. */
export const ratesOf = (channel: Channel): readonly number[] =>
  shippedWeek(channel)
    .flat()
    .map((perHour) => perHour * (channel === "phone" ? QUEUE_SHARE : 1));

/** Arrivals at these rates, at random. */
export function arrivalTimes(rates: readonly number[], length: number, random: Random): number[] {
  const most = Math.max(...rates) / HOUR;
  const times: number[] = [];
  for (let at = random.exponential(1 / most); at < length; at += random.exponential(1 / most)) {
    const rate = (rates[Math.floor((at % WEEK) / HOUR)] ?? 0) / HOUR;
    if (random.chance(rate / most)) times.push(at);
  }
  return times;
}

/** A contact whose fate is still a matter of its rate. */
export interface Draw {
  readonly at: number;
  readonly luck: number;
  /** Added to the logit of the rate. */
  readonly mood: number;
}

/** The spread of the logit, which is forgotten within an hour, where outcomes come in clusters. */
const MOOD = { spread: 0.6, memory: HOUR };

export function draws(
  channel: Channel,
  options: { readonly seed: string; readonly months: number; readonly areClustered: boolean },
): Draw[] {
  const random = createRandom(`${options.seed} ${channel} ${options.areClustered}`);
  let [before, mood] = [0, MOOD.spread * random.normal()];
  return arrivalTimes(ratesOf(channel), options.months * MONTH, random).map((at) => {
    const kept = Math.exp((before - at) / MOOD.memory);
    mood = kept * mood + Math.sqrt(1 - kept ** 2) * MOOD.spread * random.normal();
    before = at;
    return { at, luck: random.uniform(), mood: options.areClustered ? mood : 0 };
  });
}

/** Whether a contact goes well where the rate is `rate` on average. */
export function outcomeOf({ at, luck, mood }: Draw, rate: number, areClustered: boolean): Outcome {
  // The logistic of a normal variable has about this mean (MacKay, Neural Computation 4, 1992).
  const stretch = areClustered ? Math.sqrt(1 + (Math.PI / 8) * MOOD.spread ** 2) : 1;
  const logit = stretch * Math.log(rate / (1 - rate)) + mood;
  return { at, isGood: luck < 1 / (1 + Math.exp(-logit)) };
}

/** Talk and wrap-up, mean and coefficient of variation; patience, mean. Seconds. */
const WORK = { mean: 492, cv: 1.15, min: 0, max: Infinity };
const PATIENCE = 420;
const TARGET = { target: 0.8, withinSeconds: 20 };

/** People for each hour of the week, by Erlang A for 80 % within 20 s. */
export const plannedTeam = (): readonly number[] =>
  ratesOf("phone").map((callsPerHour) =>
    operatorsNeeded({ callsPerHour, handleSeconds: WORK.mean, patienceSeconds: PATIENCE }, TARGET),
  );

/** From 8 o'clock to midnight. */
const BUSY_FROM = 8;

/** One fewer in the busy hours, as the answer rate of the report lets expect. */
export const reportTeam = (): readonly number[] =>
  plannedTeam().map((people, hour) => (hour % 24 >= BUSY_FROM ? Math.max(1, people - 1) : people));

export interface QueuedCall {
  /** When its fate is decided, in seconds. */
  readonly decidedAt: number;
  readonly wait: number;
  readonly isAnswered: boolean;
}

const DAY = 24 * HOUR;
const QUARTER = 13 * WEEK;
/** A quarter in which the clock is not changed. */
const QUARTER_DAYS = daysFrom("2025-04-07", QUARTER / DAY);
const STEP = 300;

/** Calls that ask for an operator, busier on some days and hours than on others as those of a helpline are; in order. */
function callTimes(seed: string, months: number, random: Random): number[] {
  const times: number[] = [];
  const length = months * MONTH;
  for (let from = 0; from < length; from += QUARTER) {
    const week = shippedWeek("phone");
    const days = freeArrivals({ seed: `${seed} ${from}`, noise: SCENARIOS.base, week, days: QUARTER_DAYS });
    for (const [day, { steps }] of days.entries())
      for (const [step, { count }] of steps.entries())
        for (let call = 0; call < count; call += 1)
          if (random.chance(QUEUE_SHARE)) times.push(from + day * DAY + (step + random.uniform()) * STEP);
  }
  return times.filter((at) => at < length).toSorted((a, b) => a - b);
}

/** First come, first served by as many people as `teamAt` says; by the time at which fates are decided. */
export function queue(options: {
  readonly seed: string;
  readonly months: number;
  readonly teamAt: (at: number) => number;
}): QueuedCall[] {
  const random = createRandom(`${options.seed} queue`);
  let freeAt: number[] = [];
  const calls = callTimes(options.seed, options.months, random).map((at): QueuedCall => {
    const patience = random.exponential(PATIENCE);
    const work = random.duration(WORK) / 1_000;
    const team = options.teamAt(at);
    // Whoever goes off shift finishes first; whoever comes on is free.
    freeAt = freeAt.toSorted((a, b) => a - b);
    while (freeAt.length < team) freeAt.unshift(at);
    freeAt = freeAt.slice(freeAt.length - team);
    const first = freeAt[0];
    const offered = first === undefined ? Infinity : Math.max(0, first - at);
    if (offered > patience) return { decidedAt: at + patience, wait: patience, isAnswered: false };
    freeAt[0] = at + offered + work;
    return { decidedAt: at + offered, wait: offered, isAnswered: true };
  });
  return calls.toSorted((a, b) => a.decidedAt - b.decidedAt);
}

export const hourOfWeek = (at: number): number => Math.floor((at % WEEK) / HOUR);
