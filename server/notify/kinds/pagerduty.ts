import { hash } from "node:crypto";

import type { AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

import { cutText } from "../cut-text.ts";
import { type Attempt, type Format, isoTime, jsonRequest } from "../format.ts";
import { toldReason } from "../small-counts.ts";
import { alertLine, storyOf } from "../story.ts";
import { USUAL_SEVERITY } from "../usual-severity.ts";
import { WORDS } from "../words/words.ts";

/** Limit of PagerDuty. */
const MAX_SUMMARY = 1_024;

/**
 * PagerDuty Events API v2. An alert is an incident of its own, found again by its
 * `dedup_key`, so that a message of several alerts becomes several events and
 * each may be sent twice without harm. A test opens an incident and closes it.
 */
export function pagerdutyFormat(options: { readonly url: string; readonly routingKey: string }): Format {
  const { url, routingKey } = options;
  return (message, attempt) => {
    const events =
      message.alerts.length === 0
        ? testEvents(message, attempt)
        : message.alerts.flatMap((alert) => eventsOf(alert, message, attempt));
    return events.map((event) => jsonRequest(url, { routing_key: routingKey, ...event }));
  };
}

/** An incident that is not open yet can not be acknowledged. */
function eventsOf(alert: AlertSnapshot, message: NotificationMessage, attempt: Attempt): readonly object[] {
  const event = eventOf(alert, message, attempt);
  return message.cause === "fired" && alert.status !== "resolved" && alert.acknowledged !== null
    ? [eventOf({ ...alert, acknowledged: null }, message, attempt), event]
    : [event];
}

function eventOf(alert: AlertSnapshot, message: NotificationMessage, attempt: Attempt): object {
  const { locale, delayed } = attempt;
  const key = { dedup_key: keyOf(message, alert.fingerprint) };
  if (alert.status === "resolved") return { event_action: "resolve", ...key };
  const mark = message.simulated ? `${WORDS[locale].simulated} ` : "";
  return {
    event_action: alert.acknowledged === null ? "trigger" : "acknowledge",
    ...key,
    client: "Vedetta",
    payload: {
      summary: cutText(`${mark}${message.house}: ${alertLine(alert, message, attempt)}`, MAX_SUMMARY),
      source: alert.source ?? message.house,
      severity: USUAL_SEVERITY[alert.severity],
      timestamp: isoTime(alert.startsAtMs ?? message.atMs),
      component: alert.channel ?? alert.source ?? message.house,
      group: message.house,
      class: alert.rule,
      custom_details: { ...toldReason(alert.reason), simulated: message.simulated, delayed },
    },
  };
}

function testEvents(message: NotificationMessage, attempt: Attempt): readonly object[] {
  const { title, lines } = storyOf(message, attempt);
  const key = { dedup_key: keyOf(message, message.id) };
  const payload = {
    summary: cutText([title, ...lines].join(" "), MAX_SUMMARY),
    source: message.house,
    severity: USUAL_SEVERITY.info,
    timestamp: isoTime(message.atMs),
  };
  return [
    { event_action: "trigger", ...key, client: "Vedetta", payload },
    { event_action: "resolve", ...key },
  ];
}

/** At most 255 characters, the same for every event of an alert. */
const keyOf = ({ house, simulated }: NotificationMessage, name: string): string =>
  `vedetta-${hash("sha256", `${house}|${simulated}|${name}`, "hex")}`;
