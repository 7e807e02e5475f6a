import type { Logger } from "#engine/ports.ts";

import type { RejectedEvent } from "./receive-batch.ts";

/** Told after every request; `producer` is the source or sources it spoke for. */
export type RefusalLog = (producer: string, rejected: readonly RejectedEvent[]) => void;

/** One line when a producer begins to send what is refused and one when it has stopped, never one per event. */
export function createRefusalLog(logger: Logger): RefusalLog {
  const refused = new Set<string>();
  return (producer, rejected) => {
    if (rejected.length === 0) {
      if (refused.delete(producer))
        logger.info({ source: producer }, "events of this source are accepted again");
      return;
    }
    if (refused.has(producer)) return;
    refused.add(producer);
    const first = rejected[0];
    logger.warn(
      { source: producer, rejected: rejected.length, path: first?.path, reason: first?.reason },
      "events of this source are refused",
    );
  };
}
