/**
 * Files of CloudEvents from long ago, one a line, as `POST /api/v1/events` takes them
 * -> the history of each source they speak of. The same decoder, as strict.
 */
import type { Calendar } from "#domain/calendar.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { History, type SourceHistory } from "#domain/history.ts";
import type { EpochMs } from "#domain/time.ts";
import type { HistoryReader, LineFate } from "#engine/history-reader.ts";
import type { Pseudonyms } from "#engine/ports.ts";
import type { Config } from "#config/schema.ts";
import type { HttpEventsConfig, SourceConfig } from "#config/source-schema.ts";

import { isObject } from "./checks.ts";
import { createEventDecoder } from "./decode-event.ts";
import { decodeInstant } from "./instant.ts";
import { MAX_EVENT_BYTES } from "./limits.ts";
import { pseudonymise } from "./pseudonymise.ts";
import { type Decoded, refuse } from "./refusal.ts";
import { vocabularyOf } from "./vocabulary.ts";

export interface EventsHistoryOptions {
  readonly house: Config;
  readonly pseudonyms: Pseudonyms;
  readonly calendar: Calendar;
  /** Nothing later can have happened. */
  readonly until: EpochMs;
}

export class EventsHistory implements HistoryReader {
  readonly longestLine = MAX_EVENT_BYTES;
  readonly tooLong = refuse("$", "too-large");
  /** JSON tells by itself where it ends. */
  readonly unfinished = null;
  readonly #options: EventsHistoryOptions;
  readonly #decoders: ReadonlyMap<SourceId, (value: unknown) => Decoded>;
  readonly #histories = new Map<SourceId, History>();

  constructor(options: EventsHistoryOptions) {
    const { house } = options;
    this.#options = options;
    this.#decoders = new Map(
      house.sources
        .flatMap(asProducer)
        .map((source) => [source.id, createEventDecoder(vocabularyOf(house, source))]),
    );
  }

  timeOf(line: string): EpochMs | null {
    const value = parse(line);
    return isObject(value) && typeof value.time === "string" ? decodeInstant(value.time) : null;
  }

  beginFile(): void {
    // A line stands for itself, whatever file it is in.
  }

  take(line: string): LineFate {
    const value = parse(line);
    if (value === undefined) return refuse("$", "not-json");
    const named = isObject(value) && typeof value.source === "string" ? value.source : "";
    const decode = this.#decoders.get(named) ?? this.#anyDecoder();
    const decoded = decode(value);
    if (!decoded.ok) return decoded;
    const event = pseudonymise(decoded.event, this.#options.pseudonyms);
    const answer = this.#historyOf(event.source).add(event);
    if (answer === null) return "taken";
    return answer === "duplicate" ? "known" : { path: "$.time", reason: answer };
  }

  finish(): readonly SourceHistory[] {
    return [...this.#histories.values()].flatMap((history) => history.finish() ?? []);
  }

  #historyOf(source: SourceId): History {
    const known = this.#histories.get(source);
    if (known !== undefined) return known;
    const { calendar, until } = this.#options;
    const history = new History({ source, calendar, until });
    this.#histories.set(source, history);
    return history;
  }

  /** An event of a source that is not configured is refused by any of the decoders, for that reason. */
  #anyDecoder(): (value: unknown) => Decoded {
    for (const decode of this.#decoders.values()) return decode;
    return () => refuse("$.source", "foreign-source");
  }
}

/** What a PBX or a chat server would have been as a producer over HTTP; a simulation has no history. */
function asProducer(source: SourceConfig): HttpEventsConfig[] {
  switch (source.kind) {
    case "http-events":
      return [source];
    case "asterisk":
      return [{ id: source.id, kind: "http-events", label: source.label, channels: ["phone"] }];
    case "livehelperchat":
      return [{ id: source.id, kind: "http-events", label: source.label, channels: ["chat"] }];
    case "simulation":
      return [];
  }
}

/** `undefined`: no JSON, which JSON itself never gives. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
