/** One local day of one stream as it goes: what has come and what is still expected, from midnight to midnight. */
import {
  HOURS_A_DAY,
  type ArrivalStep,
  STEP_MS,
  STEPS_AN_HOUR,
  stepStart,
  weekStepsOf,
} from "./arrival-steps.ts";
import type { Calendar } from "./calendar.ts";
import type { DayExpectation } from "./expectation.ts";
import type { WindowCount } from "./surge.ts";
import { type DurationMs, type EpochMs, epochMs, ms } from "./time.ts";

/** What has come since midnight; only steps that were seen count, on both sides. */
export interface SoFar extends WindowCount {
  /** Every contact that was counted, also in steps that were not seen whole. */
  readonly counted: number;
  /** Of the same weekday without what the calendar says. */
  readonly ordinary: number;
  /** When the first step was seen, if that is later than midnight; else `null`. */
  readonly seenSince: EpochMs | null;
  /** How long of the day up to now was not seen. */
  readonly unseen: DurationMs;
}

/** Contacts of a whole day. */
export interface DayTotals {
  readonly expected: number;
  /** Of the same weekday without what the calendar says. */
  readonly ordinary: number;
}

export class OutlookDay {
  readonly expectation: DayExpectation;
  /** Whether the calendar knows this day as another than its weekday. */
  readonly isKnownDay: boolean;
  /** Squared coefficient of variation of the day's expectation, each step weighing as much as it expects. */
  readonly variance: number;
  readonly totals: DayTotals;
  /** Expected contacts of all steps before each one; one more than there are steps. */
  readonly #before: Float64Array;
  readonly #clockHours: Uint8Array;
  #over = 0;
  #seen = 0;
  #firstSeen: number | null = null;
  #count = 0;
  #counted = 0;
  #expected = 0;
  #ordinary = 0;
  #weighted = 0;

  constructor(expectation: DayExpectation, calendar: Pick<Calendar, "local">) {
    const { day, ordinary, expected, extraVariance } = expectation;
    this.expectation = expectation;
    this.isKnownDay = expected.some((contacts, index) => contacts !== ordinary[index]);
    this.#before = new Float64Array(expected.length + 1);
    let [weighted, total] = [0, 0];
    for (const [index, contacts] of expected.entries()) {
      total += contacts;
      this.#before[index + 1] = total;
      weighted += contacts * (extraVariance[index] ?? 0);
    }
    this.totals = { expected: total, ordinary: ordinary.reduce((sum, contacts) => sum + contacts, 0) };
    this.variance = total > 0 ? weighted / total : 0;
    this.#clockHours = Uint8Array.from(
      weekStepsOf(day, calendar),
      (place) => (place / STEPS_AN_HOUR) % HOURS_A_DAY,
    );
  }

  /** How many steps the day has. */
  get length(): number {
    return this.expectation.expected.length;
  }

  /** How many of them are over. */
  get over(): number {
    return this.#over;
  }

  /** The end of the last step that is over. */
  get now(): EpochMs {
    const { start, end } = this.expectation.day;
    return epochMs(Math.min(end, start + this.#over * STEP_MS));
  }

  /** The hour that the clock on the wall shows now; 23 when the day is over. */
  get clockHour(): number {
    return this.#clockHours[Math.min(this.#over, this.length - 1)] ?? 0;
  }

  /** The next step is over. */
  step({ count, isKnown }: ArrivalStep): void {
    const index = this.#over;
    this.#over += 1;
    this.#counted += count;
    if (!isKnown) return;
    const { ordinary, expected, extraVariance } = this.expectation;
    const contacts = expected[index] ?? 0;
    this.#firstSeen ??= index;
    this.#seen += 1;
    this.#count += count;
    this.#expected += contacts;
    this.#ordinary += ordinary[index] ?? 0;
    this.#weighted += contacts * (extraVariance[index] ?? 0);
  }

  soFar(): SoFar {
    const first = this.#firstSeen ?? this.#over;
    return {
      count: this.#count,
      counted: this.#counted,
      expected: this.#expected,
      ordinary: this.#ordinary,
      extraVariance: this.#expected > 0 ? this.#weighted / this.#expected : 0,
      seenSince: first === 0 ? null : stepStart(this.expectation.day, first),
      unseen: ms((this.#over - this.#seen) * STEP_MS),
    };
  }

  /**
   * Expected of the steps that were not seen beyond what was counted in them (of several
   * sources one may have told), when the day runs at `ratio` times the expected.
   */
  missingAt(ratio: number): number {
    const unseen = (this.#before[this.#over] ?? 0) - this.#expected;
    const counted = this.#counted - this.#count;
    return Math.max(0, ratio > 0 ? unseen - counted / ratio : 0);
  }

  /** Expected from now until the step `index` begins. */
  expectedUntil(index: number): number {
    return (this.#before[Math.min(index, this.length)] ?? 0) - (this.#before[this.#over] ?? 0);
  }

  /**
   * Expected of the coming hour. Of the last hour before midnight the part that is left
   * speaks for all of it; `null` when the day is over.
   */
  nextHour(): number | null {
    const steps = Math.min(STEPS_AN_HOUR, this.length - this.#over);
    return steps === 0 ? null : (this.expectedUntil(this.#over + steps) / steps) * STEPS_AN_HOUR;
  }
}
