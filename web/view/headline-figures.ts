/**
 * The row of headline figures. Which ones there are, their thresholds and targets
 * follow from the house: the mean wait and answer rate of its first channel, then
 * the service levels of the chats, or of the calls in a house without chat.
 */
import type { BoardSnapshot, ChannelSnapshot, Figure } from "#wire/board-snapshot.ts";
import type { House, HouseChannel } from "#wire/house.ts";

import { isClearlyBelow } from "../format/below-target.ts";
import { waitText } from "../format/duration.ts";
import type { Speech } from "./speech.ts";

/** A rate against its target, for the bar. Ratios 0..1. */
export interface TargetView {
  readonly ratio: number | null;
  readonly target: number;
  readonly targetText: string;
  /** ` entro 20 s`, as a sentence has it; empty for a rate without a threshold. */
  readonly within: string;
  readonly isBelow: boolean;
}

export interface HeadlineFigure {
  readonly channel: ChannelSnapshot["channel"];
  /** Of a service level, the wait that it counts up to; `null`: it is none. */
  readonly thresholdMs: number | null;
  readonly label: string;
  /** Where room is short. */
  readonly shortLabel: string;
  readonly value: string;
  readonly unit: string;
  /** What stands beside the figure, so that it never stands alone. */
  readonly beside: string;
  /** How many of the contacts it rests on have a wait that is a guess, in words; empty: none. */
  readonly estimated: string;
  readonly target: TargetView | null;
}

const MOST_FIGURES = 4;

export function headlineFigures(
  snapshot: BoardSnapshot,
  house: House,
  speech: Speech,
): readonly HeadlineFigure[] {
  const shown = shownChannels(snapshot, house);
  const first = shown.find(({ current }) => current.channel === "phone") ?? shown[0];
  const levels = shown.find(({ current }) => current.channel === "chat") ?? first;
  if (!first || !levels) return [];
  return [
    averageWait(first.current, speech),
    ...answerRate(first.current, first.configured, speech),
    ...serviceLevels(levels.current, levels.configured, speech),
  ].slice(0, MOST_FIGURES);
}

/** Every rate of the day that has a target, of every channel. */
export function figuresWithTargets(
  snapshot: BoardSnapshot,
  house: House,
  speech: Speech,
): readonly HeadlineFigure[] {
  return shownChannels(snapshot, house).flatMap(({ current, configured }) =>
    answerRate(current, configured, speech).concat(serviceLevels(current, configured, speech)),
  );
}

const shownChannels = (snapshot: BoardSnapshot, house: House) =>
  house.channels.flatMap((configured) => {
    const current = snapshot.channels.find((one) => one.channel === configured.channel);
    return current ? [{ configured, current }] : [];
  });

function averageWait({ channel, today, last30Minutes }: ChannelSnapshot, { words }: Speech): HeadlineFigure {
  return {
    channel,
    thresholdMs: null,
    label: words.averageWait,
    shortLabel: words.averageWaitShort,
    value: waitText(last30Minutes.wait.averageMs),
    unit: "",
    beside: words.today(waitText(today.wait.averageMs)),
    estimated: "",
    target: null,
  };
}

function answerRate(current: ChannelSnapshot, configured: HouseChannel, speech: Speech): HeadlineFigure[] {
  const { answerRateTarget: target, channel } = configured;
  if (target === null) return [];
  const { words } = speech;
  const [what, short] =
    channel === "phone"
      ? [words.callsAnswered, words.callsAnsweredShort]
      : [words.chatsAnswered, words.chatsAnsweredShort];
  const figure = rate(channel, { what, within: "" }, current.today.answerRate, target, speech);
  return [{ ...figure, shortLabel: short }];
}

function serviceLevels(current: ChannelSnapshot, configured: HouseChannel, speech: Speech): HeadlineFigure[] {
  const { words, formats } = speech;
  const what = configured.channel === "phone" ? words.callsWithin : words.chatsWithin;
  return configured.serviceLevels.flatMap(({ thresholdMs, target }) => {
    const level = current.today.serviceLevels.find((one) => one.thresholdMs === thresholdMs);
    const within = words.secondsShort(formats.integer(thresholdMs / 1_000));
    if (!level) return [];
    const figure = rate(
      configured.channel,
      { what: what(within), within: words.answersWithin(within) },
      level,
      target,
      speech,
    );
    return [{ ...figure, thresholdMs, estimated: estimatedText(current.today.estimated, speech) }];
  });
}

function estimatedText(count: number, { words, formats }: Speech): string {
  if (count === 0) return "";
  return count === 1 ? words.estimatedOne : words.estimated(formats.integer(count));
}

function rate(
  channel: ChannelSnapshot["channel"],
  { what, within }: { readonly what: string; readonly within: string },
  figure: Figure,
  target: number,
  { words, formats }: Speech,
): HeadlineFigure {
  const isBelow = isClearlyBelow(figure.value, figure.n, target);
  const targetText = formats.percentDigits(target);
  return {
    channel,
    thresholdMs: null,
    label: words.ofToday(what),
    shortLabel: what,
    value: formats.percentDigits(figure.value),
    unit: figure.value === null ? "" : "%",
    beside: isBelow ? words.under(targetText) : words.target(targetText),
    estimated: "",
    target: { ratio: figure.value, target, targetText: formats.percent(target), within, isBelow },
  };
}
