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
}

/** What every message says of its house. */
export type MessageHead = Pick<NotificationMessage, "house" | "locales" | "timeZone" | "simulated">;

/** Messages for each telling and receiver, in their order. `isAbout`: whom an alert is about is not told of it. */
export function messagesOf(
  tellings: readonly Telling[],
  options: {
    readonly receivers: readonly AlertReceiver[];
    readonly head: MessageHead;
    readonly now: EpochMs;
    readonly isAbout: (alert: AlertState, receiver: string) => boolean;
    readonly snapshotOf: (alert: AlertState, cause: Telling["cause"]) => AlertSnapshot;
  },
): readonly OutboxEntry[] {
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
          alerts: alerts.map((alert) => withoutNames(snapshotOf(alert, news.cause))),
        };
        return [{ receiver, message }];
      }),
    ),
  );
}

/** Who takes care of it, or silenced it and why, stays with the alert itself: messages are kept for a month. */
const withoutNames = (alert: AlertSnapshot): AlertSnapshot => ({
  ...alert,
  acknowledged: alert.acknowledged === null ? null : { ...alert.acknowledged, by: "" },
  silence: null,
});
