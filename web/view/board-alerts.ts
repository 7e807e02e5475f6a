/**
 * What a wall makes of the alerts of a board: which it shows, which of them leads, and of what
 * the wall says nothing by its own means because an alert speaks for it, or was asked not to.
 */
import type { AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import type { Mood } from "./mood.ts";
import { freshnessOfChannel, type Present } from "./present.ts";

type Kind = AlertSnapshot["reason"]["kind"];

/** By colour, by shape and by word. */
export const SEVERITY_MOOD = {
  info: "information",
  watch: "attention",
  alarm: "alarm",
} as const satisfies Record<AlertSnapshot["severity"], Mood>;

const isActive = ({ status }: AlertSnapshot): boolean => status === "firing" || status === "recovering";

/**
 * The active alerts that nobody asked to be silent: those that fire first, of these the gravest,
 * of these those that nobody has taken on. A known day has its announcement. What is one event is
 * one alert: both channels surge, or only together they do.
 */
export function shownAlerts(alerts: readonly AlertSnapshot[]): readonly AlertSnapshot[] {
  const loud = alerts.filter(
    (alert) =>
      isActive(alert) &&
      alert.silence === null &&
      alert.inhibitedBy === null &&
      alert.reason.kind !== "known-day",
  );
  const surges = loud.filter(({ reason }) => reason.kind === "surge");
  const each = surges.filter(({ channel }) => channel !== null);
  const together = surges.find(({ channel }) => channel === null);
  const isTold =
    together !== undefined && each.length !== 1 && each.every((one) => urgencyOf(together) >= urgencyOf(one));
  const untold = new Set(isTold ? each : [together]);
  return loud
    .filter((alert) => !untold.has(alert))
    .sort(
      (a, b) =>
        urgencyOf(b) - urgencyOf(a) || Number(a.acknowledged !== null) - Number(b.acknowledged !== null),
    );
}

const RANK = { info: 0, watch: 1, alarm: 2 } as const;
const urgencyOf = ({ status, severity }: AlertSnapshot): number =>
  RANK[severity] + (status === "firing" ? 3 : 0);

/** The gravest that fires, of those whose channel may be believed at this moment. */
export function leadingAlert(
  alerts: readonly AlertSnapshot[],
  present: Present,
  house: House,
): AlertSnapshot | null {
  const isTold = ({ status, channel }: AlertSnapshot): boolean =>
    status === "firing" && (channel === null || freshnessOfChannel(present, house, channel).level === "live");
  return shownAlerts(alerts).find(isTold) ?? null;
}

/** The gravest whose cause is over, though not for long enough to say so. */
export const recoveringAlert = (alerts: readonly AlertSnapshot[]): AlertSnapshot | null =>
  shownAlerts(alerts).find(({ status, severity }) => status === "recovering" && severity !== "info") ?? null;

/** The alert of a source that is silent at this moment, whatever the server knew of it last. */
export function isOfSilence({ reason }: AlertSnapshot, present: Present): boolean {
  if (reason.kind !== "source-silent") return false;
  const level = present.sources.get(reason.source)?.freshness.level;
  return level === "late" || level === "stopped";
}

/** Something that asks for somebody goes on, and the wall was asked not to tell. */
export const isSomethingSilenced = (alerts: readonly AlertSnapshot[]): boolean =>
  alerts.some(
    ({ status, silence, reason }) => status === "firing" && silence !== null && reason.kind !== "known-day",
  );

/** Whether an alert speaks for this, or was asked not to. `channel` undefined: of any. */
export function isSpokenFor(
  alerts: readonly AlertSnapshot[],
  kind: Kind,
  channel?: AlertSnapshot["channel"],
): boolean {
  return alerts.some(
    (alert) =>
      isActive(alert) && alert.reason.kind === kind && (channel === undefined || alert.channel === channel),
  );
}

/** The board without the surges and silences that alerts speak for. */
export function withoutAlerts(snapshot: BoardSnapshot): BoardSnapshot {
  const { alerts, together } = snapshot;
  if (!alerts.some(isActive)) return snapshot;
  const channels = snapshot.channels.map((one) => {
    if (one.outlook === null) return one;
    const surge = isSpokenFor(alerts, "surge", one.channel) ? NO_SURGE : one.outlook.surge;
    const tooQuiet = isSpokenFor(alerts, "too-quiet", one.channel) ? null : one.outlook.tooQuiet;
    return { ...one, outlook: { ...one.outlook, surge, tooQuiet } };
  });
  const isSurge = isSpokenFor(alerts, "surge");
  return {
    ...snapshot,
    channels,
    together: together && (isSurge ? { ...together, surge: NO_SURGE } : together),
  };
}

const NO_SURGE = { level: "none", sinceMs: null, reason: null } as const;
