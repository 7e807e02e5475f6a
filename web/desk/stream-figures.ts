/** The large figures of a stream, each beside what is usual of it. */
import type { CountBesideUsual, OutlookSnapshot, StaffingSnapshot } from "#wire/outlook.ts";

import { DASH } from "../format/formats.ts";
import { labelIn } from "../i18n/catalogue.ts";
import type { DeskFigure } from "./desk-figure.ts";
import type { DeskSpeech } from "./desk-speech.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface StreamFigures {
  readonly kind: "phone" | "chat" | "together";
  /** Arrivals of today at this moment; `null`: of both channels as one. */
  readonly net: number | null;
  readonly outlook: OutlookSnapshot;
  readonly staffing: StaffingSnapshot | null;
  /** `null`: no source tells. */
  readonly onLine: number | null;
  /** Today's name in the calendar. */
  readonly knownDay: Readonly<Record<string, string>> | null;
}

export function figuresOf(stream: StreamFigures, speech: DeskSpeech): readonly DeskFigure[] {
  return [
    soFar(stream, speech),
    ...ratio(stream, speech),
    lastHour(stream, speech),
    projection(stream, speech),
    ...(stream.staffing === null ? [] : [operators(stream, stream.staffing, speech)]),
  ];
}

/**
 * Of a day that was seen whole the count of this moment, as the table has it, beside what is
 * usual by the last five-minute mark; else what was seen up to that mark.
 */
function soFar({ kind, net, outlook, knownDay }: StreamFigures, speech: DeskSpeech): DeskFigure {
  const { words, page, count } = speech;
  const { seenSinceMs, unseenMs, ordinary } = outlook.soFar;
  const labels = {
    phone: [words.callsSoFar, words.callsSince],
    chat: [words.chatsSoFar, words.chatsSince],
    together: [words.bothSoFar, words.bothSince],
  } as const;
  const [whole, since] = labels[kind];
  const isLive = net !== null && seenSinceMs === null && unseenMs === 0;
  const beside = besideText(outlook.soFar, knownDay !== null, speech);
  return {
    key: { figure: isLive ? "net" : "seen-so-far", channel: kind, window: "today" },
    value: count(isLive ? net : outlook.soFar.count),
    label: seenSinceMs === null ? whole : since(page.formats.clock(seenSinceMs)),
    beside: words.byTime(
      page.formats.clock(outlook.asOfMs),
      knownDay === null ? beside : words.foreseenBesideUsual(beside, count(ordinary)),
    ),
  };
}

function besideText(one: CountBesideUsual, isKnownDay: boolean, { words, count }: DeskSpeech): string {
  const say = isKnownDay ? words.foreseen : words.usually;
  return say(count(one.expected), count(one.low), count(one.high));
}

/** Times the ordinary; on a known day also times what was expected of it. */
function ratio(
  { kind, outlook, knownDay }: StreamFigures,
  { words, page, times }: DeskSpeech,
): readonly DeskFigure[] {
  const { count, ordinary, expected, low, high } = outlook.soFar;
  if (ordinary <= 0) return [];
  const isForeseen = knownDay !== null && expected > 0;
  return [
    {
      key: { figure: "ratio-to-usual", channel: kind, window: "today" },
      value: words.timesValue(times(count / ordinary)),
      label: words.timesLabel(page.formats.weekday(outlook.asOfMs)),
      beside: isForeseen
        ? words.timesForeseen(times(count / expected), labelIn(knownDay, page.locale))
        : words.timesRange(times(low / ordinary), times(high / ordinary)),
    },
  ];
}

function lastHour({ kind, outlook, knownDay }: StreamFigures, speech: DeskSpeech): DeskFigure {
  const { words, count } = speech;
  const { lastHour: hour } = outlook;
  return {
    key: { figure: "last-hour", channel: kind, window: "last-60-minutes" },
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

function projection({ kind, outlook }: StreamFigures, { words, count }: DeskSpeech): DeskFigure {
  const { total, low, high, isAtLeast } = outlook.projection;
  return {
    key: { figure: isAtLeast ? "projected-low" : "projected-total", channel: kind, window: "today" },
    value: isAtLeast ? words.atLeast(count(low)) : words.about(count(total)),
    label: words.byMidnight,
    beside: isAtLeast ? words.openEnd : words.between(count(low), count(high)),
  };
}

function operators(
  { kind, onLine }: StreamFigures,
  { needed }: StaffingSnapshot,
  { words, count }: DeskSpeech,
): DeskFigure {
  return {
    key: { figure: "operators-needed", channel: kind, window: "today" },
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
