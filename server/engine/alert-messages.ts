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

/** A message per telling and receiver, in their order. `isAbout`: whom an alert is about is not told of it. */
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
    receivers.flatMap(({ id: receiver, severities }): OutboxEntry[] => {
      const alerts = newsFor(telling, severities).filter((alert) => !isAbout(alert, receiver));
      if (alerts.length === 0) return [];
      const message = {
        ...head,
        id: messageId({ ...telling, alerts }, receiver),
        cause: telling.cause,
        atMs: now,
        alerts: alerts.map((alert) => snapshotOf(alert, telling.cause)),
      };
      return [{ receiver, message }];
    }),
  );
}
