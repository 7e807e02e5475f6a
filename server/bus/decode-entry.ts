import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { BusEntry, BusEvent, BusRefusal, DecodeEntry, DecodeEnvelope } from "#engine/bus-ports.ts";

const PSEUDONYM = /^[\da-f]{32}$/;
const WHOLE = /^\d{1,15}$/;

/**
 * Reads entries of this house's nodes: every event is checked as strictly as at the HTTP door, and
 * its ids must be pseudonyms already. `decoders`: of every source of the house, whatever its kind.
 */
export function createEntryDecoder(decoders: ReadonlyMap<SourceId, DecodeEnvelope>): DecodeEntry {
  return (entry) => {
    const items = itemsOf(entry);
    if (items === null) return { events: [], refusals: [{ index: 0, path: "$", reason: "not-json" }] };
    const events: BusEvent[] = [];
    const refusals: BusRefusal[] = [];
    const received = receivedOf(entry);
    const isClamped = entry.fields["c"] === "1";
    for (const [index, item] of items.entries()) {
      const decoded = decoders.get(sourceIn(item))?.(item) ?? FOREIGN_SOURCE;
      if (!decoded.ok) refusals.push({ index, path: decoded.path, reason: decoded.reason });
      else if (!isPseudonymised(decoded.event)) refusals.push({ index, path: "$", reason: "no-pseudonym" });
      else {
        const { event } = decoded;
        events.push({
          event: isClamped ? { ...event, clamped: "first" } : event,
          received: received ?? event.at,
        });
      }
    }
    return { events, refusals };
  };
}

const FOREIGN_SOURCE = { ok: false, path: "$.source", reason: "foreign-source" } as const;

/** The events of an entry, still to be decoded; `null`: it is no JSON. */
function itemsOf({ fields }: BusEntry): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(fields["e"] ?? "");
    return Array.isArray(value) ? value : [value];
  } catch {
    return null;
  }
}

function receivedOf({ fields }: BusEntry): EpochMs | null {
  const text = fields["r"];
  return text !== undefined && WHOLE.test(text) ? epochMs(Number(text)) : null;
}

function sourceIn(item: unknown): SourceId {
  const isEnvelope = typeof item === "object" && item !== null && "source" in item;
  return isEnvelope && typeof item.source === "string" ? item.source : "";
}

/** Nothing that a producer's own system made up may pass here: it could be a number of a caller. */
function isPseudonymised(event: HelplineEvent): boolean {
  if (!PSEUDONYM.test(event.id)) return false;
  if ("contact" in event) return PSEUDONYM.test(event.contact);
  return event.type !== "source.resynced" || event.open.every(({ contact }) => PSEUDONYM.test(contact));
}
