import { type EpochMs, minutes, seconds } from "#domain/time.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

import type { Outbox } from "./alert-ports.ts";
import type { Freshness } from "./delivery-ports.ts";

/** As long as the rule `source-silent` waits. */
const SOURCE_HEARD_WITHIN = seconds(60);
/** Rules are looked at every five seconds: two looks may be late. */
const RULES_WITHIN = seconds(15);
/** A message older than this says that somebody cannot be told. */
const DELIVERED_WITHIN = minutes(5);

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
}): Freshness {
  const { heartbeat, lookedAt, waiting, failing } = options;
  const { nowMs, speed, sources } = heartbeat;
  if (sources.some(({ ageMs }) => ageMs === null || ageMs > SOURCE_HEARD_WITHIN))
    return { fresh: false, reason: "source-silent" };
  if (lookedAt === null || nowMs - lookedAt > RULES_WITHIN * speed)
    return { fresh: false, reason: "rules-not-evaluated" };
  if (failing.length > 0) return { fresh: false, reason: "undelivered" };
  if (waiting.some(({ since }) => nowMs - since > DELIVERED_WITHIN * speed))
    return { fresh: false, reason: "undelivered" };
  return { fresh: true };
}
