/** Gauss-Seidel on this diagonal system halves the error at least; 60 sweeps leave none that a double can hold. */
const SWEEPS = 60;

/**
 * Consecutive bands of a cyclic week, each split into `parts` of the same length: a cubic
 * spline through the cumulative counts, whose slopes are limited so that it never falls
 * (Hyman, 1983). No part is negative, and the parts of a band add up to it.
 */
export function spreadBands(bands: readonly number[], parts: number): number[] {
  const slopes = slopesOf(bands);
  return bands.flatMap((total, band) => {
    const before = cumulative(total, at(slopes, band), at(slopes, band + 1));
    return Array.from({ length: parts }, (_, part) => before((part + 1) / parts) - before(part / parts));
  });
}

/** The week goes round. */
const at = (values: readonly number[], index: number): number =>
  values[(index + values.length) % values.length] ?? 0;

/** Contacts of a band up to the part `u` of it, given the slopes at its ends (cubic Hermite). */
const cumulative = (total: number, from: number, to: number) => (u: number) =>
  total * (3 * u ** 2 - 2 * u ** 3) + from * (u ** 3 - 2 * u ** 2 + u) + to * (u ** 3 - u ** 2);

/** Slopes at the beginning of each band. */
function slopesOf(bands: readonly number[]): number[] {
  const slopes = bands.map((total, i) => (at(bands, i - 1) + total) / 2);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (let i = 0; i < slopes.length; i += 1)
      slopes[i] = (3 * (at(bands, i - 1) + at(bands, i)) - at(slopes, i - 1) - at(slopes, i + 1)) / 4;
  return slopes.map((slope, i) => Math.min(Math.max(slope, 0), 3 * Math.min(at(bands, i - 1), at(bands, i))));
}
