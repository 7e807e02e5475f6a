/** What is behind the figures of a stream, in whole sentences. */
import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { OutlookSnapshot, StaffingSnapshot } from "#wire/outlook.ts";

import { momentText } from "../view/moment-text.ts";
import type { DeskSpeech } from "./desk-speech.ts";

/** Something that explains itself: its name, and sentences. */
export interface Fact {
  readonly term: string;
  readonly sentences: readonly string[];
}

/** What a channel needs, and who is on line; `null`: no source tells. */
export interface Staffed extends StaffingSnapshot {
  readonly onLine: number | null;
}

const MINUTE_MS = 60_000;

/** `what`: `chiamate`, as it stands within a sentence. */
export function factsOf(
  outlook: OutlookSnapshot,
  staffing: Staffed | null,
  { what, isKnownDay }: { readonly what: string; readonly isKnownDay: boolean },
  speech: DeskSpeech,
): readonly Fact[] {
  return [
    { term: speech.words.surge, sentences: surgeSentences(outlook, what, isKnownDay, speech) },
    ...silence(outlook, speech),
    { term: speech.words.projection, sentences: [errorSentence(outlook, speech)] },
    ...(staffing === null ? [] : [staffingFact(staffing, what, speech)]),
    { term: speech.words.usual, sentences: usualSentences(outlook, speech) },
  ];
}

function surgeSentences(
  { asOfMs, surge: { level, sinceMs, reason } }: OutlookSnapshot,
  what: string,
  isKnownDay: boolean,
  { words, page, decimal, times }: DeskSpeech,
): readonly string[] {
  const name = words.levels[level];
  const head =
    sinceMs === null ? words.level(name) : words.levelSince(name, momentText(sinceMs, asOfMs, page));
  if (reason === null) return [head, words.notJudged];
  const { windowMs, count, expected, ratio, lowerBound, threshold, certainty } = reason;
  const sayThreshold =
    level === "none" ? words.thresholdNone : lowerBound < threshold ? words.thresholdHeld : words.threshold;
  const sayBound = isKnownDay ? words.boundForeseen : words.bound;
  return [
    head,
    sayBound(page.formats.percent(certainty), what, decimal(windowMs / MINUTE_MS), times(lowerBound)),
    words.evidence(decimal(count), decimal(expected), times(ratio)),
    sayThreshold(times(threshold)),
  ];
}

function silence({ asOfMs, tooQuiet }: OutlookSnapshot, { words, page, count }: DeskSpeech): readonly Fact[] {
  if (tooQuiet === null) return [];
  const text = words.silentSince(momentText(tooQuiet.sinceMs, asOfMs, page), count(tooQuiet.expected));
  return [{ term: words.silence, sentences: [text] }];
}

function errorSentence({ projection: { meanError } }: OutlookSnapshot, { words, share }: DeskSpeech): string {
  return meanError === null ? words.noError : words.meanError(share(meanError));
}

export const staffedOf = ({ outlook, now }: ChannelSnapshot): Staffed | null =>
  outlook?.staffing ? { ...outlook.staffing, onLine: now.operators?.onLine ?? null } : null;

/** What those who are on line reach; nothing where no source tells or nobody is there. */
export function reachedSentence(
  { reached, onLine }: Staffed,
  { words, page, count }: DeskSpeech,
): readonly string[] {
  if (reached === null || onLine === null || onLine === 0) return [];
  return [words.reached(page.formats.percent(reached), Math.round(reached * 100), count(onLine))];
}

function staffingFact(staffing: Staffed, what: string, speech: DeskSpeech): Fact {
  const { words, page, decimal, count } = speech;
  const { needed, neededIfPatient, withinMs, target, contactsPerHour, handleMs, patienceMs, assumed } =
    staffing;
  const names = assumed.map((one) => words.assumptions[one]);
  return {
    term: words.staffing,
    sentences: [
      words.erlangA(count(needed), page.formats.percent(target), words.seconds(decimal(withinMs / 1_000))),
      words.reckoned(
        decimal(contactsPerHour),
        what,
        lengthText(handleMs, speech),
        lengthText(patienceMs, speech),
      ),
      ...reachedSentence(staffing, speech),
      words.erlangC(count(neededIfPatient)),
      ...(names.length === 0 ? [] : [words.assumed(page.formats.list(names))]),
    ],
  };
}

const lengthText = (lengthMs: number, { words, decimal }: DeskSpeech): string =>
  lengthMs < 2 * MINUTE_MS
    ? words.seconds(decimal(Math.round(lengthMs / 1_000)))
    : words.minutes(decimal(lengthMs / MINUTE_MS));

function usualSentences(outlook: OutlookSnapshot, { words, page, count }: DeskSpeech): readonly string[] {
  const { learning, newNormalSinceMs, soFar } = outlook;
  const { formats } = page;
  const unseenMinutes = Math.round(soFar.unseenMs / MINUTE_MS);
  return [
    learning === null ? words.known : words.learning(count(learning.week), count(learning.of)),
    ...(soFar.seenSinceMs === null
      ? unseenMinutes > 0
        ? [words.unseen(count(unseenMinutes))]
        : []
      : [words.seenSince(formats.clock(soFar.seenSinceMs))]),
    ...(newNormalSinceMs === null ? [] : [words.newNormal(formats.date(newNormalSinceMs))]),
  ];
}
