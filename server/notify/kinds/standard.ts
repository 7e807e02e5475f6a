import { createHmac } from "node:crypto";

import type { AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

import { type Attempt, type Format, isoTime, jsonRequest } from "../format.ts";
import { toldReason } from "../small-counts.ts";
import { alertLine, storyOf } from "../story.ts";
import { type Locale, WORDS } from "../words/words.ts";

/** Standard Webhooks 1.0 recommends less than 20 kB. */
const MAX_BODY_BYTES = 20_000;

/**
 * Signed JSON as Standard Webhooks 1.0 says, https://www.standardwebhooks.com: `webhook-id` stays the
 * same over retries, `webhook-timestamp` is that of the attempt, and there is a signature for each secret.
 */
export function standardFormat(options: {
  readonly url: string;
  /** `whsec_` and base64; two while one is being changed for another. */
  readonly secrets: readonly string[];
}): Format {
  const keys = options.secrets.map((secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
  return (message, attempt) => {
    const body = JSON.stringify(bodyWithin(message, attempt));
    const timestamp = String(Math.floor(attempt.at / 1_000));
    const signed = `${message.id}.${timestamp}.${body}`;
    const signatures = keys.map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    const headers = {
      "webhook-id": message.id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatures.join(" "),
    };
    return [{ ...jsonRequest(options.url, {}, headers), body }];
  };
}

/** As many alerts as fit, the gravest first; `truncatedAlerts` tells how many did not. */
function bodyWithin(message: NotificationMessage, attempt: Attempt): object {
  const alerts = message.alerts.map((alert) => alertData(alert, message, attempt));
  let room = MAX_BODY_BYTES - sizeOf(bodyOf(message, attempt, [])) - ROOM_FOR_A_NUMBER;
  const fitting = alerts.findIndex((alert) => {
    room -= sizeOf(alert) + 1;
    return room <= 0;
  });
  return bodyOf(message, attempt, fitting === -1 ? alerts : alerts.slice(0, fitting));
}

/** `truncatedAlerts` may get longer. */
const ROOM_FOR_A_NUMBER = 8;
const sizeOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

function bodyOf(message: NotificationMessage, { delayed }: Attempt, alerts: readonly object[]): object {
  return {
    type: `alert.${message.cause}`,
    timestamp: isoTime(message.atMs),
    data: {
      house: message.house,
      timeZone: message.timeZone,
      simulated: message.simulated,
      delayed,
      title: perLocale(localesOf(message), (locale) => storyOf(message, { locale, delayed }).title),
      alerts,
      truncatedAlerts: message.alerts.length - alerts.length,
    },
  };
}

/** Who acknowledged or silenced an alert stays in the house. */
function alertData(alert: AlertSnapshot, message: NotificationMessage, attempt: Attempt): object {
  return {
    fingerprint: alert.fingerprint,
    rule: alert.rule,
    severity: alert.severity,
    status: alert.status,
    channel: alert.channel,
    source: alert.source,
    startsAt: alert.startsAtMs === null ? null : isoTime(alert.startsAtMs),
    endsAt: alert.endsAtMs === null ? null : isoTime(alert.endsAtMs),
    acknowledged: alert.acknowledged !== null,
    reason: toldReason(alert.reason),
    text: perLocale(localesOf(message), (locale) => alertLine(alert, message, { ...attempt, locale })),
  };
}

const localesOf = ({ locales }: NotificationMessage): readonly Locale[] =>
  locales.filter((locale): locale is Locale => Object.hasOwn(WORDS, locale));

const perLocale = (
  locales: readonly Locale[],
  textOf: (locale: Locale) => string,
): Readonly<Record<string, string>> => Object.fromEntries(locales.map((locale) => [locale, textOf(locale)]));
