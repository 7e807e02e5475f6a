import type { Logger } from "#engine/ports.ts";

const QUIET_MS = 3_600_000;

/** `times`: how often it happened at once. */
export type RareWarning = (fields: object, message: string, times?: number) => void;

/**
 * For what anyone who writes to the bus can bring about again and again: one line an hour at most,
 * which says how often it happened since the last, so that nobody fills the disk with it.
 */
export function createRareWarning(
  logger: Pick<Logger, "warn">,
  monotonic: () => number = () => performance.now(),
): RareWarning {
  let saidAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (fields, message, times = 1) => {
    count += times;
    if (monotonic() - saidAt < QUIET_MS) return;
    saidAt = monotonic();
    logger.warn({ ...fields, times: count }, message);
    count = 0;
  };
}
