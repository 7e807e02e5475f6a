/**
 * Seeded random numbers: the same seed gives the same numbers on every machine.
 * Give each purpose a generator of its own, so that a change in one does not shift the others.
 */
import type { Spread } from "#config/baseline-schema.ts";
import { type DurationMs, ms } from "#domain/time.ts";

export interface Random {
  /** 0 <= u < 1. */
  uniform(): number;
  between(min: number, max: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  exponential(mean: number): number;
  /** A count; `mean` small, as in a few minutes of a helpline. */
  poisson(mean: number): number;
  duration(spread: Spread): DurationMs;
  chance(share: number): boolean;
  /** One of `items`, by weight. `undefined` when there is none with a weight. */
  pick<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined;
}

export function createRandom(seed: string): Random {
  const uniform = sfc32(...hashOf(seed));
  // 1 - u is never 0, so its logarithm is finite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    between: (min, max) => min + (max - min) * uniform(),
    normal,
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    poisson(mean) {
      let count = 0;
      for (let rest = Math.exp(-mean), product = uniform(); product > rest; product *= uniform()) count += 1;
      return count;
    },
    duration({ mean, cv, min, max }) {
      const variance = Math.log(1 + cv * cv);
      const seconds = mean * Math.exp(Math.sqrt(variance) * normal() - variance / 2);
      return ms(Math.round(1_000 * Math.min(Math.max(seconds, min), max)));
    },
    chance: (share) => uniform() < share,
    pick(items, weightOf) {
      let rest = uniform() * items.reduce((total, item) => total + weightOf(item), 0);
      return items.find((item) => (rest -= weightOf(item)) < 0);
    },
  };
}

/** The first numbers after seeding still resemble the seed. */
const WARM_UP_ROUNDS = 15;

/** Small Fast Counting generator of 32 bits (C. Doty-Humphrey, PractRand). */
function sfc32(seedA: number, seedB: number, seedC: number, seedD: number): () => number {
  let [a, b, c, counter] = [seedA, seedB, seedC, seedD];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next();
  return next;
}

/** 128 bits of a text (cyrb128): neighbouring seeds such as two dates give unrelated numbers. */
function hashOf(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  const all = h1 ^ h2 ^ h3 ^ h4;
  return [all >>> 0, (h2 ^ all) >>> 0, (h3 ^ all) >>> 0, (h4 ^ all) >>> 0];
}
