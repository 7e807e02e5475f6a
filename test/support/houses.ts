/** Two houses for browser and view tests. */
import type { House } from "#wire/house.ts";

const phoneHouse: House["channels"][number] = {
  channel: "phone",
  entries: [{ entry: "phone", label: { it: "telefono", en: "phone" } }],
  answerRateTarget: 0.846,
  serviceLevels: [{ thresholdMs: 20_000, target: 0.8 }],
  abandons: "against",
  shortAbandonMs: 5_000,
  shortAbandons: "counted",
};

const chatHouse: House["channels"][number] = {
  channel: "chat",
  entries: [
    { entry: "site", label: { it: "sito", en: "site" } },
    { entry: "app", label: { it: "app", en: "app" } },
  ],
  answerRateTarget: null,
  serviceLevels: [
    { thresholdMs: 20_000, target: 0.81 },
    { thresholdMs: 60_000, target: 0.95 },
  ],
  abandons: "against",
  shortAbandonMs: 5_000,
  shortAbandons: "counted",
};

export const house1522: House = {
  name: "1522",
  timeZone: "Europe/Rome",
  locales: ["it", "en"],
  simulated: false,
  speed: 1,
  languages: ["it", "en", "fr", "es", "ar", "de"],
  channels: [phoneHouse, chatHouse],
  sources: [
    { source: "pbx", kind: "asterisk", label: { it: "centralino", en: "PBX" }, channels: ["phone"] },
    { source: "chats", kind: "http-events", label: { it: "chat", en: "chat" }, channels: ["chat"] },
  ],
};

/** Has chats by its configuration, and no source that tells of them. */
export const houseChatUnconnected: House = { ...house1522, sources: house1522.sources.slice(0, 1) };

/** A helpline in another zone, English first, without chat. */
export const houseWithoutChat: House = {
  ...house1522,
  name: "Night Line",
  timeZone: "America/New_York",
  locales: ["en"],
  channels: [phoneHouse],
  sources: [{ source: "pbx", kind: "asterisk", label: { en: "PBX" }, channels: ["phone"] }],
};
