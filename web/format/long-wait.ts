/**
 * Whoever waits longer than this is a reason to act at once, whatever the rates of
 * the day say: six times the twenty seconds in which contacts should be answered.
 */
export const LONG_WAIT_MS = 120_000;

export const isLongWait = (waitMs: number): boolean => waitMs >= LONG_WAIT_MS;
