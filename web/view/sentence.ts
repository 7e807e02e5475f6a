/**
 * The sentence at the top: how things stand and why, the gravest fact first. Where an alert
 * exists for it, the alert decides whether it is told and how grave it is. The sentence changes
 * only when a fact changes, never with the ticking seconds (a long wait is told in minutes),
 * because it is read out to those who cannot see it.
 */
import type { AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import { type AlertContext, alertSentence } from "./alert-words.ts";
import {
  isSomethingSilenced,
  isOfSilence,
  isSpokenFor,
  leadingAlert,
  recoveringAlert,
  SEVERITY_MOOD,
  withoutAlerts,
} from "./board-alerts.ts";
import { type Mark, longWaits, missedTargets, tooFewOperators } from "./marked-figures.ts";
import { freshnessOfChannel, type Present } from "./present.ts";
import type { Sentence } from "./mood.ts";
import type { Speech } from "./speech.ts";
import { expectedSentence, type LiveBoard, surgeSentence, tooQuietSentence } from "./surge-sentence.ts";

export function sentenceOf(
  present: Present,
  house: House,
  snapshot: BoardSnapshot | null,
  speech: Speech,
): Sentence {
  const unlinked = unlinkedSentence(present, speech);
  if (unlinked) return unlinked;
  const [gravest] = sentencesOf(present, house, snapshot, speech);
  return gravest ?? calm(present, house, snapshot, speech);
}

/** While our own link is silent there is nothing else to say: how things stand is not known. `null`: the link lives. */
export function unlinkedSentence({ link }: Present, { words, formats }: Speech): Sentence | null {
  if ("sinceMs" in link) return { text: words.linkLost(formats.clockSeconds(link.sinceMs)), mood: "old" };
  return link.level === "live" ? null : { text: words.connecting, mood: "old" };
}

/**
 * Everything that is not as it should be or worth knowing, the gravest first; of the alerts the one that leads. Each figure
 * that is marked has its sentence, unless `isTold`: then an alert speaks for it, or was asked not to.
 */
export function sentencesOf(
  present: Present,
  house: House,
  snapshot: BoardSnapshot | null,
  speech: Speech,
  isTold = ({ kind, channel }: Mark): boolean => isSpokenFor(snapshot?.alerts ?? [], kind, channel),
): readonly Sentence[] {
  const alert = told(present, house, snapshot, speech);
  const board = snapshot && liveBoard(present, house, withoutAlerts(snapshot));
  const surge = board && surgeSentence(board, speech);
  return [
    alert?.mood === "alarm" ? alert : null,
    surge?.mood === "alarm" ? surge : null,
    alert?.mood === "attention" ? alert : null,
    ...(board ? longWaits(board, speech) : []),
    silentSources(present, house, snapshot, speech),
    board && tooQuietSentence(board, speech),
    surge?.mood === "attention" ? surge : null,
    ...(board ? tooFewOperators(board, isTold, speech) : []),
    ...(board ? missedTargets(board, house, isTold, speech) : []),
    board && expectedSentence(board, speech),
    alert,
    surge,
    unconnectedChannels(present, house, speech),
  ].filter((sentence) => sentence !== null);
}

/** The gravest alert that fires. What the wall says of the same by its own means has more to tell, and no other numbers. */
function told(
  present: Present,
  house: House,
  snapshot: BoardSnapshot | null,
  speech: Speech,
): Sentence | null {
  const alert = snapshot && leadingAlert(snapshot.alerts, present, house);
  if (!alert) return null;
  const own = ownWords(alert, liveBoard(present, house, snapshot), speech);
  const silent =
    alert.reason.kind === "source-silent" ? silentSources(present, house, snapshot, speech) : null;
  const sentence = own ?? silent ?? alertSentence(alert, contextOf(present, house, snapshot, speech));
  const isTaken = alert.acknowledged !== null;
  return {
    ...sentence,
    mood: SEVERITY_MOOD[alert.severity],
    alerts: [...(sentence.alerts ?? []), ...(isTaken ? [] : [alert.fingerprint])],
  };
}

function ownWords({ reason }: AlertSnapshot, board: LiveBoard, speech: Speech): Sentence | null {
  if (reason.kind !== "surge" && reason.kind !== "too-quiet") return null;
  const channels = board.channels.filter(({ channel }) => channel === (reason.channel ?? channel));
  const say = reason.kind === "surge" ? surgeSentence : tooQuietSentence;
  return say({ ...board, channels }, speech);
}

const contextOf = (
  present: Present,
  house: House,
  snapshot: BoardSnapshot,
  speech: Speech,
): AlertContext => ({
  house,
  snapshot,
  nowMs: present.nowMs ?? snapshot.asOfMs,
  speech,
});

/**
 * Nothing asks for anybody: all is usual, unless something is on the mend or was asked to be silent, or nobody knows yet
 * what is usual.
 */
function calm(present: Present, house: House, snapshot: BoardSnapshot | null, speech: Speech): Sentence {
  const { words } = speech;
  const alerts = snapshot?.alerts ?? [];
  const recovering = recoveringAlert(alerts);
  if (recovering && snapshot)
    return {
      ...alertSentence(recovering, contextOf(present, house, snapshot, speech)),
      alerts: [recovering.fingerprint],
    };
  if (isSomethingSilenced(alerts)) return { text: words.nothingNew, mood: "usual" };
  const unknown = snapshot && usualUnknownText(house, snapshot, speech);
  return unknown
    ? { text: unknown, shorter: [words.nothingToReport], mood: "usual" }
    : { text: words.allUsual, mood: "usual" };
}

/** Of which channels of the house nobody knows yet what is usual; `null`: of none. */
export function usualUnknownText(
  house: House,
  snapshot: BoardSnapshot,
  { words, formats }: Speech,
): string | null {
  const shown = new Set(house.channels.map(({ channel }) => channel));
  const names = snapshot.channels
    .filter(({ channel, outlook }) => outlook === null && shown.has(channel))
    .map(({ channel }) => (channel === "phone" ? words.calls : words.chats));
  return names.length === 0 ? null : words.usualUnknown(formats.list(names));
}

/** What of the board may be believed at this moment. */
function liveBoard(present: Present, house: House, snapshot: BoardSnapshot): LiveBoard {
  const channels = snapshot.channels.filter(
    ({ channel }) => freshnessOfChannel(present, house, channel).level === "live",
  );
  return { snapshot, channels, nowMs: present.nowMs ?? snapshot.asOfMs };
}

/** A channel that nothing feeds may be in any state: of it the wall does not say that all is usual. */
function unconnectedChannels(present: Present, house: House, { words, formats }: Speech): Sentence | null {
  const names = house.channels
    .filter(({ channel }) => freshnessOfChannel(present, house, channel).level === "unconnected")
    .map(({ channel }) => words[channel]);
  return names.length === 0 ? null : { text: words.notConnectedChannels(formats.list(names)), mood: "old" };
}

function silentSources(
  present: Present,
  house: House,
  snapshot: BoardSnapshot | null,
  { words, formats, locale }: Speech,
): Sentence | null {
  const silent: string[] = [];
  const unheard: string[] = [];
  // The one silence that is true of all of them: it began when the last of them fell silent.
  let sinceMs = -Infinity;
  for (const { source, label } of house.sources) {
    const freshness = present.sources.get(source)?.freshness;
    if (freshness?.level === "unheard") unheard.push(labelIn(label, locale));
    if (freshness?.level === "late" || freshness?.level === "stopped") {
      silent.push(labelIn(label, locale));
      sinceMs = Math.max(sinceMs, freshness.sinceMs);
    }
  }
  const alerts = (snapshot?.alerts ?? [])
    .filter((alert) => alert.acknowledged === null && isOfSilence(alert, present))
    .map(({ fingerprint }) => fingerprint);
  if (silent.length > 0)
    return {
      text: words.sourcesLate(formats.list(silent), formats.clockSeconds(sinceMs)),
      mood: "old",
      alerts,
    };
  if (unheard.length > 0) return { text: words.sourcesUnheard(formats.list(unheard)), mood: "old" };
  return null;
}
