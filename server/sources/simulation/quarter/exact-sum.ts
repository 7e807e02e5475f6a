/**
 * Whole numbers of at least 1 in the proportions of `values` that add up to `total`:
 * rounded down, then the largest remainders up. `total` must be at least their number.
 */
export function toExactSum(values: readonly number[], total: number): number[] {
  const scale = total / sum(values);
  const exact = values.map((value) => value * scale);
  const whole = exact.map((value) => Math.max(1, Math.floor(value)));
  const over = (place: number) => (exact[place] ?? 0) - (whole[place] ?? 0);
  const places = values.map((_, place) => place).sort((a, b) => over(b) - over(a));
  let missing = total - sum(whole);
  for (let turn = 0; missing > 0; turn += 1, missing -= 1) add(whole, places[turn % places.length], 1);
  // What had to be raised to 1 is taken back from the largest, which feel it least.
  const largest = [...places].sort((a, b) => (exact[b] ?? 0) - (exact[a] ?? 0));
  for (let turn = 0; missing < 0; turn += 1) {
    const place = largest[turn % largest.length] ?? 0;
    if ((whole[place] ?? 0) <= 1) continue;
    add(whole, place, -1);
    missing += 1;
  }
  return whole;
}

function add(counts: number[], place: number | undefined, by: number): void {
  if (place !== undefined) counts[place] = (counts[place] ?? 0) + by;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
