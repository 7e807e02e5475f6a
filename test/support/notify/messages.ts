/** Alerts and messages as receivers are told of them. */
import type { AlertReason, AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

/** Five past two in the afternoon in Rome, on a Wednesday of November. */
export const NOON_MS = Date.UTC(2026, 10, 25, 13, 5);
const MINUTE_MS = 60_000;

/** A reason of each kind, with counts that may be told. */
export const REASONS: { readonly [K in AlertReason["kind"]]: Extract<AlertReason, { kind: K }> } = {
  "rate-falls": {
    kind: "rate-falls",
    channel: "chat",
    thresholdMs: 20_000,
    value: 0.625,
    n: 24,
    target: 0.81,
    windowMs: 4 * 60 * MINUTE_MS,
    badProbability: 0.98,
  },
  understaffed: { kind: "understaffed", channel: "phone", onLine: 3, needed: 5 },
  "nobody-answers": {
    kind: "nobody-answers",
    channel: "phone",
    lostInARow: 4,
    sinceMs: NOON_MS - 25 * MINUTE_MS,
  },
  surge: {
    kind: "surge",
    channel: null,
    level: "surge",
    ratio: 2.34,
    lowerBound: 1.8,
    windowMs: 60 * MINUTE_MS,
  },
  "known-day": {
    kind: "known-day",
    name: { it: "25 novembre", en: "25 November" },
    when: "today",
    times: 2.5,
    lastTime: [
      { channel: "phone", count: 790 },
      { channel: "chat", count: 130 },
    ],
  },
  "source-silent": { kind: "source-silent", source: "pbx", sinceMs: NOON_MS - 2 * MINUTE_MS },
  "too-quiet": { kind: "too-quiet", channel: "phone", sinceMs: NOON_MS - 55 * MINUTE_MS, expected: 12.4 },
  undelivered: {
    kind: "undelivered",
    receiver: "team-chat",
    sinceMs: NOON_MS - 6 * MINUTE_MS,
    waiting: 3,
    givenUp: 0,
  },
};

/** The same with counts of which one could recognise somebody. */
export const SMALL_REASONS: readonly AlertReason[] = [
  { ...REASONS["rate-falls"], n: 2, value: 0.5 },
  { ...REASONS.understaffed, onLine: 1 },
  { ...REASONS["nobody-answers"], lostInARow: 2 },
  {
    ...REASONS["known-day"],
    lastTime: [
      { channel: "phone", count: 2 },
      { channel: "chat", count: 1 },
    ],
  },
];

export function alertOf(reason: AlertReason, changes: Partial<AlertSnapshot> = {}): AlertSnapshot {
  const channel = "channel" in reason ? reason.channel : null;
  return {
    fingerprint: `${reason.kind}/${channel ?? "house"}`,
    rule: reason.kind,
    severity: "alarm",
    status: "firing",
    channel,
    source: reason.kind === "source-silent" ? reason.source : null,
    pendingSinceMs: NOON_MS - 10 * MINUTE_MS,
    startsAtMs: NOON_MS,
    endsAtMs: null,
    reason,
    acknowledged: null,
    silence: null,
    inhibitedBy: null,
    ...changes,
  };
}

export const resolvedOf = (reason: AlertReason): AlertSnapshot =>
  alertOf(reason, { status: "resolved", endsAtMs: NOON_MS + 65 * MINUTE_MS });

export function messageOf(changes: Partial<NotificationMessage> = {}): NotificationMessage {
  return {
    id: "msg_2f5c8a",
    cause: "fired",
    house: "1522",
    locales: ["it", "en"],
    timeZone: "Europe/Rome",
    atMs: NOON_MS,
    simulated: false,
    alerts: [alertOf(REASONS["rate-falls"])],
    ...changes,
  };
}
