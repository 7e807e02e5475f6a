/**
 * The life of one alert: inactive -> pending -> firing -> recovering -> resolved.
 *
 * Lengths of time are counted, not subtracted from the clock: each step says how long it is
 * since the one before, as lived. So a step of the clock, a change to summer time or an hour
 * in which the program did not run neither fires an alert nor resolves one.
 */
import type { Channel, SourceId } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, ms } from "#domain/time.ts";

import type { Judgement } from "./judgement.ts";
import type { AlertReason } from "./reason.ts";
import { isGraver, SEVERITIES, type Severity } from "./severity.ts";
import type { Watch } from "./watches.ts";

/** For each severity how long it has been reached without a break; `null`: it is not. */
export type HeldFor = Readonly<Record<Severity, DurationMs | null>>;

/** An alert that is not inactive. Plain data: saved as it is. */
export interface AlertState {
  readonly fingerprint: string;
  readonly rule: string;
  readonly channel: Channel | null;
  readonly source: SourceId | null;
  readonly status: "pending" | "firing" | "recovering";
  /** While pending the one it will fire with. */
  readonly severity: Severity;
  readonly pendingSince: EpochMs;
  /** When it fired; `null` while pending. */
  readonly startsAt: EpochMs | null;
  readonly heldFor: HeldFor;
  /** How long its severity has been no longer the case; `null`: it is. */
  readonly clearFor: DurationMs | null;
  readonly reason: AlertReason;
  /** Who takes care of it, at the severity that it had then. */
  readonly acknowledged: { readonly by: string; readonly at: EpochMs; readonly severity: Severity } | null;
  /** The severities that receivers were told, ascending. */
  readonly told: readonly Severity[];
  /** How long ago they were told last. */
  readonly toldFor: DurationMs;
  /** How often it was told again. */
  readonly repeats: number;
}

/** Somebody takes care of it; `null`: nobody does any more. */
export const withAcknowledgement = (alert: AlertState, by: string | null, at: EpochMs): AlertState => ({
  ...alert,
  acknowledged: by === null ? null : { by, at, severity: alert.severity },
});

/** One look: its instant, and how much time was lived since the one before. */
export interface Tick {
  readonly now: EpochMs;
  readonly lived: DurationMs;
}

/** What becomes of an alert. `ended`: it was firing, and is resolved now. */
export interface AlertStep {
  readonly state: AlertState | null;
  readonly ended: AlertState | null;
}

const NOTHING: AlertStep = { state: null, ended: null };

/** One look further. Without data everything stays, clocks too, but for the time since receivers were told. */
export function stepAlert(
  before: AlertState | null,
  watch: Pick<Watch, "fingerprint" | "rule" | "channel" | "source">,
  judgement: Judgement,
  tick: Tick,
): AlertStep {
  const aged = before === null ? null : { ...before, toldFor: ms(before.toldFor + tick.lived) };
  if (judgement.kind === "no-data") return { state: aged, ended: null };
  const heldFor = heldNow(aged, judgement, tick);
  const reached = SEVERITIES.findLast((severity) => (heldFor[severity] ?? -1) >= judgement.hold) ?? null;
  if (aged !== null && aged.status !== "pending")
    return stepFiring(
      { ...aged, heldFor, reason: judgement.reason ?? aged.reason },
      reached,
      judgement,
      tick,
    );
  const reason = judgement.reason ?? aged?.reason;
  if (judgement.raised === null || reason === undefined) return NOTHING;
  const { fingerprint, rule, channel, source } = watch;
  const state: AlertState = {
    fingerprint,
    rule,
    channel,
    source,
    status: reached === null ? "pending" : "firing",
    severity: reached ?? judgement.raised,
    pendingSince: aged?.pendingSince ?? tick.now,
    startsAt: reached === null ? null : tick.now,
    heldFor,
    clearFor: null,
    reason,
    acknowledged: null,
    told: [],
    toldFor: ms(0),
    repeats: 0,
  };
  return { state, ended: null };
}

/** A graver severity is taken at once, acknowledged or not; a lesser one after its clearing time. */
function stepFiring(
  alert: AlertState,
  reached: Severity | null,
  { kept, clear }: Extract<Judgement, { readonly kind: "judged" }>,
  { lived }: Tick,
): AlertStep {
  const firing = { ...alert, status: "firing", clearFor: null } as const;
  if (reached !== null && isGraver(reached, alert.severity))
    return {
      state: { ...firing, severity: reached, acknowledged: acknowledgedAs(alert, reached) },
      ended: null,
    };
  if (!isGraver(alert.severity, kept)) return { state: firing, ended: null };
  const clearFor = ms(alert.clearFor === null ? 0 : alert.clearFor + lived);
  if (clearFor < clear)
    return { state: { ...alert, status: kept === null ? "recovering" : "firing", clearFor }, ended: null };
  return kept === null
    ? { state: null, ended: { ...alert, clearFor } }
    : { state: { ...firing, severity: kept }, ended: null };
}

/** Who acknowledged a lesser severity has said nothing of this one. */
const acknowledgedAs = ({ acknowledged }: AlertState, severity: Severity): AlertState["acknowledged"] =>
  acknowledged !== null && isGraver(severity, acknowledged.severity) ? null : acknowledged;

/** Counts no further than is asked for, so that an alert that fires on is the same as before. */
function heldNow(
  before: AlertState | null,
  { raised, hold }: Extract<Judgement, { readonly kind: "judged" }>,
  { lived }: Tick,
): HeldFor {
  const held = (severity: Severity): DurationMs | null => {
    if (isGraver(severity, raised)) return null;
    const until = before?.heldFor[severity] ?? null;
    return ms(until === null ? 0 : Math.min(hold, until + lived));
  };
  return { info: held("info"), watch: held("watch"), alarm: held("alarm") };
}
