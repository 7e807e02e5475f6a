/** An alert in words, as long and as short as a wall has room for. Numbers and names of the configuration, nobody's own. */
import type { AlertReason, AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import { SEVERITY_MOOD } from "./board-alerts.ts";
import { lastingText, shortLength, sinceText } from "./lasting.ts";
import type { Mood, Sentence } from "./mood.ts";
import type { Speech } from "./speech.ts";

/** An alert in a line of them. */
export interface AlertView {
  /** Names the alert. */
  readonly key: string;
  readonly mood: Mood;
  /** Its severity. */
  readonly word: string;
  /** Somebody takes care of it, or its cause is over. */
  readonly isQuiet: boolean;
  /** The fullest first. */
  readonly wordings: readonly string[];
}

/** Where words of an alert come from. */
export interface AlertContext {
  readonly house: House;
  /** The board that the alert came with. */
  readonly snapshot: BoardSnapshot;
  readonly nowMs: number;
  readonly speech: Speech;
}

/** What is so, what more there is to it, and since when. */
interface Pieces {
  readonly head: string;
  readonly detail: string;
  /** `exact`: with a length to the minute, which ticks. */
  readonly since: (exact: boolean) => string;
}

export function alertView(alert: AlertSnapshot, context: AlertContext): AlertView {
  const { words } = context.speech;
  const { fingerprint, severity, status, acknowledged } = alert;
  const about = aboutText(alert.reason, context);
  const { head, since } = piecesOf(alert, context);
  const wordings =
    status === "recovering"
      ? [words.recovering(about), about]
      : acknowledged !== null
        ? [words.taken(head + since(true)), words.taken(head), head]
        : [head + since(true), head, about];
  return {
    key: fingerprint,
    mood: SEVERITY_MOOD[severity],
    word: words.severities[severity],
    isQuiet: status === "recovering" || acknowledged !== null,
    wordings,
  };
}

/** The same as how things stand: it changes only when a fact does. What is on the mend has no figures any more. */
export function alertSentence(alert: AlertSnapshot, context: AlertContext): Sentence {
  if (alert.status === "recovering") {
    const about = aboutText(alert.reason, context);
    return { text: `${context.speech.words.recovering(about)}.`, mood: "information" };
  }
  const { head, detail, since } = piecesOf(alert, context);
  const [whole, ...shorter] = [head + detail + since(false), head + since(false), head].map(
    (text) => `${text}.`,
  );
  return { text: whole ?? "", shorter, mood: SEVERITY_MOOD[alert.severity] };
}

/** Whom or what it is about, and what it is, without a figure: `Chat: risposte in calo`. */
export function aboutText(
  reason: AlertReason,
  { house, speech }: Pick<AlertContext, "house" | "speech">,
): string {
  const { words } = speech;
  return words.alertAbout(subjectOf(reason, house, speech), words.alertTitles[reason.kind]);
}

function subjectOf(reason: AlertReason, house: House, { words, formats, locale }: Speech): string {
  switch (reason.kind) {
    case "source-silent":
      return sourceLabel(reason.source, house, locale);
    case "undelivered":
      return reason.receiver;
    case "known-day":
      return labelIn(reason.name, locale);
    case "surge":
      return reason.channel === null ? formats.list([words.phone, words.chat]) : words[reason.channel];
    case "rate-falls":
    case "understaffed":
    case "nobody-answers":
    case "too-quiet":
      return words[reason.channel];
  }
}

export const sourceLabel = (source: string, house: House, locale: Speech["locale"]): string =>
  labelIn(house.sources.find((one) => one.source === source)?.label ?? { [locale]: source }, locale);

function piecesOf({ reason, pendingSinceMs }: AlertSnapshot, context: AlertContext): Pieces {
  const { nowMs, house, snapshot, speech } = context;
  const { words, formats, locale } = speech;
  const lasting = (sinceMs: number) => (exact: boolean) => {
    const text = exact ? shortLength(nowMs - sinceMs, speech) : lastingText(nowMs - sinceMs, speech);
    return text === null ? "" : `, ${words.lasting(text)}`;
  };
  const clock = (sinceMs: number) => () => ` ${sinceText(sinceMs, nowMs, speech)}`;
  switch (reason.kind) {
    case "rate-falls":
      return { ...ratePieces(reason, speech), since: lasting(pendingSinceMs) };
    case "understaffed":
      return { ...staffPieces(reason, speech), since: lasting(pendingSinceMs) };
    case "nobody-answers": {
      const { channel, lostInARow, sinceMs } = reason;
      const say = channel === "phone" ? words.callsLost : words.chatsLost;
      return lostInARow === 0
        ? { head: words.nobodyAnswers(words[channel]), detail: words.nobodyThere, since: clock(sinceMs) }
        : { head: say(words[channel], formats.integer(lostInARow)), detail: "", since: clock(sinceMs) };
    }
    case "surge":
      return {
        ...surgePieces(reason, snapshot.knownDay !== null, speech),
        since: lasting(surgeSinceMs(reason, snapshot) ?? pendingSinceMs),
      };
    case "known-day":
      return { head: labelIn(reason.name, locale), detail: "", since: () => "" };
    case "source-silent": {
      const name = sourceLabel(reason.source, house, locale);
      return reason.sinceMs === null
        ? { head: words.unheardSource(name), detail: "", since: lasting(pendingSinceMs) }
        : { head: words.silentSource(name), detail: "", since: clock(reason.sinceMs) };
    }
    case "too-quiet": {
      const { channel, sinceMs, expected } = reason;
      const [say, check] =
        channel === "phone" ? [words.noCall, words.checkLine] : [words.noChat, words.checkLink];
      const usual = formats.integer(Math.round(expected));
      const since = ` ${sinceText(sinceMs, nowMs, speech)}`;
      return {
        head: say(words[channel]) + since,
        detail: `, ${words.usually(usual)}: ${check}`,
        since: () => "",
      };
    }
    case "undelivered": {
      const { receiver, waiting, givenUp, sinceMs } = reason;
      const count = waiting + givenUp;
      const head =
        count === 1 ? words.undeliveredOne(receiver) : words.undelivered(formats.integer(count), receiver);
      return { head, detail: "", since: lasting(sinceMs) };
    }
  }
}

const HOUR_MS = 3_600_000;

function ratePieces(
  { channel, thresholdMs, value, target, windowMs }: Extract<AlertReason, { kind: "rate-falls" }>,
  { words, formats }: Speech,
): Omit<Pieces, "since"> {
  const within =
    thresholdMs === null ? "" : words.answersWithin(words.secondsShort(formats.integer(thresholdMs / 1_000)));
  const name = words[channel];
  const head =
    value === null
      ? words.answersFall(name, within)
      : words.answersAt(name, within, formats.percent(value), Math.round(value * 100));
  const window = words.inTheLastHours(formats.integer(Math.round(windowMs / HOUR_MS)));
  return { head, detail: ` ${window} (${words.target(formats.percent(target))})` };
}

/** How an alert would say it, where there is none: `Telefono: mancano 2 operatrici (8 in linea, ne servono 10).` */
export function staffSentence(staff: Staff, speech: Speech): Sentence {
  const { head, detail } = staffPieces(staff, speech);
  return { text: `${head}${detail}.`, shorter: [`${head}.`], mood: "attention" };
}

type Staff = Pick<Extract<AlertReason, { kind: "understaffed" }>, "channel" | "onLine" | "needed">;

function staffPieces({ channel, onLine, needed }: Staff, { words, formats }: Speech): Omit<Pieces, "since"> {
  const missing = needed - onLine;
  const name = words[channel];
  const head =
    onLine === 0
      ? words.nobodyOnLine(name)
      : missing === 1
        ? words.missingOne(name)
        : words.missing(name, formats.integer(missing));
  const need = needed === 1 ? words.neededOne : words.needed(formats.integer(needed));
  return {
    head,
    detail: onLine === 0 ? ` (${need})` : ` (${words.onLine(formats.integer(onLine))}, ${need})`,
  };
}

function surgePieces(
  { channel, level, ratio }: Extract<AlertReason, { kind: "surge" }>,
  isKnownDay: boolean,
  { words, formats }: Speech,
): Omit<Pieces, "since"> {
  const what = channel === null ? words.callsAndChats : channel === "phone" ? words.calls : words.chats;
  const say = {
    none: words.manyOf,
    elevated: words.manyOf,
    surge: words.surgeOf,
    extreme: words.extremeSurgeOf,
  };
  const times = isKnownDay ? words.timesExpectedShort : words.timesUsualShort;
  return { head: `${say[level](what)}: ${times(formats.times(ratio))}`, detail: "" };
}

/** Since when the level holds, as the channel's mark says; `null`: the board has another level by now. */
function surgeSinceMs(
  { channel, level }: Extract<AlertReason, { kind: "surge" }>,
  { channels, together }: BoardSnapshot,
): number | null {
  const outlook = channel === null ? together : channels.find((one) => one.channel === channel)?.outlook;
  return outlook?.surge.level === level ? outlook.surge.sinceMs : null;
}
