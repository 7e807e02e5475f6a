import { hash } from "node:crypto";

import type { AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

import { type Attempt, bearer, type Format, isoTime, jsonRequest } from "../format.ts";
import { alertLine, storyOf } from "../story.ts";
import { USUAL_SEVERITY } from "../usual-severity.ts";
import { WORDS } from "../words/words.ts";

/** How Go writes an instant that has not come. */
const NEVER = "0001-01-01T00:00:00Z";

/**
 * The payload of Alertmanager's own webhooks, version 4, for whatever already takes those. Each
 * alert is a group of its own: who keeps an incident per `groupKey` closes only that one.
 */
export function alertmanagerFormat(options: {
  readonly receiver: string;
  readonly url: string;
  readonly token: string | null;
}): Format {
  return (message, attempt) => {
    const alerts =
      message.alerts.length === 0
        ? [testAlert(message, attempt)]
        : message.alerts.map((alert) => alertOf(alert, message, attempt));
    return alerts.map((alert) =>
      jsonRequest(options.url, bodyOf(alert, message, options.receiver), bearer(options.token)),
    );
  };
}

function bodyOf(alert: AmAlert, { house }: NotificationMessage, receiver: string): object {
  const { status, labels, annotations, fingerprint } = alert;
  return {
    version: "4",
    groupKey: `{}:{house=${JSON.stringify(house)}, fingerprint=${JSON.stringify(fingerprint)}}`,
    truncatedAlerts: 0,
    status,
    receiver,
    groupLabels: { house, fingerprint },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: "",
    alerts: [alert],
  };
}

interface AmAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
  readonly fingerprint: string;
}

function alertOf(alert: AlertSnapshot, message: NotificationMessage, attempt: Attempt): AmAlert {
  const { channel, source, startsAtMs, endsAtMs, reason } = alert;
  const { title, resolved } = WORDS[attempt.locale];
  const isResolved = alert.status === "resolved";
  return {
    status: isResolved ? "resolved" : "firing",
    labels: {
      alertname: alert.rule,
      severity: USUAL_SEVERITY[alert.severity],
      house: message.house,
      ...(channel === null ? {} : { channel }),
      ...(source === null ? {} : { source }),
      ...(reason.kind === "undelivered" ? { receiver: reason.receiver } : {}),
      ...simulatedLabel(message),
    },
    annotations: {
      summary: `${isResolved ? `${resolved}: ` : ""}${title[reason.kind]}`,
      description: alertLine(alert, message, attempt),
      ...(attempt.delayed ? { delayed: "true" } : {}),
    },
    startsAt: isoTime(startsAtMs ?? alert.pendingSinceMs),
    endsAt: endsAtMs === null ? NEVER : isoTime(endsAtMs),
    generatorURL: "",
    fingerprint: shortHash(alert.fingerprint),
  };
}

/** A test has no alert, and such a payload must have one. */
function testAlert(message: NotificationMessage, attempt: Attempt): AmAlert {
  const { title, lines } = storyOf(message, attempt);
  return {
    status: "firing",
    labels: {
      alertname: "VedettaTest",
      severity: USUAL_SEVERITY.info,
      house: message.house,
      ...simulatedLabel(message),
    },
    annotations: { summary: title, description: lines.join("\n") },
    startsAt: isoTime(message.atMs),
    endsAt: NEVER,
    generatorURL: "",
    fingerprint: shortHash(message.id),
  };
}

const simulatedLabel = ({ simulated }: NotificationMessage): Readonly<Record<string, string>> =>
  simulated ? { simulated: "true" } : {};

/** Fingerprints of Alertmanager are 64 bits. */
const shortHash = (text: string): string => hash("sha256", text, "hex").slice(0, 16);
