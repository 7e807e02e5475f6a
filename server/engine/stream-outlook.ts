import { type DayArrivals, STEP_MS } from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { DayExpectation } from "#domain/expectation.ts";
import { Outlook, type OutlookReading, type PastOfStream } from "#domain/outlook.ts";
import type { EpochMs } from "#domain/time.ts";
import { usualBand } from "#domain/usual-band.ts";
import type { OutlookSnapshot } from "#wire/outlook.ts";
import type { TrendChannel } from "#wire/trend.ts";

import { type LearningState, outlookSnapshotOf } from "./outlook-snapshot.ts";

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
}

/** Days of the stream as they are lived. */
export type LivedDays = (channels: readonly Channel[], day: LocalDay, now: EpochMs) => DayArrivals;

/** The outlook of one stream on one day, fed with the steps that are over. */
export class StreamOutlook {
  readonly #learned: LearnedStream;
  readonly #lived: LivedDays;
  readonly #outlook: Outlook;
  /** Steps of today taken in, and how many of them were known. */
  #taken = 0;
  #known = 0;
  #reading: OutlookReading;
  #snapshot: OutlookSnapshot;
  #usual: TrendChannel["usual"] | undefined;

  /** Begins with yesterday, because windows and evidence reach over midnight. */
  constructor(options: {
    readonly learned: LearnedStream;
    readonly lived: LivedDays;
    readonly calendar: Pick<Calendar, "local">;
    readonly now: EpochMs;
  }) {
    const { learned, lived, calendar, now } = options;
    this.#learned = learned;
    this.#lived = lived;
    this.#outlook = new Outlook({ calendar });
    if (learned.yesterday !== null) {
      const { expectation, arrivals } = learned.yesterday;
      this.#outlook.beginDay(expectation, learned.yesterday);
      for (const step of arrivals.steps) this.#outlook.step(step);
    }
    this.#outlook.beginDay(learned.today.expectation, learned.today);
    this.#takeSteps(now);
    this.#reading = this.#outlook.reading();
    this.#snapshot = outlookSnapshotOf(this.#reading, learned);
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

  /** Takes in what is over since the last time. Costs nothing between two marks. */
  advance(now: EpochMs): void {
    const { day } = this.#learned.today.expectation;
    const over = Math.floor((Math.min(now, day.end) - day.start) / STEP_MS);
    if (over <= this.#taken) return;
    this.#takeSteps(now);
    this.#reading = this.#outlook.reading();
    this.#snapshot = outlookSnapshotOf(this.#reading, this.#learned);
  }

  /** Whether more is known by now of the steps taken in than was known then: a source has told of a gap. */
  isOutdated(now: EpochMs): boolean {
    const steps = this.#steps(now).slice(0, this.#taken);
    return steps.filter(({ isKnown }) => isKnown).length > this.#known;
  }

  /** What is usual by the end of each step of today. */
  get usual(): NonNullable<TrendChannel["usual"]> {
    this.#usual ??= usualLine(this.#learned.today.expectation);
    return this.#usual;
  }

  #takeSteps(now: EpochMs): void {
    for (const step of this.#steps(now).slice(this.#taken)) {
      this.#outlook.step(step);
      this.#taken += 1;
      if (step.isKnown) this.#known += 1;
    }
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
