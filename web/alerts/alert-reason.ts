/** Why there is an alert, in full words and with every figure that the rule looked at. */
import type { AlertReason } from "#wire/alert.ts";
import type { House } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import { sourceLabel } from "../view/alert-words.ts";
import type { AlertsSpeech } from "./alerts-speech.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function reasonText(reason: AlertReason, house: House, nowMs: number, speech: AlertsSpeech): string {
  const { words, page, from } = speech;
  const { integer, times } = page.formats;
  switch (reason.kind) {
    case "rate-falls":
      return rateText(reason, speech);
    case "understaffed":
      return words.staffReason(page.words[reason.channel], integer(reason.onLine), integer(reason.needed));
    case "nobody-answers": {
      const { channel, lostInARow, sinceMs } = reason;
      const name = page.words[channel];
      const what = channel === "phone" ? page.words.calls : page.words.chats;
      return lostInARow === 0
        ? words.unattendedReason(name, from(sinceMs, nowMs))
        : words.lostReason(name, integer(lostInARow), what, speech.at(sinceMs, nowMs));
    }
    case "surge": {
      const { channel, ratio, lowerBound, windowMs } = reason;
      const what =
        channel === null
          ? page.words.callsAndChats
          : channel === "phone"
            ? page.words.calls
            : page.words.chats;
      const name = what.charAt(0).toUpperCase() + what.slice(1);
      return words.surgeReason(name, times(ratio), times(lowerBound), windowText(windowMs, speech));
    }
    case "known-day": {
      const { name, when, lastTime } = reason;
      const counts = lastTime?.map(({ channel, count }) =>
        (channel === "phone" ? page.words.callCount : page.words.chatCount)(integer(count)),
      );
      const day = words.knownDayReason(when, labelIn(name, page.locale), times(reason.times));
      return counts && counts.length > 0 ? `${day} ${words.lastTime(page.formats.list(counts))}` : day;
    }
    case "source-silent": {
      const name = sourceLabel(reason.source, house, page.locale);
      return reason.sinceMs === null
        ? words.unheardReason(name)
        : words.silentReason(name, from(reason.sinceMs, nowMs));
    }
    case "too-quiet": {
      const { channel, sinceMs, expected } = reason;
      const what = channel === "phone" ? words.call : words.chat;
      return words.quietReason(
        page.words[channel],
        what,
        from(sinceMs, nowMs),
        integer(Math.round(expected)),
      );
    }
    case "undelivered":
      return (
        words.undeliveredReason(reason.receiver, from(reason.sinceMs, nowMs), integer(reason.waiting)) +
        (reason.givenUp > 0 ? ` ${words.givenUpReason(integer(reason.givenUp))}` : "")
      );
  }
}

function rateText(
  {
    channel,
    thresholdMs,
    value,
    n,
    target,
    windowMs,
    badProbability,
  }: Extract<AlertReason, { kind: "rate-falls" }>,
  speech: AlertsSpeech,
): string {
  const { words, page } = speech;
  const { integer, percent } = page.formats;
  const [all, within] =
    channel === "phone"
      ? [words.callsAnswered, words.callsAnsweredWithin]
      : [words.chatsAnswered, words.chatsAnsweredWithin];
  const what = thresholdMs === null ? all : within(page.words.secondsShort(integer(thresholdMs / 1_000)));
  const window = windowText(windowMs, speech);
  if (value === null) return words.rateReasonNone(what, window, percent(target));
  const figures = words.rateReason(what, percent(value), integer(n), window, percent(target));
  return `${figures} ${words.rateCertainty(percent(badProbability))}`;
}

function windowText(windowMs: number, { words, page }: AlertsSpeech): string {
  if (windowMs === HOUR_MS) return words.lastHour;
  return windowMs < HOUR_MS
    ? words.lastMinutes(page.formats.integer(Math.round(windowMs / MINUTE_MS)))
    : words.lastHours(page.formats.integer(Math.round(windowMs / HOUR_MS)));
}
