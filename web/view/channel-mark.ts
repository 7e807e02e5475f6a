import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { ChannelOutlook } from "#wire/outlook.ts";

import { momentText } from "./moment-text.ts";
import type { Mood } from "./mood.ts";
import type { Speech } from "./speech.ts";
import { SURGE_MOOD } from "./surge-sentence.ts";

/** What is unusual in a channel, beside its name. */
export interface ChannelMark {
  readonly mood: Mood;
  readonly text: string;
}

export function channelMark(
  channel: ChannelSnapshot["channel"],
  outlook: ChannelOutlook | null,
  speech: Speech,
): ChannelMark | null {
  if (!outlook) return null;
  const { words } = speech;
  const { tooQuiet, surge, asOfMs } = outlook;
  if (tooQuiet) {
    const say = channel === "phone" ? words.noCallsSince : words.noChatsSince;
    return { mood: "attention", text: say(momentText(tooQuiet.sinceMs, asOfMs, speech)) };
  }
  if (surge.level === "none" || surge.sinceMs === null) return null;
  const say = { elevated: words.elevatedSince, surge: words.surgeSince, extreme: words.extremeSince };
  return { mood: SURGE_MOOD[surge.level], text: say[surge.level](momentText(surge.sinceMs, asOfMs, speech)) };
}
