import { OUTCOMES } from "#domain/contact-event.ts";
import { ms } from "#domain/time.ts";

import { fieldCount, isAmount, isId, isWord, present, whyNotId, whyNotNumber, whyNotWord } from "./checks.ts";
import type { DataDecoder } from "./decode-event.ts";
import { MAX_DURATION_SECONDS } from "./limits.ts";
import { accept, refuse } from "./refusal.ts";

const OUTCOME_WORDS = new Set(OUTCOMES);
const UNKNOWN_FIELD = refuse("$.data", "unknown-field");

const decodeArrived: DataDecoder = (head, data, words) => {
  const { contact, channel, entry, language } = data;
  if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
  if (!isWord(channel, words.channels))
    return refuse("$.data.channel", whyNotWord(channel, "not-configured"));
  if (!isWord(entry, words.entries[channel]))
    return refuse("$.data.entry", whyNotWord(entry, "not-configured"));
  if (fieldCount(data) !== 3 + present(language)) return UNKNOWN_FIELD;
  if (language === undefined) return accept({ ...head, type: "contact.arrived", contact, channel, entry });
  if (!isWord(language, words.languages))
    return refuse("$.data.language", whyNotWord(language, "not-configured"));
  return accept({ ...head, type: "contact.arrived", contact, channel, entry, language });
};

/** For events that tell no more than which contact they are about. */
const decodeBare =
  (type: "contact.blacklisted" | "contact.unconfirmed" | "contact.returned"): DataDecoder =>
  (head, data) => {
    const { contact } = data;
    if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
    if (fieldCount(data) !== 1) return UNKNOWN_FIELD;
    return accept({ ...head, type, contact });
  };

const decodeQueued: DataDecoder = (head, data, words) => {
  const { contact, language, queue } = data;
  if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
  if (!isWord(language, words.languages))
    return refuse("$.data.language", whyNotWord(language, "not-configured"));
  if (!isWord(queue, words.queues)) return refuse("$.data.queue", whyNotWord(queue, "not-configured"));
  if (fieldCount(data) !== 3) return UNKNOWN_FIELD;
  return accept({ ...head, type: "contact.queued", contact, language, queue });
};

/** Who can only estimate when has measured no wait: one of the two fields, not both. */
const decodeAnswered: DataDecoder = (head, data) => {
  const { contact, waitSeconds, estimated = false } = data;
  if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
  if (typeof estimated !== "boolean") return refuse("$.data.estimated", "wrong-type");
  const mayHaveWait = estimated ? 0 : present(waitSeconds);
  if (fieldCount(data) !== 1 + mayHaveWait + present(data.estimated)) return UNKNOWN_FIELD;
  if (estimated) return accept({ ...head, type: "contact.answered", contact, estimated });
  if (waitSeconds === undefined) return accept({ ...head, type: "contact.answered", contact });
  if (!isAmount(waitSeconds, MAX_DURATION_SECONDS))
    return refuse("$.data.waitSeconds", whyNotNumber(waitSeconds));
  return accept({ ...head, type: "contact.answered", contact, wait: durationOf(waitSeconds) });
};

const decodeEnded: DataDecoder = (head, data) => {
  const { contact, outcome, talkSeconds } = data;
  if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
  if (!isWord(outcome, OUTCOME_WORDS)) return refuse("$.data.outcome", whyNotWord(outcome, "not-allowed"));
  if (fieldCount(data) !== 2 + present(talkSeconds)) return UNKNOWN_FIELD;
  if (talkSeconds === undefined) return accept({ ...head, type: "contact.ended", contact, outcome });
  if (!isAmount(talkSeconds, MAX_DURATION_SECONDS))
    return refuse("$.data.talkSeconds", whyNotNumber(talkSeconds));
  return accept({ ...head, type: "contact.ended", contact, outcome, talk: durationOf(talkSeconds) });
};

const decodeCorrected: DataDecoder = (head, data) => {
  const { contact, outcome } = data;
  if (!isId(contact)) return refuse("$.data.contact", whyNotId(contact));
  if (!isWord(outcome, OUTCOME_WORDS)) return refuse("$.data.outcome", whyNotWord(outcome, "not-allowed"));
  if (fieldCount(data) !== 2) return UNKNOWN_FIELD;
  return accept({ ...head, type: "contact.corrected", contact, outcome });
};

export const CONTACT_DECODERS: readonly (readonly [string, DataDecoder])[] = [
  ["contact.arrived", decodeArrived],
  ["contact.blacklisted", decodeBare("contact.blacklisted")],
  ["contact.queued", decodeQueued],
  ["contact.answered", decodeAnswered],
  ["contact.unconfirmed", decodeBare("contact.unconfirmed")],
  ["contact.returned", decodeBare("contact.returned")],
  ["contact.ended", decodeEnded],
  ["contact.corrected", decodeCorrected],
];

/** Whole milliseconds. */
const durationOf = (secondsGiven: number) => ms(Math.round(secondsGiven * 1_000));
