/** The configuration of one PBX -> what the reducer needs of it. */
import type { Language, QueueId } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";
import type { Pseudonyms } from "#engine/ports.ts";
import type { AsteriskConfig } from "#config/source-schema.ts";

import type { ReducerContext } from "./reducer.ts";
import type { HouseQueue } from "./to-events.ts";

/** Queues and languages of the house, from the configuration. */
export interface PhoneHouse {
  readonly queues: readonly { readonly id: QueueId; readonly language: Language }[];
  readonly languages: readonly { readonly code: Language }[];
}

const ANY_KIND = "*";

/** A queue of the PBX that names no queue of the house is not counted. */
export function reducerContext(
  config: AsteriskConfig,
  house: PhoneHouse,
  pseudonyms: Pseudonyms,
): ReducerContext {
  const known = new Map(house.queues.map((queue) => [queue.id, queue]));
  const queues = new Map<string, HouseQueue>();
  for (const [name, id] of Object.entries(config.queues)) {
    const queue = known.get(id);
    if (queue !== undefined) queues.set(name, { id, language: queue.language });
  }
  const kinds = new Map(Object.entries(config.outboundKinds));
  return {
    source: config.id,
    entry: config.entry,
    pseudonyms,
    queues,
    languages: new Set(house.languages.map(({ code }) => code)),
    markers: config.markers !== "no",
    // Where every call is said to be marked, one without a marker is not to the helpline.
    arrivalContexts: new Set(config.markers === "yes" ? [] : config.arrivalContexts),
    wrapUp: seconds(config.wrapUpSeconds),
    purposeOf: (kind) => kinds.get(kind) ?? kinds.get(ANY_KIND),
  };
}
