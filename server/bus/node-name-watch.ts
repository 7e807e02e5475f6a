/** Whether another process calls itself by the name of this node: then lines of the log and of `CLIENT LIST` mislead. */
import { ms } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";

import { every } from "./every.ts";
import { LEASE_PERIODS, type LeaseOptions, type RunningLease, startLease } from "./redis-lease.ts";

export interface NodeNameWatchOptions extends Omit<LeaseOptions, "duty"> {
  readonly node: string;
  readonly isUp: () => boolean;
}

/** Of a run before this one the name is free again within the life of a lease. */
export function watchNodeName(options: NodeNameWatchOptions): Pick<RunningLease, "close"> {
  const { node, clock, logger, isUp, periods = LEASE_PERIODS } = options;
  const quiet: Logger = { ...logger, info: () => undefined };
  const lease = startLease({ ...options, duty: "name", logger: quiet });
  let isTaken = false;
  const cancel = every(clock, ms(periods.life + 2 * periods.renew), () => {
    const wasTaken = isTaken;
    isTaken = isUp() && !lease.isHeld();
    if (isTaken && !wasTaken)
      logger.error(
        { node },
        "another process runs under the name of this node: give each its own by VEDETTA_NODE",
      );
    else if (wasTaken && lease.isHeld()) logger.info({ node }, "this node has its name for itself again");
  });
  return {
    async close() {
      cancel();
      await lease.close();
    },
  };
}
