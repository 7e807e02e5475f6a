import { type ArrivalStep, type DayArrivals, STEPS_AN_HOUR } from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { DayExpectation } from "#domain/expectation.ts";
import { Outlook, type OutlookReading, type PastOfStream } from "#domain/outlook.ts";
import { elapsed, type EpochMs, hours } from "#domain/time.ts";
import type { SurgeStanding } from "#domain/surge.ts";
import { usualBand } from "#domain/usual-band.ts";
import { type PastStays, usualPresent } from "#domain/usual-present.ts";
import type { OutlookSnapshot, UsualPresentSnapshot } from "#wire/outlook.ts";
import type { TrendChannel } from "#wire/trend.ts";

import { type LearningState, outlookSnapshotOf, presentSnapshotOf } from "./outlook-snapshot.ts";

/** What was known of a day when it began. */
export interface DayBeginning extends PastOfStream {
  readonly expectation: DayExpectation;
}

/** What a stream had learned by the midnight that began today. */
export interface LearnedStream extends LearningState {
  readonly channels: readonly Channel[];
  /** How it began and what came; `null`: nothing was usual yet. */
  readonly yesterday: (DayBeginning & { readonly arrivals: DayArrivals }) | null;
  readonly today: DayBeginning;
  /** How the surge stood at that midnight. */
  readonly standing: SurgeStanding;
}

/** Days of the stream as they are lived. */
export type LivedDays = (channels: readonly Channel[], day: LocalDay, now: EpochMs) => DayArrivals;

/**
 * The outlook of one stream on one day, fed with the steps that are over. A source may tell
 * late of a step that was taken in already, or of a gap, and a clock may be set back: the day
 * is then gone through again, which takes a few milliseconds.
 */
export class StreamOutlook {
  readonly #learned: LearnedStream;
  readonly #lived: LivedDays;
  readonly #calendar: Pick<Calendar, "local">;
  #outlook: Outlook;
  /** Steps of today as they were taken in. */
  #taken: ArrivalStep[] = [];
  #reading: OutlookReading;
  #snapshot: OutlookSnapshot;
  #usual: TrendChannel["usual"] | undefined;

  constructor(options: {
    readonly learned: LearnedStream;
    readonly lived: LivedDays;
    readonly calendar: Pick<Calendar, "local">;
    readonly now: EpochMs;
  }) {
    const { learned, lived, calendar, now } = options;
    this.#learned = learned;
    this.#lived = lived;
    this.#calendar = calendar;
    this.#outlook = this.#begin();
    this.#take(this.#steps(now));
    this.#reading = this.#outlook.reading();
    this.#snapshot = this.#tell();
  }

  get channels(): readonly Channel[] {
    return this.#learned.channels;
  }

  get reading(): OutlookReading {
    return this.#reading;
  }

  get snapshot(): OutlookSnapshot {
    return this.#snapshot;
  }

  /** Takes in what is over since the last time, and what is known better by now. True when anything was. */
  advance(now: EpochMs): boolean {
    const steps = this.#steps(now);
    const isAsTaken = this.#isAsTaken(steps);
    if (isAsTaken && steps.length === this.#taken.length) return false;
    if (!isAsTaken) {
      this.#outlook = this.#begin();
      this.#taken = [];
    }
    this.#take(steps.slice(this.#taken.length));
    this.#reading = this.#outlook.reading();
    this.#snapshot = this.#tell();
    return true;
  }

  /** How many wait and talk in this hour of an ordinary day; `null`: it is not known how long contacts stay. */
  usualPresent(now: EpochMs, stays: PastStays | null): UsualPresentSnapshot | null {
    if (stays === null) return null;
    const { day, ordinary } = this.#learned.today.expectation;
    const first = Math.floor(elapsed(day.start, now) / hours(1)) * STEPS_AN_HOUR;
    const hour = ordinary.slice(first, first + STEPS_AN_HOUR);
    return presentSnapshotOf(
      usualPresent(
        hour.reduce((total, contacts) => total + contacts, 0),
        stays,
      ),
    );
  }

  /** What is usual by the end of each step of today. */
  get usual(): NonNullable<TrendChannel["usual"]> {
    this.#usual ??= usualLine(this.#learned.today.expectation);
    return this.#usual;
  }

  /** As it was at midnight. Begins with yesterday, because windows and evidence reach over midnight; levels reach further. */
  #begin(): Outlook {
    const { yesterday, today, standing } = this.#learned;
    const outlook = new Outlook({ calendar: this.#calendar });
    if (yesterday !== null) {
      outlook.beginDay(yesterday.expectation, yesterday);
      for (const step of yesterday.arrivals.steps) outlook.step(step);
    }
    outlook.beginDay(today.expectation, today);
    outlook.resume(standing);
    return outlook;
  }

  #isAsTaken(steps: DayArrivals["steps"]): boolean {
    if (steps.length < this.#taken.length) return false;
    return this.#taken.every(({ count, isKnown }, index) => {
      const step = steps[index];
      return step !== undefined && step.count === count && step.isKnown === isKnown;
    });
  }

  #take(steps: DayArrivals["steps"]): void {
    for (const step of steps) {
      this.#outlook.step(step);
      this.#taken.push(step);
    }
  }

  #tell(): OutlookSnapshot {
    return outlookSnapshotOf(this.#reading, this.#learned, this.channels.length === 1);
  }

  #steps(now: EpochMs): DayArrivals["steps"] {
    return this.#lived(this.#learned.channels, this.#learned.today.expectation.day, now).steps;
  }
}

/** The ordinary expectation, summed up, with its usual range: on a great day the page shows how far above it lies. */
function usualLine({ ordinary, ordinaryVariance }: DayExpectation): NonNullable<TrendChannel["usual"]> {
  const line = { expected: [] as number[], low: [] as number[], high: [] as number[] };
  let sum = 0;
  for (const contacts of ordinary) {
    sum += contacts;
    const { low, high } = usualBand(sum, ordinaryVariance);
    line.expected.push(Math.round(sum * 10) / 10);
    line.low.push(low);
    line.high.push(high);
  }
  return line;
}
