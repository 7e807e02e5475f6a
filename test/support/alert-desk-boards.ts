/** What the page of alerts is told, for browser and view tests. All figures and names are invented. */
import type { DeliverySnapshot } from "#wire/alert.ts";

import {
  acknowledgedBy,
  alertOf,
  callRate,
  chatRate,
  fewOperators,
  nobodyAnswers,
  silencedBy,
  silentPbx,
  undelivered,
} from "./alert-boards.ts";
import { NOW_MS } from "./boards.ts";
import type { AlertDeskScript } from "./fake-alert-desk.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ago = (minutes: number): number => NOW_MS - minutes * MINUTE_MS;

const delivery = (
  about: Partial<DeliverySnapshot> & Pick<DeliverySnapshot, "id" | "receiver">,
): DeliverySnapshot => ({
  cause: "fired",
  about: [chatRate],
  state: "delivered",
  attempts: 1,
  createdAtMs: ago(4),
  atMs: ago(4),
  lastError: null,
  ...about,
});

const earlier = (minutes: number, length: number, alert: typeof chatRate): typeof chatRate => ({
  ...alert,
  status: "resolved",
  pendingSinceMs: ago(minutes),
  startsAtMs: ago(minutes),
  endsAtMs: ago(minutes - length),
});

/** Several alerts, one taken on, one silenced, one that says nothing; two receivers, one in trouble. */
export const busyDesk = (): AlertDeskScript => ({
  alerts: {
    active: [
      nobodyAnswers,
      chatRate,
      silentPbx,
      acknowledgedBy(fewOperators),
      silencedBy(undelivered),
      { ...callRate, inhibitedBy: silentPbx.fingerprint },
      {
        ...alertOf(
          {
            fingerprint: "too-quiet/chat",
            severity: "watch",
            reason: { kind: "too-quiet", channel: "chat", sinceMs: ago(130), expected: 9.6 },
          },
          1,
        ),
        status: "pending",
        startsAtMs: null,
      },
    ],
    past: [
      earlier(180, 95, chatRate),
      earlier(26 * 60, 40, fewOperators),
      earlier(3 * 24 * 60, 12, silentPbx),
    ],
    silences: [
      {
        id: "silence-1",
        fingerprint: "undelivered/ntfy",
        rule: null,
        channel: null,
        by: "Anna",
        why: "campagna in radio",
        fromMs: ago(30),
        untilMs: NOW_MS + 90 * MINUTE_MS,
      },
      {
        id: "silence-2",
        fingerprint: null,
        rule: "surge",
        channel: "chat",
        by: "Marta",
        why: "prova dei sistemi",
        fromMs: ago(10),
        untilMs: NOW_MS + DAY_MS - 10 * MINUTE_MS,
      },
    ],
  },
  deliveries: {
    receivers: [
      {
        receiver: "ntfy",
        kind: "ntfy",
        severities: ["alarm"],
        disabledSinceMs: null,
        waiting: 1,
        waitingSinceMs: ago(6),
      },
      {
        receiver: "mail",
        kind: "email",
        severities: ["watch", "alarm"],
        disabledSinceMs: null,
        waiting: 0,
        waitingSinceMs: null,
      },
      {
        receiver: "old-team",
        kind: "slack",
        severities: ["alarm"],
        disabledSinceMs: NOW_MS - 2 * DAY_MS,
        waiting: 0,
        waitingSinceMs: null,
      },
      {
        receiver: "pager",
        kind: null,
        severities: [],
        disabledSinceMs: null,
        waiting: 0,
        waitingSinceMs: null,
      },
    ],
    deliveries: [
      delivery({
        id: "m-9",
        receiver: "ntfy",
        state: "waiting",
        attempts: 4,
        createdAtMs: ago(6),
        atMs: NOW_MS + 2 * MINUTE_MS,
        lastError: "timeout",
      }),
      delivery({ id: "m-8", receiver: "mail" }),
      delivery({
        id: "m-7",
        receiver: "ntfy",
        cause: "escalated",
        about: [fewOperators, silentPbx],
        state: "dead",
        attempts: 1,
        createdAtMs: ago(200),
        atMs: ago(200),
        lastError: "http-403",
      }),
      delivery({
        id: "m-6b",
        receiver: "pager",
        state: "dead",
        attempts: 1,
        createdAtMs: ago(210),
        atMs: ago(205),
        lastError: "receiver-removed",
      }),
      ...Array.from({ length: 11 }, (_, at) =>
        delivery({
          id: `m-${6 - at}`,
          receiver: "mail",
          cause: "repeated",
          createdAtMs: ago(260 + 60 * at),
          atMs: ago(260 + 60 * at),
        }),
      ),
    ],
  },
});

/** Nothing goes on, and nobody is told of anything. */
export const quietDesk = (): AlertDeskScript => ({
  alerts: { active: [], past: [], silences: [] },
  deliveries: { receivers: [], deliveries: [] },
});
