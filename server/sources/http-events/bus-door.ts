/** The door for events that come one by one as texts, by the bus: as strict as the one over HTTP. */
import type { Config } from "#config/schema.ts";
import type { HttpEventsConfig } from "#config/source-schema.ts";
import type { SourceId } from "#domain/contact-event.ts";
import type { EventSink, Logger, Pseudonyms } from "#engine/ports.ts";

import { isObject } from "./checks.ts";
import { createEventDecoder } from "./decode-event.ts";
import { MAX_EVENT_BYTES } from "./limits.ts";
import { NOT_JSON } from "./read-body.ts";
import { receiveBatch, type RejectedEvent } from "./receive-batch.ts";
import type { Decoded } from "./refusal.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { vocabularyOf } from "./vocabulary.ts";

export interface BusDoorOptions {
  /** Those that may come by the bus. */
  readonly sources: readonly HttpEventsConfig[];
  readonly house: Config;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly logger: Logger;
}

/** Not the text of an event: it is too long, or there is none. */
const TOO_LARGE = Symbol("too large");

/** Commits what can be taken and answers what cannot, by its place. Rejects with `JournalUnavailable`. */
export function createBusDoor(
  options: BusDoorOptions,
): (texts: readonly (string | null)[]) => Promise<readonly RejectedEvent[]> {
  const { house, logger } = options;
  const decoders = new Map<SourceId, (value: unknown) => Decoded>(
    options.sources.map((source) => [source.id, createEventDecoder(vocabularyOf(house, source))]),
  );
  const logRefusals = createRefusalLog(logger);
  return async (texts) => {
    const items = texts.map(itemOf);
    const { rejected } = await receiveBatch({ ...options, decoders }, items, false);
    const told = rejected.map(({ index, path, reason }): RejectedEvent => ({
      index,
      path,
      reason: items[index] === TOO_LARGE ? "too-large" : reason,
    }));
    for (const [source, ofSource] of Map.groupBy(texts.keys(), (index) => sourceOf(items[index], decoders)))
      logRefusals(
        source,
        told.filter(({ index }) => ofSource.includes(index)),
      );
    return told;
  };
}

function itemOf(text: string | null): unknown {
  if (text === null) return null;
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES) return TOO_LARGE;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

/** Of whom the log speaks: a name of the configuration, or nobody it knows. */
function sourceOf(item: unknown, decoders: ReadonlyMap<SourceId, unknown>): string {
  const named = isObject(item) && typeof item.source === "string" ? item.source : "";
  return decoders.has(named) ? named : "bus";
}
