/** Alerts as walls, desks and receivers get them: numbers and names of the configuration, never a contact. */
import { TELLING_CAUSES } from "#domain/alert/notification.ts";
import type { AlertReason } from "#domain/alert/reason.ts";
import type { Severity } from "#domain/alert/severity.ts";
import type { Channel, SourceId } from "#domain/contact-event.ts";

export type { AlertReason } from "#domain/alert/reason.ts";
export { RULE_NAMES } from "#domain/alert/rules.ts";
export { SEVERITIES, type Severity } from "#domain/alert/severity.ts";

/** `recovering`: the condition has cleared, but not for long enough to say so. */
export type AlertStatus = "pending" | "firing" | "recovering" | "resolved";

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
  /** `by` is empty for a screen on the wall. */
  readonly acknowledged: { readonly by: string; readonly atMs: number } | null;
  /** `id`, `by` and `why` are empty for a screen on the wall. */
  readonly silence: {
    readonly id: string;
    readonly by: string;
    readonly why: string;
    readonly untilMs: number;
  } | null;
  /** Fingerprint of the alert that makes this one say nothing. */
  readonly inhibitedBy: string | null;
}

/** Without names and words of people: that somebody took it on or silenced it, not who and why. */
export const wallAlertOf = (alert: AlertSnapshot): AlertSnapshot => ({
  ...alert,
  acknowledged: alert.acknowledged && { ...alert.acknowledged, by: "" },
  silence: alert.silence && { ...alert.silence, id: "", by: "", why: "" },
});

/** Why a receiver is told. */
export const NOTIFICATION_CAUSES = [...TELLING_CAUSES, "acknowledged", "test"] as const;
export type NotificationCause = (typeof NOTIFICATION_CAUSES)[number];

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

export const DELIVERY_STATES = ["waiting", "delivered", "dead"] as const;

/** How a message to a receiver stands, for the desk. */
export interface DeliverySnapshot {
  readonly id: string;
  readonly receiver: string;
  readonly cause: NotificationCause;
  /** The alerts that it tells of, the gravest first; a test tells of none. */
  readonly about: readonly Pick<AlertSnapshot, "fingerprint" | "reason">[];
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly attempts: number;
  readonly createdAtMs: number;
  /** When it was delivered, given up, or will be tried again. */
  readonly atMs: number;
  /** What the last attempt met: an HTTP status or a word such as `refused`, never a body. */
  readonly lastError: string | null;
}

/** Somebody does not want to be told for a while. About one alert, or about a rule on one channel or all. */
export interface SilenceSnapshot {
  readonly id: string;
  /** `null`: it is about a rule. */
  readonly fingerprint: string | null;
  /** `null`: it is about one alert. */
  readonly rule: string | null;
  /** Of a rule; `null`: all. */
  readonly channel: Channel | null;
  readonly by: string;
  readonly why: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What `GET /api/v1/alerts` answers. */
export interface Alerts {
  /** As in the snapshot. */
  readonly active: readonly AlertSnapshot[];
  /** Resolved in the last seven days, the newest first; a hundred at most. */
  readonly past: readonly AlertSnapshot[];
  readonly silences: readonly SilenceSnapshot[];
}
