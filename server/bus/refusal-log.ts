import type { BusEntry, DecodedEntry } from "#engine/bus-ports.ts";
import type { Logger } from "#engine/ports.ts";

/** Entries that are refused are told in one line an hour at most, with the first reason and never a value. */
const QUIET_MS = 3_600_000;

/** Called for each entry of which anything was refused. */
export function createRefusalLog(
  logger: Logger,
): (entry: BusEntry, refusals: DecodedEntry["refusals"]) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (_entry, refusals) => {
    count += refusals.length;
    const now = performance.now();
    if (now - saidAt < QUIET_MS) return;
    saidAt = now;
    const [first] = refusals;
    logger.warn(
      { refused: count, path: first?.path, reason: first?.reason },
      "events on the bus are refused: do all nodes have the same configuration?",
    );
    count = 0;
  };
}
