/** Bands of four hours, as the report prints them. */
const BAND_HOURS = 4;
const SWEEPS = 200;

/**
 * Hourly counts from the counts of consecutive four-hour bands of a cyclic week:
 * a monotone cubic spline through the cumulative counts. No hour is negative and
 * the four hours of a band add up to it.
 */
export function hourlyProfile(bands: readonly number[]): number[] {
  const slopes = knotSlopes(bands);
  return bands.flatMap((total, i) => {
    const from = at(slopes, i);
    const to = at(slopes, i + 1);
    const cumulative = (u: number) =>
      total * (3 * u ** 2 - 2 * u ** 3) + from * (u ** 3 - 2 * u ** 2 + u) + to * (u ** 3 - u ** 2);
    return Array.from(
      { length: BAND_HOURS },
      (_, hour) => cumulative((hour + 1) / BAND_HOURS) - cumulative(hour / BAND_HOURS),
    );
  });
}

/** Slopes of the cyclic cubic spline at the start of each band, limited as Hyman (1983) does so that it never falls. */
function knotSlopes(bands: readonly number[]): number[] {
  const slopes = bands.map((total, i) => (at(bands, i - 1) + total) / 2);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (let i = 0; i < slopes.length; i += 1)
      slopes[i] = (3 * (at(bands, i - 1) + at(bands, i)) - at(slopes, i - 1) - at(slopes, i + 1)) / 4;
  return slopes.map((slope, i) => Math.min(Math.max(slope, 0), 3 * Math.min(at(bands, i - 1), at(bands, i))));
}

const at = (values: readonly number[], index: number): number =>
  values[(index + values.length) % values.length] ?? 0;
