import type { AlertState } from "#domain/alert/alert-state.ts";
import { messageId } from "#domain/alert/message-id.ts";
import { newsFor, type Telling } from "#domain/alert/notification.ts";
import type { Severity } from "#domain/alert/severity.ts";
import type { EpochMs } from "#domain/time.ts";
import type { AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

import type { OutboxEntry } from "./alert-ports.ts";

/** Who is told, of which severities. */
export interface AlertReceiver {
  readonly id: string;
  readonly severities: readonly Severity[];
  /** It keeps incidents that somebody takes on, so it is told at once when somebody has. */
  readonly hearsAcknowledgements: boolean;
}

/** What every message says of its house. */
export type MessageHead = Pick<NotificationMessage, "house" | "locales" | "timeZone" | "simulated">;

interface MessageOptions {
  readonly receivers: readonly AlertReceiver[];
  readonly head: MessageHead;
  readonly now: EpochMs;
  /** Whom an alert is about is not told of it. */
  readonly isAbout: (alert: AlertState, receiver: string) => boolean;
  readonly snapshotOf: (alert: AlertState) => AlertSnapshot;
}

/** Messages for each telling and receiver, in their order. */
export function messagesOf(tellings: readonly Telling[], options: MessageOptions): readonly OutboxEntry[] {
  const { receivers, head, now, isAbout, snapshotOf } = options;
  return tellings.flatMap((telling) =>
    receivers.flatMap(({ id: receiver, severities }) =>
      newsFor(telling, severities).flatMap((news): OutboxEntry[] => {
        const alerts = news.alerts.filter((alert) => !isAbout(alert, receiver));
        if (alerts.length === 0) return [];
        const message = {
          ...head,
          id: messageId({ ...news, alerts }, receiver),
          cause: news.cause,
          atMs: now,
          alerts: alerts.map((alert) => withoutNames(snapshotOf(alert))),
        };
        return [{ receiver, message }];
      }),
    ),
  );
}

/** That somebody takes care of an alert, for those who were told of it. One message for each time. */
export function acknowledgementsOf(alert: AlertState, options: MessageOptions): readonly OutboxEntry[] {
  const { receivers, head, now, isAbout, snapshotOf } = options;
  const hears = ({ id, severities, hearsAcknowledgements }: AlertReceiver): boolean =>
    hearsAcknowledgements && !isAbout(alert, id) && alert.told.some((one) => severities.includes(one));
  return receivers.filter(hears).map(({ id: receiver }) => ({
    receiver,
    message: {
      ...head,
      id: messageId({ cause: `acknowledged ${now}`, severity: alert.severity, alerts: [alert] }, receiver),
      cause: "acknowledged",
      atMs: now,
      alerts: [withoutNames(snapshotOf(alert))],
    },
  }));
}

/** Who takes care of it, or silenced it and why, stays with the alert itself: messages are kept for a month. */
const withoutNames = (alert: AlertSnapshot): AlertSnapshot => ({
  ...alert,
  acknowledged: alert.acknowledged === null ? null : { ...alert.acknowledged, by: "" },
  silence: null,
});
