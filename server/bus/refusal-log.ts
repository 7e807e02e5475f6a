import type { BusEntry, DecodedEntry } from "#engine/bus-ports.ts";
import type { Logger } from "#engine/ports.ts";

import { createRareWarning } from "./rare-warning.ts";

/** Called for each entry of which anything was refused. Tells the first reason, and never a value. */
export function createRefusalLog(
  logger: Logger,
): (entry: BusEntry, refusals: DecodedEntry["refusals"]) => void {
  const warn = createRareWarning(logger);
  return (_entry, refusals) => {
    const [first] = refusals;
    warn(
      { path: first?.path, reason: first?.reason },
      "events on the bus are refused: do all nodes have the same configuration?",
      refusals.length,
    );
  };
}
