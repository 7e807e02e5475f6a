const FIRST_CEILING_MS = 1_000;
const LAST_CEILING_MS = 30_000;

/**
 * Wait before the next attempt: full jitter under a ceiling that doubles from 1 s
 * to 30 s, so that a hundred walls do not return together. `chance` is in [0, 1).
 */
export function backoffMs(failures: number, chance: number): number {
  const ceiling = Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** Math.max(0, failures - 1));
  return chance * ceiling;
}
