/** What could be done about the present state, from what the board knows: counts of people and desks, and nothing else. */
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { isLongWait } from "../format/long-wait.ts";
import { freshnessOfChannel, type Present } from "../view/present.ts";
import { sourceLabel } from "../view/alert-words.ts";
import type { DeskSpeech } from "./desk-speech.ts";
import { reachedSentence } from "./stream-facts.ts";

export interface Advice {
  readonly text: string;
  /** Somebody should act on it. */
  readonly isUrgent: boolean;
}

export function adviceOf(
  {
    house,
    present,
    snapshot,
  }: { readonly house: House; readonly present: Present; readonly snapshot: BoardSnapshot },
  channels: readonly ChannelSnapshot["channel"][],
  speech: DeskSpeech,
): readonly Advice[] {
  const live = snapshot.channels.filter(
    ({ channel }) =>
      channels.includes(channel) && freshnessOfChannel(present, house, channel).level === "live",
  );
  return [
    ...live.flatMap((one) => operators(one, present.nowMs ?? snapshot.asOfMs, speech)),
    ...live.flatMap((one) => closedDesks(one, speech)),
    ...silentSources(house, present, channels, speech),
  ].sort((a, b) => Number(b.isUrgent) - Number(a.isUrgent));
}

function operators(
  { channel, now, outlook }: ChannelSnapshot,
  nowMs: number,
  speech: DeskSpeech,
): readonly Advice[] {
  const { words, page, count } = speech;
  const { advice } = words;
  const name = page.words[channel];
  const staffing = outlook?.staffing;
  if (!staffing) return isNobodyFree(now, nowMs) ? [{ text: advice.nobodyFree(name), isUrgent: true }] : [];
  if (now.operators === null)
    return [{ text: advice.unknown(name, count(staffing.needed)), isUrgent: false }];
  const { onLine, paused } = now.operators;
  const missing = staffing.needed - onLine;
  if (missing <= 0)
    return [{ text: advice.enough(name, count(onLine), count(staffing.needed)), isUrgent: false }];
  const percent = Math.round(staffing.target * 100);
  const goal = advice.goal(
    page.formats.percent(staffing.target),
    percent,
    words.seconds(count(staffing.withinMs / 1_000)),
  );
  const sentences = [
    missing === 1 ? advice.missingOne(name, goal) : advice.missing(name, count(missing), goal),
    ...reachedSentence({ ...staffing, onLine }, speech),
    ...(paused === 0 ? [] : [paused === 1 ? advice.pausedOne : advice.paused(count(paused))]),
  ];
  return [{ text: sentences.join(" "), isUrgent: true }];
}

/** Seen without any reckoning: somebody waits long, and whoever is on line has something to do. */
function isNobodyFree(
  { operators: people, longestWaitSinceMs }: ChannelSnapshot["now"],
  nowMs: number,
): boolean {
  if (people === null || longestWaitSinceMs === null) return false;
  return isLongWait(nowMs - longestWaitSinceMs) && people.available + people.ringing === 0;
}

/** Somebody waits in a language whose desk is not staffed at this hour. */
function closedDesks({ channel, now }: ChannelSnapshot, speech: DeskSpeech): readonly Advice[] {
  const { words, page, count, languageName } = speech;
  return now.languages
    .filter(({ desk, waiting }) => desk !== "open" && waiting > 0)
    .map(({ language, waiting }) => {
      const say = waiting === 1 ? words.advice.closedDeskOne : words.advice.closedDesk;
      return { text: say(page.words[channel], languageName(language), count(waiting)), isUrgent: true };
    });
}

function silentSources(
  house: House,
  present: Present,
  channels: readonly ChannelSnapshot["channel"][],
  { words, page }: DeskSpeech,
): readonly Advice[] {
  if (present.link.level !== "live") return [];
  return house.sources
    .filter((one) => one.channels.some((channel) => channels.includes(channel)))
    .flatMap(({ source }) => {
      const freshness = present.sources.get(source)?.freshness;
      if (!freshness || !("sinceMs" in freshness)) return [];
      const name = sourceLabel(source, house, page.locale);
      return [
        {
          text: words.advice.checkSource(name, page.formats.clockSeconds(freshness.sinceMs)),
          isUrgent: true,
        },
      ];
    });
}
