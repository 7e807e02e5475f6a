/** Draws that keep a total: what is spread adds up, what is taken is as many as were asked for. */
import type { Random } from "../random.ts";

/** Draws indexes, each with a chance in proportion to its weight; one weight at least must be positive. */
export function indexDraw(weights: readonly number[], random: Random): () => number {
  let sum = 0;
  const upTo = weights.map((weight) => (sum += weight));
  return () => {
    const mark = random.uniform() * sum;
    let [low, high] = [0, weights.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** `total` things, each put into one place by weight (multinomial). The counts add up to `total`. */
export function spread(total: number, weights: readonly number[], random: Random): number[] {
  const counts = weights.map(() => 0);
  const draw = indexDraw(weights, random);
  for (let left = total; left > 0; left -= 1) add(counts, draw(), 1);
  return counts;
}

/** The same where no place holds more than its limit; the limits must hold `total` together. */
export function spreadWithin(options: {
  readonly total: number;
  readonly weights: readonly number[];
  readonly limits: readonly number[];
  readonly random: Random;
}): number[] {
  const { weights, limits, random } = options;
  const counts = weights.map(() => 0);
  for (let left = options.total; left > 0;) {
    const open = weights.map((weight, place) => ((counts[place] ?? 0) < (limits[place] ?? 0) ? weight : 0));
    const draw = indexDraw(open, random);
    // The limits change only when a place is full.
    for (let isOpen = true; isOpen && left > 0; left -= 1) {
      const place = draw();
      add(counts, place, 1);
      isOpen = (counts[place] ?? 0) < (limits[place] ?? 0);
    }
  }
  return counts;
}

/**
 * `count` different items, one with twice the weight about twice as likely: the
 * first to come of exponential times (Efraimidis and Spirakis, 2006). All of them when there are no more.
 */
export function take<T>(
  items: readonly T[],
  count: number,
  weightOf: (item: T) => number,
  random: Random,
): Set<T> {
  const races = items.map((item) => ({ item, time: random.exponential(1 / weightOf(item)) }));
  races.sort((a, b) => a.time - b.time);
  return new Set(races.slice(0, count).map(({ item }) => item));
}

function add(counts: number[], place: number, by: number): void {
  counts[place] = (counts[place] ?? 0) + by;
}
