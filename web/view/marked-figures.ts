/**
 * What marks a figure of the board has its sentence here, of the mood `attention`: a long wait, operators who are missing, a
 * rate of the day that lies clearly below its target. All is never said to be usual beside a mark.
 */
import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { isLongWait } from "../format/long-wait.ts";
import { staffSentence } from "./alert-words.ts";
import { figuresWithTargets, type HeadlineFigure } from "./headline-figures.ts";
import type { Sentence } from "./mood.ts";
import type { Speech } from "./speech.ts";
import type { LiveBoard } from "./surge-sentence.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What an alert may tell in the place of the sentence. */
export interface Mark {
  readonly kind: "understaffed" | "rate-falls";
  readonly channel: ChannelSnapshot["channel"];
  /** Of a service level; `null`: of anything else. */
  readonly thresholdMs: number | null;
}

type IsTold = (mark: Mark) => boolean;

/** The channels in which somebody waits too long, the longest wait first. */
export function longWaits({ channels, nowMs }: LiveBoard, speech: Speech): readonly Sentence[] {
  return channels
    .map(({ channel, now }) => ({ channel, now, waitMs: nowMs - (now.longestWaitSinceMs ?? nowMs) }))
    .filter(({ waitMs }) => isLongWait(waitMs))
    .sort((a, b) => b.waitMs - a.waitMs)
    .map((one) => ({ text: longWaitText(one, speech), mood: "attention" }));
}

function longWaitText(
  { channel, now, waitMs }: Pick<ChannelSnapshot, "channel" | "now"> & { readonly waitMs: number },
  { words, formats }: Speech,
): string {
  const hours = Math.floor(waitMs / HOUR_MS);
  const time =
    hours > 1
      ? words.overHours(formats.integer(hours))
      : hours === 1
        ? words.overAnHour
        : words.minutes(formats.integer(Math.floor(waitMs / MINUTE_MS)));
  return now.waiting === 1
    ? words.longWaitOne(words[channel], time)
    : words.longWait(words[channel], formats.integer(now.waiting), time);
}

/** The channels with fewer operators on line than the present volume needs. */
export function tooFewOperators(
  { channels }: LiveBoard,
  isTold: IsTold,
  speech: Speech,
): readonly Sentence[] {
  return channels.flatMap(({ channel, now, outlook }) => {
    const needed = outlook?.staffing?.needed ?? 0;
    const onLine = now.operators?.onLine ?? needed;
    if (onLine >= needed || isTold({ kind: "understaffed", channel, thresholdMs: null })) return [];
    return [staffSentence({ channel, onLine, needed }, speech)];
  });
}

const gap = ({ target }: HeadlineFigure): number =>
  target ? target.target - (target.ratio ?? target.target) : 0;

/** The rates of the day that lie clearly below their targets, the farthest below first. */
export function missedTargets(
  { snapshot, channels }: LiveBoard,
  house: House,
  isTold: IsTold,
  speech: Speech,
): readonly Sentence[] {
  const { words, formats } = speech;
  return figuresWithTargets({ ...snapshot, channels }, house, speech)
    .toSorted((a, b) => gap(b) - gap(a))
    .flatMap(({ channel, thresholdMs, target }) => {
      if (!target?.isBelow || isTold({ kind: "rate-falls", channel, thresholdMs })) return [];
      const { ratio, within, targetText } = target;
      const text = words.belowTarget(
        words[channel],
        within,
        formats.percent(ratio),
        Math.round((ratio ?? 0) * 100),
        targetText,
      );
      return [{ text, mood: "attention" as const }];
    });
}
