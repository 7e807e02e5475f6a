/** Alerts as walls, desks and receivers get them: numbers and names of the configuration, never a contact. */
import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { SurgeLevel } from "#domain/surge.ts";

/** `info`: worth knowing. `watch`: somebody should look. `alarm`: somebody must act. Ascending. */
export const SEVERITIES = ["info", "watch", "alarm"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `recovering`: the condition has cleared, but not for long enough to say so. */
export type AlertStatus = "pending" | "firing" | "recovering" | "resolved";

/** Why, as data: the page and the receivers make sentences of it. */
export type AlertReason =
  | {
      readonly kind: "rate-falls";
      readonly channel: Channel;
      /** Of a service level; `null`: the answer rate. */
      readonly thresholdMs: number | null;
      /** Share in the window, and of how many contacts; `null`: none. */
      readonly value: number | null;
      readonly n: number;
      readonly target: number;
      readonly windowMs: number;
      /** Chance that the true rate lies clearly below its target. */
      readonly badProbability: number;
    }
  | {
      readonly kind: "understaffed";
      readonly channel: Channel;
      readonly onLine: number;
      readonly needed: number;
    }
  | {
      readonly kind: "nobody-answers";
      readonly channel: Channel;
      /** Contacts lost in a row; 0 when it is that somebody waits and no operator is there. */
      readonly lostInARow: number;
      readonly sinceMs: number;
    }
  | {
      readonly kind: "surge";
      /** `null`: both channels together. */
      readonly channel: Channel | null;
      readonly level: SurgeLevel;
      readonly ratio: number;
      readonly lowerBound: number;
      readonly windowMs: number;
    }
  | {
      readonly kind: "known-day";
      readonly name: Readonly<Record<string, string>>;
      readonly when: "tomorrow" | "today";
      readonly times: number;
      readonly lastTime: readonly { readonly channel: Channel; readonly count: number }[] | null;
    }
  | { readonly kind: "source-silent"; readonly source: SourceId; readonly sinceMs: number | null }
  | {
      readonly kind: "too-quiet";
      readonly channel: Channel;
      readonly sinceMs: number;
      readonly expected: number;
    }
  | {
      readonly kind: "undelivered";
      readonly receiver: string;
      readonly sinceMs: number;
      readonly waiting: number;
    };

export interface AlertSnapshot {
  /** Names the rule and what it is about; the same each time it fires. */
  readonly fingerprint: string;
  /** Name of the rule in the configuration. */
  readonly rule: string;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly channel: Channel | null;
  readonly source: SourceId | null;
  /** When it began to be pending. */
  readonly pendingSinceMs: number;
  /** When it fired; `null` while pending. The same over restarts and repeats. */
  readonly startsAtMs: number | null;
  /** When it was resolved. */
  readonly endsAtMs: number | null;
  readonly reason: AlertReason;
  readonly acknowledged: { readonly by: string; readonly atMs: number } | null;
  readonly silence: {
    readonly id: string;
    readonly by: string;
    readonly why: string;
    readonly untilMs: number;
  } | null;
  /** Fingerprint of the alert that makes this one say nothing. */
  readonly inhibitedBy: string | null;
}

/** Why a receiver is told. */
export type NotificationCause = "fired" | "escalated" | "repeated" | "resolved" | "test";

/** One message to one receiver. Stored as it is; retries send it again with the same id. */
export interface NotificationMessage {
  /** `webhook-id` of Standard Webhooks: the same over retries, repeats have another. */
  readonly id: string;
  readonly cause: NotificationCause;
  readonly house: string;
  /** Languages of the house, the default first. */
  readonly locales: readonly string[];
  readonly timeZone: string;
  readonly atMs: number;
  /** Invented figures: receivers must be able to tell. */
  readonly simulated: boolean;
  /** Gravest first. */
  readonly alerts: readonly AlertSnapshot[];
}

/** How a message to a receiver stands, for the desk. */
export interface DeliverySnapshot {
  readonly id: string;
  readonly receiver: string;
  readonly cause: NotificationCause;
  readonly state: "waiting" | "delivered" | "dead";
  readonly attempts: number;
  readonly createdAtMs: number;
  /** When it was delivered, given up, or will be tried again. */
  readonly atMs: number;
  /** What the last attempt met: an HTTP status or a word such as `refused`, never a body. */
  readonly lastError: string | null;
}
