/** Draws of a seeded random number, for days made by chance. */
export interface Chance {
  is(probability: number): boolean;
  /** A whole number from `from` up to, not including, `to`. */
  between(from: number, to: number): number;
  of<T>(values: readonly T[]): T;
}

export function chanceOf(random: () => number): Chance {
  const between = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  return {
    is: (probability) => random() < probability,
    between,
    of: (values) => {
      const value = values[between(0, values.length)];
      if (value === undefined) throw new Error("there is nothing to draw from");
      return value;
    },
  };
}
