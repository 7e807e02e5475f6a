import type { EventId, SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";

import {
  type Fields,
  fieldCount,
  isId,
  isObject,
  present,
  whyNotId,
  whyNotObject,
  whyNotType,
  whyNotWord,
} from "./checks.ts";
import { CONTACT_DECODERS } from "./decode-contact.ts";
import { OPERATION_DECODERS } from "./decode-operation.ts";
import { decodeResynced } from "./decode-resynced.ts";
import { decodeInstant } from "./instant.ts";
import { type Decoded, refuse } from "./refusal.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The envelope of an event that is being decoded. */
export interface Head {
  readonly source: SourceId;
  readonly id: EventId;
  readonly at: EpochMs;
}

/** Reads the `data` of one type of event. */
export type DataDecoder = (head: Head, data: Fields, words: Vocabulary) => Decoded;

const DECODERS: ReadonlyMap<unknown, DataDecoder> = new Map<string, DataDecoder>([
  ...CONTACT_DECODERS,
  ...OPERATION_DECODERS,
  ["source.resynced", decodeResynced],
]);

/**
 * One CloudEvent in JSON -> an event that still carries the producer's own ids, or
 * where and why not. The hot path: written by hand, held equal to `event-schema.ts`
 * by a test. Every field is known or the event is refused, so that nothing about a
 * caller can slip in.
 */
export function createEventDecoder(words: Vocabulary): (value: unknown) => Decoded {
  return (value) => {
    if (!isObject(value)) return refuse("$", "not-an-object");
    const { id, source, time, datacontenttype, data } = value;
    if (value.specversion !== "1.0")
      return refuse("$.specversion", whyNotWord(value.specversion, "not-allowed"));
    if (!isId(id)) return refuse("$.id", whyNotId(id));
    if (source !== words.source) return refuse("$.source", whyNotWord(source, "foreign-source"));
    if (datacontenttype !== undefined && datacontenttype !== "application/json")
      return refuse("$.datacontenttype", whyNotWord(datacontenttype, "not-allowed"));
    if (typeof time !== "string") return refuse("$.time", whyNotType(time));
    const at = decodeInstant(time);
    if (at === null) return refuse("$.time", "not-an-instant");
    const decodeData = DECODERS.get(value.type);
    if (!decodeData) return refuse("$.type", whyNotWord(value.type, "not-allowed"));
    if (!isObject(data)) return refuse("$.data", whyNotObject(data));
    if (fieldCount(value) !== 6 + present(datacontenttype)) return refuse("$", "unknown-field");
    return decodeData({ source: words.source, id, at }, data, words);
  };
}
