/** The large figures of a stream, each beside what is usual of it. */
import type { CountBesideUsual, OutlookSnapshot, StaffingSnapshot } from "#wire/outlook.ts";

import { DASH } from "../format/formats.ts";
import { labelIn } from "../i18n/catalogue.ts";
import type { KeyFigure } from "../report/document.ts";
import type { DeskSpeech } from "./desk-speech.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface StreamFigures {
  readonly kind: "phone" | "chat" | "together";
  readonly outlook: OutlookSnapshot;
  readonly staffing: StaffingSnapshot | null;
  /** `null`: no source tells. */
  readonly onLine: number | null;
  /** Today's name in the calendar. */
  readonly knownDay: Readonly<Record<string, string>> | null;
}

export function figuresOf(stream: StreamFigures, speech: DeskSpeech): readonly KeyFigure[] {
  return [
    soFar(stream, speech),
    ...ratio(stream, speech),
    lastHour(stream, speech),
    projection(stream, speech),
    ...(stream.staffing === null ? [] : [operators(stream.staffing, stream.onLine, speech)]),
  ];
}

function soFar({ kind, outlook, knownDay }: StreamFigures, speech: DeskSpeech): KeyFigure {
  const { words, page, count } = speech;
  const { seenSinceMs } = outlook.soFar;
  const labels = {
    phone: [words.callsSoFar, words.callsSince],
    chat: [words.chatsSoFar, words.chatsSince],
    together: [words.bothSoFar, words.bothSince],
  } as const;
  const [whole, since] = labels[kind];
  return {
    value: count(outlook.soFar.count),
    label: seenSinceMs === null ? whole : since(page.formats.clock(seenSinceMs)),
    beside:
      knownDay === null
        ? besideText(outlook.soFar, false, speech)
        : words.foreseenBesideUsual(besideText(outlook.soFar, true, speech), count(outlook.soFar.ordinary)),
  };
}

function besideText(one: CountBesideUsual, isKnownDay: boolean, { words, count }: DeskSpeech): string {
  const say = isKnownDay ? words.foreseen : words.usually;
  return say(count(one.expected), count(one.low), count(one.high));
}

/** Times the ordinary; on a known day also times what was expected of it. */
function ratio(
  { outlook, knownDay }: StreamFigures,
  { words, page, times }: DeskSpeech,
): readonly KeyFigure[] {
  const { count, ordinary, expected, low, high } = outlook.soFar;
  if (ordinary <= 0) return [];
  const isForeseen = knownDay !== null && expected > 0;
  return [
    {
      value: words.timesValue(times(count / ordinary)),
      label: words.timesLabel(page.formats.weekday(outlook.asOfMs)),
      beside: isForeseen
        ? words.timesForeseen(times(count / expected), labelIn(knownDay, page.locale))
        : words.timesRange(times(low / ordinary), times(high / ordinary)),
    },
  ];
}

function lastHour({ outlook, knownDay }: StreamFigures, speech: DeskSpeech): KeyFigure {
  const { words, count } = speech;
  const { lastHour: hour } = outlook;
  return {
    value: hour === null ? DASH : count(hour.count),
    label: words.lastHour,
    beside:
      hour === null
        ? words.tooLittleSeen
        : hour.unseenMs > 0
          ? words.ofMinutesSeen(
              besideText(hour, knownDay !== null, speech),
              count((HOUR_MS - hour.unseenMs) / MINUTE_MS),
            )
          : besideText(hour, knownDay !== null, speech),
  };
}

function projection({ outlook }: StreamFigures, { words, count }: DeskSpeech): KeyFigure {
  const { total, low, high, isAtLeast } = outlook.projection;
  return {
    value: isAtLeast ? words.atLeast(count(low)) : words.about(count(total)),
    label: words.byMidnight,
    beside: isAtLeast ? words.openEnd : words.between(count(low), count(high)),
  };
}

function operators(
  { needed }: StaffingSnapshot,
  onLine: number | null,
  { words, count }: DeskSpeech,
): KeyFigure {
  return {
    value: count(needed),
    label: words.needed,
    beside:
      onLine === null
        ? words.onLineUnknown
        : onLine < needed
          ? words.onLineMissing(count(onLine), count(needed - onLine))
          : words.onLine(count(onLine)),
  };
}
