import type { AlertSnapshot, NotificationMessage, Severity } from "#wire/alert.ts";

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
}

export function storyOf(message: NotificationMessage, { locale, delayed, isLate = false }: Telling): Story {
  const words = WORDS[locale];
  const { alerts, cause, simulated } = message;
  const figures = figuresOf({ locale, timeZone: message.timeZone, nowMs: message.atMs });
  return {
    title: [...(simulated ? [words.simulated] : []), `${message.house}:`, headline(message, words)].join(" "),
    lines: [
      ...(cause === "test" ? [words.test] : []),
      ...alerts.map((alert) => lineOf(alert, words, figures)),
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

/** One alert in one sentence, without the severity. */
export function alertLine(alert: AlertSnapshot, message: NotificationMessage, locale: Locale): string {
  const figures = figuresOf({ locale, timeZone: message.timeZone, nowMs: message.atMs });
  return alertText(alert, WORDS[locale], figures);
}

/** The gravest severity of a message; a test is worth knowing and no more. */
export const gravestOf = ({ alerts }: NotificationMessage): Severity => alerts[0]?.severity ?? "info";

/** Whether all that a message tells of is over. */
export const isResolved = ({ alerts }: NotificationMessage): boolean =>
  alerts.length > 0 && alerts.every(({ status }) => status === "resolved");

function headline({ alerts, cause }: NotificationMessage, words: Words): string {
  const [first, ...others] = alerts;
  if (first === undefined) return words.cause.test;
  const what = words.title[first.reason.kind];
  const how = words.cause[cause];
  const more = others.length === 0 ? "" : ` (+${others.length})`;
  return `${words.severity[first.severity]} – ${what}${how === "" ? "" : `, ${how}`}${more}`;
}

const lineOf = (alert: AlertSnapshot, words: Words, figures: Figures): string =>
  `${words.severity[alert.severity]}: ${alertText(alert, words, figures)}`;

function alertText(alert: AlertSnapshot, words: Words, figures: Figures): string {
  if (alert.status === "resolved") return resolvedText(alert, words, figures);
  const note = alert.acknowledged === null ? "" : ` (${words.acknowledged})`;
  return `${words.sentence(alert.reason, figures)}${note}`;
}

/** What is over is named, not told as if it still were. */
function resolvedText(alert: AlertSnapshot, words: Words, figures: Figures): string {
  const { startsAtMs, endsAtMs, channel, source, reason } = alert;
  const of = channel === null ? (source === null ? "" : `, ${source}`) : `, ${words.channel[channel]}`;
  const name = `${words.title[reason.kind]}${of}`;
  const span =
    startsAtMs === null || endsAtMs === null
      ? ""
      : ` ${words.span(figures.time(startsAtMs), figures.time(endsAtMs), figures.duration(endsAtMs - startsAtMs))}`;
  return `${name}: ${words.cause.resolved}${span}.`;
}
