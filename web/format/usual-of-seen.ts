import type { TrendChannel } from "#wire/trend.ts";

import type { Gap } from "./trend-line.ts";

type Usual = NonNullable<TrendChannel["usual"]>;

/**
 * What is usual by the end of each step, counting on its side too only what was seen: over
 * a gap it stays level. How wide it is follows from how much is expected.
 */
export function usualOfSeen(usual: Usual, gaps: readonly Gap[]): Usual {
  if (gaps.length === 0) return usual;
  const { expected, low, high } = usual;
  const seen = { expected: [] as number[], low: [] as number[], high: [] as number[] };
  let sum = 0;
  let alike = 0;
  for (const [step, byThen] of expected.entries()) {
    const isSeen = !gaps.some(([from, to]) => step >= from && step < to);
    if (isSeen) sum += byThen - (expected[step - 1] ?? 0);
    // The step by whose end as much is usual on a day that is seen whole.
    while (alike < step && (expected[alike] ?? 0) < sum) alike += 1;
    const shift = sum - (expected[alike] ?? 0);
    seen.expected.push(sum);
    seen.low.push(sum === 0 ? 0 : Math.max(0, (low[alike] ?? 0) + shift));
    seen.high.push(sum === 0 ? 0 : Math.max(0, (high[alike] ?? 0) + shift));
  }
  return seen;
}
