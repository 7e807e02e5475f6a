import { STEP_MINUTES } from "./arrival-steps.ts";

/** Evaluations in a row at a level before it holds. */
const RAISE_AFTER = 2;
/** Evaluations in a row, half an hour, below the lower limit of a level before it is given up. */
const LOWER_AFTER = 30 / STEP_MINUTES;
/** A level is given up below this share of its threshold: without the gap it would flicker. */
const LOWER_LIMIT = 0.8;

/** Where a level stands, apart from what led to it. */
export interface LevelStanding {
  readonly level: number;
  readonly raised: readonly number[];
  readonly lowered: number;
}

/**
 * The level that a figure has reached and not given up: reached after two steps at it, and
 * given up, one at a time, after half an hour below 0.8 of where it begins. 0 is none.
 */
export class HeldLevel {
  #thresholds: readonly number[];
  #raised: number[];
  #lowered = 0;
  #level = 0;

  /** Where each level above none begins. Ascending. */
  constructor(thresholds: readonly number[]) {
    this.#thresholds = thresholds;
    this.#raised = thresholds.map(() => 0);
  }

  get level(): number {
    return this.#level;
  }

  /** The level stays; the next steps are held against these, as many as before. */
  adopt(thresholds: readonly number[]): void {
    this.#thresholds = thresholds;
  }

  standing(): LevelStanding {
    return { level: this.#level, raised: [...this.#raised], lowered: this.#lowered };
  }

  /** Goes on from where another one of as many thresholds stood. */
  resume({ level, raised, lowered }: LevelStanding): void {
    this.#level = level;
    this.#raised = [...raised];
    this.#lowered = lowered;
  }

  /** Five minutes are over. */
  step(figure: number): void {
    let target = 0;
    for (let index = 0; index < this.#thresholds.length; index += 1) {
      const raised = figure >= (this.#thresholds[index] ?? 0) ? (this.#raised[index] ?? 0) + 1 : 0;
      this.#raised[index] = raised;
      if (raised >= RAISE_AFTER) target = index + 1;
    }
    if (target > this.#level) {
      this.#level = target;
      this.#lowered = 0;
    } else if (this.#level > 0 && figure < LOWER_LIMIT * (this.#thresholds[this.#level - 1] ?? 0)) {
      this.#lowered += 1;
      if (this.#lowered < LOWER_AFTER) return;
      this.#level -= 1;
      this.#lowered = 0;
    } else {
      this.#lowered = 0;
    }
  }
}
