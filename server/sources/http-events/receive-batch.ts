import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import type { EventSink, Pseudonyms } from "#engine/ports.ts";

import { isObject } from "./checks.ts";
import { MAX_EVENT_BYTES } from "./limits.ts";
import { pseudonymise } from "./pseudonymise.ts";
import { NOT_JSON } from "./read-body.ts";
import { type Decoded, type RefusalReason, refuse } from "./refusal.ts";

/** What became of a request's events. `accepted` and `duplicates` are on disk. */
export interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly RejectedEvent[];
}

export interface RejectedEvent {
  /** Place in the request, from 0. */
  readonly index: number;
  readonly path: string;
  readonly reason: RefusalReason;
}

export interface BatchReceiver {
  readonly decoders: ReadonlyMap<SourceId, (value: unknown) => Decoded>;
  readonly pseudonyms: Pseudonyms;
  readonly sink: EventSink;
}

/** Decodes every item, delivers the good ones together, and tells of each of the others why not. */
export async function receiveBatch(
  receiver: BatchReceiver,
  items: readonly unknown[],
  mayBeLarge: boolean,
): Promise<Receipt> {
  const events: HelplineEvent[] = [];
  const places: number[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, item] of items.entries()) {
    const decoded = decodeItem(receiver.decoders, item, mayBeLarge);
    if (decoded.ok) {
      places.push(index);
      events.push(pseudonymise(decoded.event, receiver.pseudonyms));
    } else rejected.push({ index, path: decoded.path, reason: decoded.reason });
  }
  if (events.length === 0) return { accepted: 0, duplicates: 0, rejected };

  const acceptances = await receiver.sink.accept(events);
  let accepted = 0;
  let duplicates = 0;
  for (const [position, acceptance] of acceptances.entries())
    switch (acceptance) {
      case "accepted":
        accepted += 1;
        break;
      case "duplicate":
        duplicates += 1;
        break;
      case "too-late":
        rejected.push({ index: places[position] ?? 0, path: "$.time", reason: "too-late" });
        break;
    }
  return { accepted, duplicates, rejected: rejected.sort((a, b) => a.index - b.index) };
}

function decodeItem(decoders: BatchReceiver["decoders"], item: unknown, mayBeLarge: boolean): Decoded {
  if (item === NOT_JSON) return refuse("$", "not-json");
  const decode = decoders.get(isObject(item) && typeof item.source === "string" ? item.source : "");
  const decoded = (decode ?? firstOf(decoders))(item);
  // Only a listing of open contacts can grow that large; every other field is short.
  const isLarge = mayBeLarge && decoded.ok && decoded.event.type === "source.resynced";
  return isLarge && Buffer.byteLength(JSON.stringify(item)) > MAX_EVENT_BYTES
    ? refuse("$", "too-large")
    : decoded;
}

/** An item of a source that the request may not speak for is refused by any of its decoders. */
function firstOf(decoders: BatchReceiver["decoders"]): (value: unknown) => Decoded {
  for (const decode of decoders.values()) return decode;
  return () => refuse("$.source", "foreign-source");
}
