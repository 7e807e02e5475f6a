import type { Logger } from "#engine/ports.ts";

const QUIET_MS = 3_600_000;
/** What is told apart; what comes after so many counts as one. */
const MOST_KINDS = 16;

/** `times`: how often it happened at once. */
export type RareWarning = (fields: object, message: string, times?: number) => void;

/**
 * For what anyone who writes to the bus can bring about again and again: one line an hour at most of each
 * kind, by its fields, which says how often it happened since the last, so that nobody fills the disk with it,
 * and one trouble does not hide another.
 */
export function createRareWarning(
  logger: Pick<Logger, "warn">,
  monotonic: () => number = () => performance.now(),
): RareWarning {
  const kinds = new Map<string, { saidAt: number; count: number }>();
  const kindOf = (fields: object): { saidAt: number; count: number } => {
    const name = JSON.stringify(fields);
    const key = kinds.has(name) || kinds.size < MOST_KINDS ? name : "others";
    const kind = kinds.get(key) ?? { saidAt: Number.NEGATIVE_INFINITY, count: 0 };
    kinds.set(key, kind);
    return kind;
  };
  return (fields, message, times = 1) => {
    const kind = kindOf(fields);
    kind.count += times;
    if (monotonic() - kind.saidAt < QUIET_MS) return;
    kind.saidAt = monotonic();
    logger.warn({ ...fields, times: kind.count }, message);
    kind.count = 0;
  };
}
