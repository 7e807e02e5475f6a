/** Boards with alerts, for browser and view tests. All figures and names are invented. */
import type { AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { missed } from "./boards.ts";
import { eve, extreme, ordinaryDay, surge, understaffed } from "./usual-boards.ts";

const MINUTE_MS = 60_000;
const NOW_MS = ordinaryDay.asOfMs;

type About = Pick<AlertSnapshot, "fingerprint" | "severity" | "reason"> & Partial<AlertSnapshot>;

/** An alert that has been firing for some minutes. */
export function alertOf(about: About, minutesAgo: number, nowMs = NOW_MS): AlertSnapshot {
  const { reason, fingerprint } = about;
  return {
    rule: fingerprint.split("/")[0] ?? "",
    status: "firing",
    channel: "channel" in reason ? reason.channel : null,
    source: reason.kind === "source-silent" ? reason.source : null,
    pendingSinceMs: nowMs - minutesAgo * MINUTE_MS,
    startsAtMs: nowMs - minutesAgo * MINUTE_MS,
    endsAtMs: null,
    acknowledged: null,
    silence: null,
    inhibitedBy: null,
    ...about,
  };
}

const HOURS_4_MS = 4 * 60 * MINUTE_MS;

export const chatRate = alertOf(
  {
    fingerprint: "rate-falls/chat/20s",
    severity: "alarm",
    reason: {
      kind: "rate-falls",
      channel: "chat",
      thresholdMs: 20_000,
      value: 0.61,
      n: 41,
      target: 0.81,
      windowMs: HOURS_4_MS,
      badProbability: 0.983,
    },
  },
  25,
);
export const callRate = alertOf(
  {
    fingerprint: "rate-falls/phone/answered",
    severity: "watch",
    reason: {
      kind: "rate-falls",
      channel: "phone",
      thresholdMs: null,
      value: 0.714,
      n: 56,
      target: 0.846,
      windowMs: HOURS_4_MS,
      badProbability: 0.93,
    },
  },
  42,
);
export const fewOperators = alertOf(
  {
    fingerprint: "understaffed/phone",
    severity: "watch",
    reason: { kind: "understaffed", channel: "phone", onLine: 8, needed: 10 },
  },
  12,
);
export const nobodyAnswers = alertOf(
  {
    fingerprint: "nobody-answers/phone",
    severity: "alarm",
    reason: {
      kind: "nobody-answers",
      channel: "phone",
      lostInARow: 4,
      sinceMs: NOW_MS - 26 * MINUTE_MS,
    },
  },
  4,
);
export const silentPbx = alertOf(
  {
    fingerprint: "source-silent/pbx",
    severity: "alarm",
    reason: { kind: "source-silent", source: "pbx", sinceMs: NOW_MS - 7 * MINUTE_MS },
  },
  6,
);
export const undelivered = alertOf(
  {
    fingerprint: "undelivered/ntfy",
    severity: "watch",
    reason: {
      kind: "undelivered",
      receiver: "ntfy",
      sinceMs: NOW_MS - 6 * MINUTE_MS,
      waiting: 1,
      givenUp: 0,
    },
  },
  1,
);
const surgeOf = (
  channel: "phone" | "chat" | null,
  severity: AlertSnapshot["severity"],
  ratio: number,
  { asOfMs }: BoardSnapshot,
): AlertSnapshot =>
  alertOf(
    {
      fingerprint: `surge/${channel ?? "together"}`,
      severity,
      reason: {
        kind: "surge",
        channel,
        level: severity === "alarm" ? "extreme" : "surge",
        ratio,
        lowerBound: ratio * 0.8,
        windowMs: 60 * MINUTE_MS,
      },
    },
    27,
    asOfMs,
  );

export const acknowledgedBy = (alert: AlertSnapshot, by = "Anna"): AlertSnapshot => ({
  ...alert,
  acknowledged: { by, atMs: NOW_MS - 2 * MINUTE_MS },
});
export const silencedBy = (alert: AlertSnapshot, by = "Anna"): AlertSnapshot => ({
  ...alert,
  silence: { id: "silence-1", by, why: "campagna in radio", untilMs: NOW_MS + 90 * MINUTE_MS },
});

export const withAlerts = (board: BoardSnapshot, ...alerts: readonly AlertSnapshot[]): BoardSnapshot => ({
  ...board,
  alerts,
});

/** Answers to chats have fallen for sure. */
export const alarm = withAlerts(missed, chatRate);
/** Two operators are missing, and nothing else is wrong. */
export const watch = withAlerts(understaffed, fewOperators);
/** More than any strip has room for. */
export const many = withAlerts(understaffed, nobodyAnswers, chatRate, fewOperators, callRate, undelivered);
/** On the eve of a great day, which keeps its place. */
export const onTheEve = withAlerts(eve, fewOperators, undelivered);
export const acknowledged = withAlerts(understaffed, acknowledgedBy(fewOperators), undelivered);
export const silenced = withAlerts(understaffed, silencedBy(fewOperators));
export const inhibited = withAlerts(ordinaryDay, silentPbx, {
  ...callRate,
  inhibitedBy: silentPbx.fingerprint,
});
export const stuck = withAlerts(ordinaryDay, undelivered);
export const pending = withAlerts(ordinaryDay, { ...fewOperators, status: "pending", startsAtMs: null });
export const recovering = withAlerts(ordinaryDay, { ...fewOperators, status: "recovering" });
/** A surge of calls, and only of calls. */
export const surging = withAlerts(
  surge,
  surgeOf("phone", "watch", 2.13, surge),
  surgeOf(null, "watch", 2, surge),
);
/** Both channels surge: one event, one alert. */
export const surgingTogether = withAlerts(
  extreme,
  surgeOf("phone", "alarm", 4.24, extreme),
  surgeOf("chat", "alarm", 5.1, extreme),
  surgeOf(null, "alarm", 4.43, extreme),
);
/** Somebody asked not to be told of the surge of calls. */
export const surgeSilenced = withAlerts(surge, silencedBy(surgeOf("phone", "watch", 2.13, surge)));
