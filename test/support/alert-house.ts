/** The helpline whose alerts are looked at in tests: phone and chat, a source and a receiver. */
import type { WatchedHouse } from "#domain/alert/watches.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";

export const PBX: SourceId = "pbx";
export const CHATS: SourceId = "chats";
export const SOURCES = [PBX, CHATS];
export const BEAT = seconds(5);
export const calendar = createCalendar("Europe/Rome");
export const BOARD_RULES = {
  phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) },
  chat: { thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) },
};

export const HOUSE: WatchedHouse = {
  channels: [
    { channel: "phone", sources: [PBX], rates: [{ threshold: null, target: 0.846 }] },
    {
      channel: "chat",
      sources: [CHATS],
      rates: [
        { threshold: seconds(20), target: 0.81 },
        { threshold: seconds(60), target: 0.95 },
      ],
    },
  ],
  sources: SOURCES,
  receivers: ["desk"],
};
