/** Takes in what third parties put on the bus, with a fault: `node take-incoming-faulty.ts URL`. */
import { takeIncoming } from "#bus/incoming.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";

import { connectRig } from "../bus-rig.ts";

const { bus } = connectRig({ after: () => undefined }, { url: process.argv[2] ?? "" });
takeIncoming({
  reader: bus.openReader("incoming"),
  names: sharedNamesOf("vedetta"),
  longest: 100,
  lease: { isHeld: () => true },
  receive: () => Promise.reject(new TypeError("a fault of the program")),
  clock: systemClock,
  logger: createLogger("silent"),
});
