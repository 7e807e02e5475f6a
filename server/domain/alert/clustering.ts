/** Contacts that arrived within four hours: how many count, and how many of them as they should. */
export interface RateBlock {
  /** Which four hours of the day: each has a rate of its own, so that a bad night is no cluster. */
  readonly band: number;
  readonly n: number;
  readonly met: number;
}

/** As far as the correlation is believed: less is chance, more is a fault that lasted for weeks. */
const LEAST = 0.02;
const MOST = 0.1;
/** Two weeks of blocks with more than one contact. */
const LEAST_BLOCKS = 14 * 6;

/**
 * How much the fates of contacts within a block hang together (rho). The design effect is the
 * variance of what was met over the one that contacts on their own would have, each block
 * against the rate of its band:
 *
 *   D = sum (met - n p)^2 / sum n p (1 - p),   rho = (D - 1) / (mean n - 1), from 0.02 to 0.10.
 *
 * `null`: too little is known, or nothing was ever missed.
 */
export function clusteringOf(blocks: readonly RateBlock[]): number | null {
  const counted = blocks.filter(({ n }) => n > 1);
  if (counted.length < LEAST_BLOCKS) return null;
  let [squares, expected, contacts] = [0, 0, 0];
  for (const band of Map.groupBy(counted, (block) => block.band).values()) {
    const n = band.reduce((sum, block) => sum + block.n, 0);
    const rate = band.reduce((sum, block) => sum + block.met, 0) / n;
    contacts += n;
    expected += n * rate * (1 - rate);
    for (const block of band) squares += (block.met - block.n * rate) ** 2;
  }
  if (expected === 0) return null;
  const correlation = (squares / expected - 1) / (contacts / counted.length - 1);
  return Math.min(MOST, Math.max(LEAST, correlation));
}
