import type { SourceId } from "#domain/contact-event.ts";
import type { AlertReason, AlertSnapshot, NotificationMessage, Severity } from "#wire/alert.ts";

import { type Figures, figuresOf } from "./figures.ts";
import { type Locale, type Words, WORDS } from "./words/words.ts";

const DAY_MS = 86_400_000;

/** A message as people read it. */
export interface Story {
  /** House, severity and what it is about, in one line. */
  readonly title: string;
  /** One sentence per alert, the gravest first, and what must be known besides. */
  readonly lines: readonly string[];
  readonly severity: Severity;
  readonly isResolved: boolean;
}

/** How a message is told: in which language, and whether what it ends was never told. */
export interface Telling {
  readonly locale: Locale;
  readonly delayed: boolean;
  /** It is sent so long after what it tells that it says when that was. */
  readonly isLate?: boolean;
  /** What people call the sources, by id and language; an id without one is told as it is. */
  readonly labels?: Labels;
}

export type Labels = Readonly<Record<SourceId, Readonly<Record<string, string>>>>;

export function storyOf(message: NotificationMessage, telling: Telling): Story {
  const { locale, delayed, isLate = false } = telling;
  const words = WORDS[locale];
  const { alerts, cause, simulated } = message;
  return {
    title: [...(simulated ? [words.simulated] : []), `${message.house}:`, headline(message, words)].join(" "),
    lines: [
      ...(cause === "test" ? [words.test] : []),
      ...alerts.map((alert) => lineOf(alert, message, telling)),
      ...(delayed ? [words.delayed] : []),
      ...(isLate ? [words.writtenAt(dayAndTimeOf(message, locale))] : []),
      ...(simulated ? [words.simulatedNote] : []),
    ],
    severity: gravestOf(message),
    isResolved: isResolved(message),
  };
}

/** With the day, because it may be another one when it is read. */
const dayAndTimeOf = ({ timeZone, atMs }: NotificationMessage, locale: Locale): string =>
  figuresOf({ locale, timeZone, nowMs: atMs + 2 * DAY_MS }).time(atMs);

/** The gravest severity of a message; a test is worth knowing and no more. */
export const gravestOf = ({ alerts }: NotificationMessage): Severity => alerts[0]?.severity ?? "info";

/** Whether all that a message tells of is over. */
export const isResolved = ({ alerts }: NotificationMessage): boolean =>
  alerts.length > 0 && alerts.every(({ status }) => status === "resolved");

function headline(message: NotificationMessage, words: Words): string {
  const { alerts, cause } = message;
  const [first, ...others] = alerts;
  if (first === undefined) return words.cause.test;
  const what = words.title[first.reason.kind];
  const more = others.length === 0 ? "" : ` (+${others.length})`;
  if (isResolved(message)) return `${words.resolved}: ${what}${more}`;
  const how = cause === "resolved" ? "" : words.cause[cause];
  return `${words.severity[first.severity]} – ${what}${how === "" ? "" : `, ${how}`}${more}`;
}

function lineOf(alert: AlertSnapshot, message: NotificationMessage, telling: Telling): string {
  const line = alertLine(alert, message, telling);
  return alert.status === "resolved" ? line : `${WORDS[telling.locale].severity[alert.severity]}: ${line}`;
}

/** One alert in one sentence, without the severity. What is over begins with that. */
export function alertLine(
  alert: AlertSnapshot,
  { timeZone, atMs }: NotificationMessage,
  { locale, labels = {} }: Telling,
): string {
  const words = WORDS[locale];
  const figures = figuresOf({ locale, timeZone, nowMs: atMs });
  const reason = withLabel(alert.reason, labels, locale);
  if (alert.status === "resolved") return resolvedText({ ...alert, reason }, words, figures);
  const note = alert.acknowledged === null ? "" : ` (${words.acknowledged})`;
  return `${words.sentence(reason, figures)}${note}`;
}

function withLabel(reason: AlertReason, labels: Labels, locale: Locale): AlertReason {
  if (reason.kind !== "source-silent") return reason;
  const label = labels[reason.source] ?? {};
  return { ...reason, source: label[locale] ?? Object.values(label)[0] ?? reason.source };
}

/** What is over is named, not told as if it still were. */
function resolvedText(alert: AlertSnapshot, words: Words, figures: Figures): string {
  const { startsAtMs, endsAtMs, reason } = alert;
  const subject = subjectOf(alert, words);
  const span =
    startsAtMs === null || endsAtMs === null
      ? ""
      : `, ${words.span(figures.time(startsAtMs), figures.time(endsAtMs), figures.duration(endsAtMs - startsAtMs))}`;
  const within =
    reason.kind === "rate-falls" && reason.thresholdMs !== null
      ? ` ${words.within(figures.duration(reason.thresholdMs))}`
      : "";
  return `${words.resolved}: ${subject === null ? "" : `${subject}: `}${words.title[reason.kind]}${within}${span}.`;
}

/** Whom or what an alert is about; `null`: the whole house. */
function subjectOf({ channel, reason }: AlertSnapshot, words: Words): string | null {
  if (reason.kind === "source-silent") return reason.source;
  if (reason.kind === "undelivered") return reason.receiver;
  if (reason.kind === "surge") return words.channel[reason.channel ?? "both"];
  return channel === null ? null : words.channel[channel];
}
