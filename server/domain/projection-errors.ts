import { HOURS_A_DAY } from "./arrival-steps.ts";
import { conformalScore, type Interval, type PastErrors } from "./projection.ts";

/** Ordinary days whose errors are remembered: eight weeks. */
const REMEMBERED_DAYS = 56;

/** What was said at one full hour of the clock of where the day would end. */
export interface SaidAt {
  readonly clockHour: number;
  /** Before past errors widened or narrowed it. */
  readonly plain: Interval;
}

interface Miss {
  readonly clockHour: number;
  readonly score: number | null;
  /** |projected - came| / came; `null` when nothing came. */
  readonly error: number | null;
}

/** How far the projections of one stream missed, hour by hour, on its last 56 ordinary days. */
export class ProjectionErrors {
  #days: (readonly Miss[])[] = [];

  /**
   * An ordinary day is over that was seen whole and on which `came` contacts came. An hour
   * that happens twice has missed twice.
   */
  add(said: readonly SaidAt[], came: number): void {
    this.#days.push(
      said.map(({ clockHour, plain }) => ({
        clockHour,
        score: conformalScore(plain, came),
        error: came > 0 ? Math.abs(plain.total - came) / came : null,
      })),
    );
    if (this.#days.length > REMEMBERED_DAYS) this.#days.shift();
  }

  past(): PastErrors {
    const scores: number[][] = Array.from({ length: HOURS_A_DAY }, () => []);
    const errors: number[][] = Array.from({ length: HOURS_A_DAY }, () => []);
    for (const { clockHour, score, error } of this.#days.flat()) {
      if (score !== null) scores[clockHour]?.push(score);
      if (error !== null) errors[clockHour]?.push(error);
    }
    return { scores, meanError: errors.map(meanOf) };
  }
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
