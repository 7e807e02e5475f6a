import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { Config } from "#config/schema.ts";
import type { HttpEventsConfig } from "#config/source-schema.ts";

/** The words that one source may use: values of the configuration, never free text. */
export interface Vocabulary {
  readonly source: SourceId;
  readonly channels: ReadonlySet<Channel>;
  /** None for a channel that is not the source's. */
  readonly entries: Readonly<Record<Channel, ReadonlySet<string>>>;
  readonly queues: ReadonlySet<string>;
  readonly languages: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
}

/** `source`: of any kind, when its events come over the bus. */
export function vocabularyOf(house: Config, source: Pick<HttpEventsConfig, "id" | "channels">): Vocabulary {
  const channels = new Set<Channel>(source.channels);
  const entriesOf = (channel: Channel): ReadonlySet<string> =>
    new Set(channels.has(channel) ? house.channels[channel]?.entries.map((entry) => entry.id) : []);
  return {
    source: source.id,
    channels,
    entries: { phone: entriesOf("phone"), chat: entriesOf("chat") },
    queues: new Set(house.queues.filter((queue) => channels.has(queue.channel)).map((queue) => queue.id)),
    languages: new Set(house.languages.map((language) => language.code)),
    purposes: new Set(house.outboundPurposes),
  };
}
