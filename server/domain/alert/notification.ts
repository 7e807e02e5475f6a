/** Which alerts receivers are told of, and why. Data only: nothing is sent here. */
import { type DurationMs, ms } from "#domain/time.ts";

import type { AlertState } from "./alert-state.ts";
import { byGravity, isGraver, SEVERITIES, type Severity } from "./severity.ts";

/** In this order they go out, those of one severity together. */
export const TELLING_CAUSES = ["fired", "escalated", "repeated", "resolved"] as const;
export type TellingCause = (typeof TELLING_CAUSES)[number];

/** Alerts of one severity that are told together. */
export interface Telling {
  readonly cause: TellingCause;
  /** The present one; of resolved alerts the gravest that was told. */
  readonly severity: Severity;
  readonly alerts: readonly AlertState[];
}

export type RepeatRule = Readonly<Record<Severity, DurationMs | null>>;

/**
 * Why an alert is to be told now; `null`: it is not.
 *
 * Silenced or inhibited it is not told, and what is still the case when that ends is told
 * then. Acknowledged it is not repeated. While it recovers nothing is said: either it comes
 * back, which is no news, or it is resolved. A severity that falls and rises again within one
 * alert is told once.
 */
export function causeOf(
  alert: AlertState,
  { isMuted, repeat }: { readonly isMuted: boolean; readonly repeat: RepeatRule },
): TellingCause | null {
  if (alert.status !== "firing" || isMuted) return null;
  const told = gravestTold(alert);
  if (told === null) return "fired";
  if (isGraver(alert.severity, told)) return "escalated";
  const every = repeat[alert.severity];
  return every !== null && alert.acknowledged === null && alert.toldFor >= every ? "repeated" : null;
}

/** The alert as one of which receivers have just been told. */
export const asTold = (alert: AlertState, cause: TellingCause): AlertState => ({
  ...alert,
  told: SEVERITIES.filter((one) => one === alert.severity || alert.told.includes(one)),
  toldFor: ms(0),
  repeats: cause === "repeated" ? alert.repeats + 1 : alert.repeats,
});

/**
 * Whether the end of an alert is told: to those who were told that it fired, muted or not, so
 * that nobody waits for an end that has come. The end of an `info` is no news.
 */
export const isEndTold = (alert: AlertState): boolean => isGraver(gravestTold(alert), "info");

/** The gravest severity that receivers were told; `null`: nothing was told. */
const gravestTold = ({ told }: AlertState): Severity | null => told.at(-1) ?? null;

/** Groups what is told by cause and severity, the gravest first within each cause. */
export function tellingsOf(
  told: readonly { readonly cause: TellingCause; readonly alert: AlertState }[],
): readonly Telling[] {
  const groups = Map.groupBy(told, ({ cause, alert }) => `${cause}/${severityTold(cause, alert)}`);
  const tellings = [...groups.values()].flatMap((group): Telling[] => {
    const [first] = group;
    if (first === undefined) return [];
    const alerts = group.map(({ alert }) => alert).toSorted(byFingerprint);
    return [{ cause: first.cause, severity: severityTold(first.cause, first.alert), alerts }];
  });
  return tellings.toSorted(
    (a, b) =>
      byGravity(a.severity, b.severity) || TELLING_CAUSES.indexOf(a.cause) - TELLING_CAUSES.indexOf(b.cause),
  );
}

const severityTold = (cause: TellingCause, alert: AlertState): Severity =>
  cause === "resolved" ? (gravestTold(alert) ?? alert.severity) : alert.severity;

/**
 * What of a telling is news to a receiver of these severities: the alerts that have one of
 * them, and of those that ended all of which it was told. To whom nothing was told of an alert
 * that has become graver it has fired now.
 */
export function newsFor(telling: Telling, severities: readonly Severity[]): readonly Telling[] {
  const { cause, severity, alerts } = telling;
  const wasTold = ({ told }: AlertState): boolean => told.some((one) => severities.includes(one));
  if (cause === "resolved") return withAlerts(telling, cause, alerts.filter(wasTold));
  if (!severities.includes(severity)) return [];
  if (cause !== "escalated") return [telling];
  const knewBefore = ({ told }: AlertState): boolean =>
    told.some((one) => one !== severity && severities.includes(one));
  return [
    ...withAlerts(
      telling,
      "fired",
      alerts.filter((alert) => !knewBefore(alert)),
    ),
    ...withAlerts(telling, cause, alerts.filter(knewBefore)),
  ];
}

const withAlerts = (
  telling: Telling,
  cause: TellingCause,
  alerts: readonly AlertState[],
): readonly Telling[] => (alerts.length === 0 ? [] : [{ ...telling, cause, alerts }]);

const byFingerprint = (a: AlertState, b: AlertState): number => (a.fingerprint < b.fingerprint ? -1 : 1);
