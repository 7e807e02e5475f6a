import { type DayArrivals, HOURS_A_DAY, STEPS_AN_HOUR, weekStepsOf } from "./arrival-steps.ts";
import type { Calendar } from "./calendar.ts";
import type { Channel } from "./contact-event.ts";
import type { DayEffect, DayExpectation } from "./expectation.ts";
import type { KnownBlock, KnownDay, SpecialDay } from "./known-days.ts";
import type { PriorWeek } from "./usual-week.ts";

/** A block of which less was seen teaches nothing. */
const LEAST_SEEN = 0.5;

/** One channel of a stream, with what was usual before the house had a history, if that is known. */
export interface StreamPart {
  readonly channel: Channel;
  readonly prior: PriorWeek | null;
}

/**
 * How many times the ordinary the known days bring in one stream, block by block: what the
 * calendar says, and after each occurrence the mean of that and of what came,
 * `m <- (m + N / M) / 2`, with `M` what an ordinary day would have brought. A stream of more
 * than one channel begins with the mean of its channels, weighted by their contacts in the
 * block's hours where the prior tells them.
 */
export class KnownDayTimes {
  readonly #parts: readonly StreamPart[];
  readonly #learned = new Map<string, readonly number[]>();

  constructor(parts: readonly StreamPart[]) {
    this.#parts = parts;
  }

  /** One number for each block of the entry. */
  of(entry: KnownDay): readonly number[] {
    return this.#learned.get(entry.id) ?? entry.blocks.map((block) => writtenTimes(block, this.#parts));
  }

  effectOf(special: SpecialDay): DayEffect {
    if (special.type === "holiday") return { times: everyHour(1), spread: everyHour(special.spread) };
    const { entry } = special;
    const times = everyHour(1);
    const spread = everyHour(0);
    for (const [index, { from, to }] of entry.blocks.entries()) {
      times.fill(this.of(entry)[index] ?? 1, from, to);
      spread.fill(entry.spread, from, to);
    }
    return { times, spread };
  }

  /** The day is over. Only steps that are known count, on both sides. */
  learn(
    entry: KnownDay,
    arrivals: DayArrivals,
    ordinary: DayExpectation["ordinary"],
    calendar: Calendar,
  ): void {
    const hours = weekStepsOf(arrivals.day, calendar).map(
      (place) => Math.floor(place / STEPS_AN_HOUR) % HOURS_A_DAY,
    );
    const learned = this.of(entry).map((times, index) => {
      const block = entry.blocks[index];
      const seen = block === undefined ? null : seenRatio(block, arrivals, ordinary, hours);
      return seen === null ? times : (times + seen) / 2;
    });
    this.#learned.set(entry.id, learned);
  }
}

/** Contacts of a block / ordinary ones; `null` when too little of it was seen, or nothing is ordinary. */
function seenRatio(
  { from, to }: KnownBlock,
  { steps }: DayArrivals,
  ordinary: Float64Array,
  hours: Uint16Array,
): number | null {
  let [all, known, count, expected] = [0, 0, 0, 0];
  for (const [index, hour] of hours.entries()) {
    if (hour < from || hour >= to) continue;
    all += 1;
    const step = steps[index];
    if (step?.isKnown !== true) continue;
    known += 1;
    count += step.count;
    expected += ordinary[index] ?? 0;
  }
  return known < LEAST_SEEN * all || expected <= 0 ? null : count / expected;
}

function writtenTimes(block: KnownBlock, parts: readonly StreamPart[]): number {
  const volumes = parts.map(({ prior }) => (prior === null ? null : volumeOf(prior, block)));
  const isKnown = volumes.every((volume) => volume !== null) && volumes.some((volume) => volume > 0);
  let [weighted, weights] = [0, 0];
  for (const [index, { channel }] of parts.entries()) {
    const weight = isKnown ? (volumes[index] ?? 0) : 1;
    weighted += weight * (block.times[channel] ?? 1);
    weights += weight;
  }
  return weights > 0 ? weighted / weights : 1;
}

/** Contacts of a week in the block's hours. */
const volumeOf = (prior: PriorWeek, { from, to }: KnownBlock): number =>
  prior.flatMap((day) => day.slice(from, to)).reduce((total, contacts) => total + contacts, 0);

const everyHour = (value: number): number[] => Array.from({ length: HOURS_A_DAY }, () => value);
