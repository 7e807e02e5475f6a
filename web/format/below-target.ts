/** One-sided 90 % of the normal distribution. */
const Z_90 = 1.2816;
/** Of fewer contacts a rate says nothing: the interval of two unlucky ones does not reach any target. */
const FEWEST = 10;

/**
 * True when a rate lies clearly below its target: it is that of ten contacts at least, and the
 * upper end of its one-sided 90 % Wilson interval does not reach the target. Three unlucky
 * contacts in a quiet night are no reason to colour a wall.
 */
export function isClearlyBelow(rate: number | null, n: number, target: number): boolean {
  if (rate === null || n < FEWEST) return false;
  const z2 = Z_90 * Z_90;
  const centre = rate + z2 / (2 * n);
  const spread = Z_90 * Math.sqrt((rate * (1 - rate)) / n + z2 / (4 * n * n));
  return (centre + spread) / (1 + z2 / n) < target;
}
