/** How long something has lasted, in words. */
import type { Speech } from "./speech.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A time of the clock means today's for so long. */
const CLOCK_MEANS_TODAY_MS = 20 * HOUR_MS;

/** In steps of five minutes, then in hours, so that a sentence rests; `null` while it has only just begun. */
export function lastingText(lastsMs: number, { words, formats }: Speech): string | null {
  const hours = Math.floor(lastsMs / HOUR_MS);
  if (hours > 1) return words.overHours(formats.integer(hours));
  if (hours === 1) return words.overAnHour;
  const minutes = Math.floor(lastsMs / (5 * MINUTE_MS)) * 5;
  return minutes > 0 ? words.minutes(formats.integer(minutes)) : null;
}

/** `12 min`, `1 h 5 min`, `26 h`: to the minute, at least one, for what may tick. */
export function shortLength(lastsMs: number, { words, formats }: Speech): string {
  const all = Math.max(1, Math.floor(lastsMs / MINUTE_MS));
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  const hoursText = words.hoursShort(formats.integer(hours));
  const minutesText = words.minutesShort(formats.integer(minutes));
  if (hours === 0) return minutesText;
  return hours >= 24 || minutes === 0 ? hoursText : `${hoursText} ${minutesText}`;
}

/** `dalle 10:42`; of another day how long ago that is. */
export const sinceText = (sinceMs: number, nowMs: number, speech: Speech): string =>
  nowMs - sinceMs < CLOCK_MEANS_TODAY_MS
    ? speech.words.sinceTime(speech.formats.clock(sinceMs))
    : speech.words.lasting(shortLength(nowMs - sinceMs, speech));
