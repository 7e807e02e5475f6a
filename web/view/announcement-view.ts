import type { AnnouncementSnapshot } from "#wire/outlook.ts";

import { labelIn } from "../i18n/catalogue.ts";
import type { Speech } from "./speech.ts";

/** A great day is near, in one sentence: whole, and as short as it can be said. */
export interface AnnouncementView {
  readonly text: string;
  readonly short: string;
}

export function announcementView(
  announcement: AnnouncementSnapshot | null,
  { words, formats, locale }: Speech,
): AnnouncementView | null {
  if (!announcement) return null;
  const { name, when, times, lastTime } = announcement;
  const say = when === "tomorrow" ? words.tomorrowIs : words.todayIs;
  const short = say(labelIn(name, locale), formats.times(times));
  if (!lastTime || lastTime.length === 0) return { text: `${short}.`, short: `${short}.` };
  const counts = lastTime.map(({ channel, count }) =>
    (channel === "phone" ? words.callCount : words.chatCount)(formats.integer(count)),
  );
  return { text: `${short}; ${words.lastTime(formats.list(counts))}.`, short: `${short}.` };
}
