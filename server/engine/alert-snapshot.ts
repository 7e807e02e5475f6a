import type { AlertState } from "#domain/alert/alert-state.ts";
import type { Silence } from "#domain/alert/silence.ts";
import type { EpochMs } from "#domain/time.ts";
import type { AlertSnapshot } from "#wire/alert.ts";

/** An alert as walls and receivers get it. `endedAt`: it is resolved since then. */
export function alertSnapshotOf(
  alert: AlertState,
  beside: {
    readonly silence: Silence | null;
    readonly inhibitedBy: string | null;
    readonly endedAt?: EpochMs;
  },
): AlertSnapshot {
  const { acknowledged } = alert;
  const { silence, inhibitedBy, endedAt } = beside;
  return {
    fingerprint: alert.fingerprint,
    rule: alert.rule,
    severity: alert.severity,
    status: endedAt === undefined ? alert.status : "resolved",
    channel: alert.channel,
    source: alert.source,
    pendingSinceMs: alert.pendingSince,
    startsAtMs: alert.startsAt,
    endsAtMs: endedAt ?? null,
    reason: alert.reason,
    acknowledged: acknowledged === null ? null : { by: acknowledged.by, atMs: acknowledged.at },
    silence:
      silence === null ? null : { id: silence.id, by: silence.by, why: silence.why, untilMs: silence.until },
    inhibitedBy,
  };
}
