/** What the volume of the moment has to say for itself, in one sentence. Numbers come rounded, so that it rests between facts. */
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { OutlookSnapshot } from "#wire/outlook.ts";

import { isClearlyAbove } from "../format/clearly-above.ts";
import { labelIn } from "../i18n/catalogue.ts";
import { lastingText } from "./lasting.ts";
import type { Sentence } from "./mood.ts";
import type { Speech } from "./speech.ts";

type SurgeLevel = OutlookSnapshot["surge"]["level"];

const RANK: Readonly<Record<SurgeLevel, number>> = { none: 0, elevated: 1, surge: 2, extreme: 3 };
/** Information, attention and alarm: by colour, by shape and by word. */
export const SURGE_MOOD = { elevated: "information", surge: "attention", extreme: "alarm" } as const;

interface Stream {
  readonly what: string;
  readonly outlook: OutlookSnapshot;
}

/** The board as far as it may be believed at this moment. */
export interface LiveBoard {
  readonly snapshot: BoardSnapshot;
  readonly nowMs: number;
  /** Channels all of whose sources are in touch. */
  readonly channels: readonly ChannelSnapshot[];
}

const rankOf = ({ outlook }: Stream): number => RANK[outlook.surge.level];

/** The gravest surge; both channels as one where both surge, or where only together they do. */
export function surgeSentence({ snapshot, nowMs, channels }: LiveBoard, speech: Speech): Sentence | null {
  const each = streamsOf(channels, speech).filter((one) => rankOf(one) > 0);
  const gravest = each.sort((a, b) => rankOf(b) - rankOf(a))[0];
  const together = togetherOf({ snapshot, nowMs, channels }, speech);
  const isTogether =
    together !== null && each.length !== 1 && rankOf(together) >= Math.max(1, gravest ? rankOf(gravest) : 0);
  const told = isTogether ? together : gravest;
  if (!told) return null;
  const { words, formats, locale } = speech;
  const { level, reason, sinceMs } = told.outlook.surge;
  if (level === "none") return null;
  const heads = { elevated: words.manyOf, surge: words.surgeOf, extreme: words.extremeSurgeOf };
  const brief = { elevated: words.many, surge: words.surge, extreme: words.extremeSurge };
  const head = heads[level](told.what);
  const lasting = sinceMs === null ? null : lastingText(nowMs - sinceMs, speech);
  const since = lasting === null ? [] : [words.lasting(lasting)];
  const mood = SURGE_MOOD[level];
  if (reason === null) return { text: `${[head, ...since].join(", ")}.`, shorter: [`${head}.`], mood };
  const times = formats.times(reason.ratio);
  const [volume, short] = snapshot.knownDay
    ? [words.timesExpected(times, labelIn(snapshot.knownDay, locale)), words.timesExpectedShort(times)]
    : [words.timesUsualAt(times, formats.weekday(nowMs), formats.hour(nowMs)), words.timesUsualShort(times)];
  return {
    text: `${head}: ${[volume, ...since].join(", ")}.`,
    shorter: [`${head}: ${short}.`, `${brief[level]}: ${short}.`],
    mood,
  };
}

/** Many, but the calendar knew: a great day on its way as foreseen. */
export function expectedSentence(board: LiveBoard, speech: Speech): Sentence | null {
  const { snapshot, nowMs } = board;
  if (!snapshot.knownDay) return null;
  const { words, formats, locale } = speech;
  const each = streamsOf(board.channels, speech).filter(isMany);
  const together = togetherOf(board, speech);
  const told = together && each.length > 1 && isMany(together) ? together : each[0];
  if (!told) return null;
  const { count, ordinary, low, high } = told.outlook.soFar;
  const times = formats.times(count / ordinary);
  const head = words.manyOf(told.what);
  const usual = [words.timesUsual(times, formats.weekday(nowMs))];
  const short = [words.timesUsualShort(times)];
  if (count >= low && count <= high) {
    usual.push(words.asExpected(labelIn(snapshot.knownDay, locale)));
    short.push(words.asExpectedShort);
  }
  return {
    text: `${head}: ${usual.join(", ")}.`,
    shorter: [`${head}: ${short.join(", ")}.`],
    mood: "information",
  };
}

const isMany = ({ outlook: { soFar } }: Stream): boolean => isClearlyAbove(soFar.count, soFar.ordinary);

/** A channel that is silent for longer than chance explains: its line may be dead. */
export function tooQuietSentence({ channels }: LiveBoard, { words, formats }: Speech): Sentence | null {
  const quiet = channels
    .flatMap(({ channel, outlook }) => (outlook?.tooQuiet ? [{ channel, ...outlook.tooQuiet }] : []))
    .sort((a, b) => a.sinceMs - b.sinceMs)[0];
  if (!quiet) return null;
  const [say, sayShort] =
    quiet.channel === "phone" ? [words.noCalls, words.noCallsShort] : [words.noChats, words.noChatsShort];
  const [name, time] = [words[quiet.channel], formats.clock(quiet.sinceMs)];
  const usual = formats.integer(Math.round(quiet.expected));
  return { text: say(name, time, usual), shorter: [sayShort(name, time)], mood: "attention" };
}

function streamsOf(channels: readonly ChannelSnapshot[], { words }: Speech): Stream[] {
  return channels.flatMap(({ channel, outlook }) =>
    outlook ? [{ what: channel === "phone" ? words.calls : words.chats, outlook }] : [],
  );
}

function togetherOf({ snapshot, channels }: LiveBoard, { words }: Speech): Stream | null {
  if (!snapshot.together || channels.length < snapshot.channels.length) return null;
  return { what: words.callsAndChats, outlook: snapshot.together };
}
