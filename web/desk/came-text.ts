import type { HistoryChannel, StretchSnapshot } from "#wire/history.ts";

import type { DeskSpeech } from "./desk-speech.ts";
import { lostOf } from "./history-plot.ts";

/**
 * How much came, and how much of what left the queue was answered. Who was never queued is in the
 * first number alone, so that the share is that of an answer rate.
 */
export function cameText(
  channel: HistoryChannel["channel"],
  total: NonNullable<StretchSnapshot["counts"]>,
  { words, count, share }: DeskSpeech,
): string {
  const came = (channel === "phone" ? words.callsCame : words.chatsCame)(count(total.net));
  const left = total.answered + lostOf(total);
  if (left === 0) return came;
  return `${came} ${words.answeredOfQueued(count(total.answered), count(left), share(total.answered / left))}`;
}
