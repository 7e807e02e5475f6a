import { type DurationMs, type EpochMs, seconds } from "#domain/time.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

import type { Outbox } from "./alert-ports.ts";
import type { Freshness } from "./delivery-ports.ts";

/** Rules are looked at every five seconds: two looks may be late. */
const RULES_WITHIN = seconds(15);

/**
 * Whether an alert would be noticed and told now: every source was heard, the rules
 * are looked at, no message waits for long, and no receiver refuses messages for good. Lengths are in real time.
 */
export function pipelineFreshness(options: {
  readonly heartbeat: Pick<Heartbeat, "nowMs" | "speed" | "sources">;
  /** When the rules were looked at last; `null`: not yet. */
  readonly lookedAt: EpochMs | null;
  readonly waiting: ReturnType<Outbox["waiting"]>;
  readonly failing: ReturnType<Outbox["failing"]>;
  /** As long as the rules `source-silent` and `undelivered` wait. */
  readonly heardWithin: DurationMs;
  readonly deliveredWithin: DurationMs;
}): Freshness {
  const { heartbeat, lookedAt, waiting, failing, heardWithin, deliveredWithin } = options;
  const { nowMs, speed, sources } = heartbeat;
  if (sources.some(({ ageMs }) => ageMs === null || ageMs > heardWithin))
    return { fresh: false, reason: "source-silent" };
  if (lookedAt === null || nowMs - lookedAt > RULES_WITHIN * speed)
    return { fresh: false, reason: "rules-not-evaluated" };
  if (failing.length > 0) return { fresh: false, reason: "undelivered" };
  if (waiting.some(({ since }) => nowMs - since > deliveredWithin * speed))
    return { fresh: false, reason: "undelivered" };
  return { fresh: true };
}
