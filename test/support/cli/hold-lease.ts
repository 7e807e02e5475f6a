/** Holds a lease until it is killed: `node hold-lease.ts URL KEY`. Writes a line when it has it and when not. */
import { ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { systemClock } from "#platform/clock.ts";
import { startLease } from "#bus/redis-lease.ts";

import { connectRig } from "../bus-rig.ts";

const [url = "", key = ""] = process.argv.slice(2);
const { bus } = connectRig({ after: () => undefined }, { url }, { node: "killed" });
const lease = startLease({
  bus,
  key,
  holder: "killed",
  duty: "duty",
  clock: systemClock,
  monotonic: () => performance.now(),
  logger: createLogger("silent"),
  periods: { life: ms(3_000), renew: ms(500), alone: ms(2_000) },
});
let wasHeld = false;
setInterval(() => {
  const isHeld = lease.isHeld();
  if (isHeld !== wasHeld) process.stdout.write(isHeld ? "held\n" : "lost\n");
  wasHeld = isHeld;
}, 2);
