/** An alert with everything that is known of it, in words. */
import { type Alerts, type AlertSnapshot, RULE_NAMES, type SilenceSnapshot } from "#wire/alert.ts";
import type { ReceiverSnapshot } from "#wire/deliveries.ts";
import type { House } from "#wire/house.ts";

import type { TableView } from "../report/document.ts";
import { aboutText, sourceLabel } from "../view/alert-words.ts";
import { SEVERITY_MOOD } from "../view/board-alerts.ts";
import type { Mood } from "../view/mood.ts";
import { reasonText } from "./alert-reason.ts";
import type { AlertsSpeech } from "./alerts-speech.ts";

export interface AlertCard {
  readonly fingerprint: string;
  readonly mood: Mood;
  readonly severity: string;
  /** Whom it is about and what it is, without a figure: `Chat: risposte in calo`. */
  readonly about: string;
  readonly reason: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly mayAcknowledge: boolean;
  readonly maySilence: boolean;
  readonly rule: string;
  readonly channel: AlertSnapshot["channel"];
}

export interface CardContext {
  readonly house: House;
  readonly nowMs: number;
  readonly speech: AlertsSpeech;
  /** Who is told of alerts; not given while it is not known. */
  readonly receivers?: readonly ReceiverSnapshot[] | undefined;
}

/** Every rule with its name in words. */
export const rulesOf = ({
  page,
}: AlertsSpeech): readonly { readonly rule: string; readonly name: string }[] =>
  RULE_NAMES.map((rule) => ({ rule, name: page.words.alertTitles[rule] }));

export const ruleName = (rule: string, speech: AlertsSpeech): string =>
  rulesOf(speech).find((one) => one.rule === rule)?.name ?? rule;

export function aboutOf(alert: Pick<AlertSnapshot, "reason">, { house, speech }: CardContext): string {
  return aboutText(alert.reason, { house, speech: speech.page });
}

export function alertCard(alert: AlertSnapshot, context: CardContext): AlertCard {
  const { house, nowMs, speech } = context;
  const { words, page } = speech;
  const { status, pendingSinceMs, acknowledged, silence, inhibitedBy, rule } = alert;
  const since = words.sinceFor(speech.from(pendingSinceMs, nowMs), speech.length(nowMs - pendingSinceMs));
  return {
    fingerprint: alert.fingerprint,
    mood: SEVERITY_MOOD[alert.severity],
    severity: page.words.severities[alert.severity],
    about: aboutOf(alert, context),
    reason: reasonText(alert.reason, house, nowMs, speech),
    facts: [
      fact(words.state, words.states[status]),
      fact(words.since, since),
      fact(words.told, toldText(alert, context)),
      fact(words.rule, ruleName(rule, speech)),
      ...(acknowledged === null
        ? []
        : [fact(words.care, words.takenBy(acknowledged.by, speech.at(acknowledged.atMs, nowMs)))]),
      ...(silence === null
        ? []
        : [
            fact(
              words.silence,
              words.silencedUntil(speech.instant(silence.untilMs, nowMs), silence.by, silence.why),
            ),
          ]),
      ...(inhibitedBy === null ? [] : [fact(words.mute, inhibitorText(inhibitedBy, context))]),
    ],
    mayAcknowledge: status !== "pending" && acknowledged === null,
    maySilence: silence === null,
    rule,
    channel: alert.channel,
  };
}

function toldText(
  { startsAtMs, severity }: AlertSnapshot,
  { nowMs, speech, receivers }: CardContext,
): string {
  const { words } = speech;
  if (startsAtMs === null) return words.notTold;
  const isHeard = receivers?.some(
    ({ kind, severities, disabledSinceMs }) =>
      kind !== null && severities.includes(severity) && (disabledSinceMs ?? Infinity) > startsAtMs,
  );
  return isHeard === false ? words.toldNobody : speech.at(startsAtMs, nowMs);
}

const fact = (term: string, text: string) => ({ term, text });

function inhibitorText(fingerprint: string, { house, speech }: CardContext): string {
  const source = /^source-silent\/(.+)$/.exec(fingerprint)?.[1];
  return source === undefined
    ? speech.words.inhibitedByOther
    : speech.words.inhibited(sourceLabel(source, house, speech.page.locale));
}

/** What a silence is about, in words. */
export function scopeText(silence: SilenceSnapshot, alerts: Alerts, context: CardContext): string {
  const { words, page } = context.speech;
  if (silence.rule === null) {
    const alert = [...alerts.active, ...alerts.past].find(
      ({ fingerprint }) => fingerprint === silence.fingerprint,
    );
    return alert ? aboutOf(alert, context) : (silence.fingerprint ?? "");
  }
  const name = ruleName(silence.rule, context.speech);
  return silence.channel === null
    ? words.scopeRule(name)
    : words.scopeRuleOn(name, page.words[silence.channel]);
}

/** What was resolved, as a table. */
export function pastTable(past: readonly AlertSnapshot[], { house, nowMs, speech }: CardContext): TableView {
  const { words, page } = speech;
  const { alert, severity, from, to, length } = words.columns;
  return {
    caption: words.pastTable,
    columns: [alert, severity, from, to, length],
    rows: past.map((one) => {
      const startMs = one.startsAtMs ?? one.pendingSinceMs;
      const endMs = one.endsAtMs ?? nowMs;
      return {
        head: reasonText(one.reason, house, endMs, speech),
        cells: [
          page.words.severities[one.severity],
          speech.instant(startMs, nowMs),
          speech.instant(endMs, nowMs),
          speech.length(endMs - startMs),
        ],
        role: "plain",
      };
    }),
    note: words.pastNote,
    isWide: true,
  };
}
