import { type OpenContact, PHASES, type Phase } from "#domain/contact-event.ts";

import {
  fieldCount,
  isId,
  isObject,
  isWord,
  present,
  whyNotId,
  whyNotObject,
  whyNotType,
  whyNotWord,
} from "./checks.ts";
import type { DataDecoder } from "./decode-event.ts";
import { decodeInstant } from "./instant.ts";
import { MAX_OPEN_CONTACTS } from "./limits.ts";
import { type Refusal, accept, refuse } from "./refusal.ts";
import type { Vocabulary } from "./vocabulary.ts";

const PHASE_WORDS = new Set(PHASES);

/** What is open at the source after a lost connection. */
export const decodeResynced: DataDecoder = (head, data, words) => {
  const { open, covers, restarted = false } = data;
  if (!Array.isArray(open)) return refuse("$.data.open", whyNotType(open));
  if (open.length > MAX_OPEN_CONTACTS) return refuse("$.data.open", "too-long");
  const contacts: OpenContact[] = [];
  for (const [index, value] of open.entries()) {
    const decoded = decodeOpenContact(value, `$.data.open[${index}]`, words);
    if (!decoded.ok) return decoded;
    contacts.push(decoded.contact);
  }
  if (!Array.isArray(covers)) return refuse("$.data.covers", whyNotType(covers));
  if (covers.length > PHASES.length) return refuse("$.data.covers", "too-long");
  const phases: Phase[] = [];
  for (const [index, phase] of covers.entries()) {
    if (!isWord(phase, PHASE_WORDS))
      return refuse(`$.data.covers[${index}]`, whyNotWord(phase, "not-allowed"));
    phases.push(phase);
  }
  if (typeof restarted !== "boolean") return refuse("$.data.restarted", "wrong-type");
  if (fieldCount(data) !== 2 + present(data.restarted)) return refuse("$.data", "unknown-field");
  return accept({ ...head, type: "source.resynced", open: contacts, covers: phases, restarted });
};

type DecodedContact = { readonly ok: true; readonly contact: OpenContact } | Refusal;

function decodeOpenContact(value: unknown, path: string, words: Vocabulary): DecodedContact {
  if (!isObject(value)) return refuse(path, whyNotObject(value));
  const { contact, channel, entry, phase, since, language, queue } = value;
  if (!isId(contact)) return refuse(`${path}.contact`, whyNotId(contact));
  if (!isWord(channel, words.channels))
    return refuse(`${path}.channel`, whyNotWord(channel, "not-configured"));
  if (!isWord(entry, words.entries[channel]))
    return refuse(`${path}.entry`, whyNotWord(entry, "not-configured"));
  if (!isWord(phase, PHASE_WORDS)) return refuse(`${path}.phase`, whyNotWord(phase, "not-allowed"));
  if (typeof since !== "string") return refuse(`${path}.since`, whyNotType(since));
  const sinceInstant = decodeInstant(since);
  if (sinceInstant === null) return refuse(`${path}.since`, "not-an-instant");
  if (language !== undefined && !isWord(language, words.languages))
    return refuse(`${path}.language`, whyNotWord(language, "not-configured"));
  if (queue !== undefined && !isWord(queue, words.queues))
    return refuse(`${path}.queue`, whyNotWord(queue, "not-configured"));
  if (fieldCount(value) !== 5 + present(language) + present(queue)) return refuse(path, "unknown-field");
  return {
    ok: true,
    contact: {
      contact,
      channel,
      entry,
      phase,
      since: sinceInstant,
      ...(language === undefined ? {} : { language }),
      ...(queue === undefined ? {} : { queue }),
    },
  };
}
