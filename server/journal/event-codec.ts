import {
  type Channel,
  type ContactKey,
  type Entry,
  type EventId,
  type HelplineEvent,
  type Language,
  type OpenContact,
  type OperatorCounts,
  type Outcome,
  type Phase,
  type Purpose,
  type QueueId,
  type SourceId,
  unreachable,
} from "#domain/contact-event.ts";
import type { DurationMs, EpochMs } from "#domain/time.ts";

/** What every row begins with, after the number of its type. */
type Head = [source: SourceId, id: EventId, at: EpochMs];

type Counts = [
  available: number,
  ringing: number,
  busy: number,
  wrapUp: number,
  paused: number,
  offline: number,
];

type OpenRow = [
  contact: ContactKey,
  channel: Channel,
  entry: Entry,
  phase: Phase,
  since: EpochMs,
  language: Language | null,
  queue: QueueId | null,
];

/**
 * An event as the journal keeps it: JSON without the names of the fields. That is
 * 0.57 times the size and is read back in less than half the time (docs/adr/0003-journal.md).
 * The numbers and places are for ever; a new field goes to the end and may be missing.
 */
type EventRow =
  | [0, ...Head, contact: ContactKey, channel: Channel, entry: Entry, language: Language | null]
  | [1, ...Head, contact: ContactKey]
  | [2, ...Head, contact: ContactKey, language: Language, queue: QueueId]
  | [3, ...Head, contact: ContactKey, wait: DurationMs | null, estimated?: 1]
  | [4, ...Head, contact: ContactKey, outcome: Outcome, talk: DurationMs | null]
  | [5, ...Head, contact: ContactKey, outcome: Outcome]
  | [6, ...Head, purpose: Purpose]
  | [7, ...Head, channel: Channel, sequence: number, counts: Counts | null]
  | [8, ...Head, sequence: number]
  | [9, ...Head, open: OpenRow[], covers: readonly Phase[], restarted: boolean]
  | [10, ...Head, contact: ContactKey]
  | [11, ...Head, contact: ContactKey];

/** An event whose time is that of its receipt: 12 the first time, 13 again. */
type ClampedRow = [12 | 13, EventRow];

/** The body of a batch. */
export const encodeEvents = (events: readonly HelplineEvent[]): string =>
  JSON.stringify(events.map((event) => markedRowOf(event)));

/** The events of a body made by `encodeEvents`. Whether it is whole has been checked before. */
export function decodeEvents(body: string): HelplineEvent[] {
  const rows: (EventRow | ClampedRow)[] = JSON.parse(body);
  return rows.map((row) => (isClampedRow(row) ? clampedEventOf(row) : eventOf(row)));
}

const isClampedRow = (row: EventRow | ClampedRow): row is ClampedRow => row[0] === 12 || row[0] === 13;

const clampedEventOf = ([mark, row]: ClampedRow): HelplineEvent => ({
  ...eventOf(row),
  clamped: mark === 12 ? "first" : "again",
});

function markedRowOf(event: HelplineEvent): EventRow | ClampedRow {
  if (event.clamped === undefined) return rowOf(event);
  return [event.clamped === "first" ? 12 : 13, rowOf(event)];
}

function rowOf(event: HelplineEvent): EventRow {
  const { source, id, at } = event;
  switch (event.type) {
    case "contact.arrived":
      return [0, source, id, at, event.contact, event.channel, event.entry, event.language ?? null];
    case "contact.blacklisted":
      return [1, source, id, at, event.contact];
    case "contact.queued":
      return [2, source, id, at, event.contact, event.language, event.queue];
    case "contact.answered":
      return event.estimated === true
        ? [3, source, id, at, event.contact, event.wait ?? null, 1]
        : [3, source, id, at, event.contact, event.wait ?? null];
    case "contact.ended":
      return [4, source, id, at, event.contact, event.outcome, event.talk ?? null];
    case "contact.unconfirmed":
      return [10, source, id, at, event.contact];
    case "contact.returned":
      return [11, source, id, at, event.contact];
    case "contact.corrected":
      return [5, source, id, at, event.contact, event.outcome];
    case "outbound.ended":
      return [6, source, id, at, event.purpose];
    case "operators.changed":
      return [7, source, id, at, event.channel, event.sequence, countsRowOf(event.counts)];
    case "source.heartbeat":
      return [8, source, id, at, event.sequence];
    case "source.resynced":
      return [9, source, id, at, event.open.map((open) => openRowOf(open)), event.covers, event.restarted];
    default:
      return unreachable(event);
  }
}

function eventOf(row: EventRow): HelplineEvent {
  const [kind, source, id, at] = row;
  switch (kind) {
    case 0: {
      const event = { type: "contact.arrived", source, id, at, contact: row[4], channel: row[5] } as const;
      return row[7] === null ? { ...event, entry: row[6] } : { ...event, entry: row[6], language: row[7] };
    }
    case 1:
      return { type: "contact.blacklisted", source, id, at, contact: row[4] };
    case 2:
      return { type: "contact.queued", source, id, at, contact: row[4], language: row[5], queue: row[6] };
    case 3: {
      const estimated = row[6] === 1 ? ({ estimated: true } as const) : {};
      const event = { type: "contact.answered", source, id, at, contact: row[4], ...estimated } as const;
      return row[5] === null ? event : { ...event, wait: row[5] };
    }
    case 4: {
      const event = { type: "contact.ended", source, id, at, contact: row[4], outcome: row[5] } as const;
      return row[6] === null ? event : { ...event, talk: row[6] };
    }
    case 5:
      return { type: "contact.corrected", source, id, at, contact: row[4], outcome: row[5] };
    case 6:
      return { type: "outbound.ended", source, id, at, purpose: row[4] };
    case 7:
      return {
        type: "operators.changed",
        source,
        id,
        at,
        channel: row[4],
        sequence: row[5],
        counts: countsOf(row[6]),
      };
    case 8:
      return { type: "source.heartbeat", source, id, at, sequence: row[4] };
    case 9: {
      const open = row[4].map((contact) => openOf(contact));
      return { type: "source.resynced", source, id, at, open, covers: row[5], restarted: row[6] };
    }
    case 10:
      return { type: "contact.unconfirmed", source, id, at, contact: row[4] };
    case 11:
      return { type: "contact.returned", source, id, at, contact: row[4] };
    default:
      return unreachable(kind);
  }
}

function countsRowOf(counts: OperatorCounts | null): Counts | null {
  if (counts === null) return null;
  const { available, ringing, busy, wrapUp, paused, offline } = counts;
  return [available, ringing, busy, wrapUp, paused, offline];
}

function countsOf(row: Counts | null): OperatorCounts | null {
  if (row === null) return null;
  const [available, ringing, busy, wrapUp, paused, offline] = row;
  return { available, ringing, busy, wrapUp, paused, offline };
}

const openRowOf = (open: OpenContact): OpenRow => [
  open.contact,
  open.channel,
  open.entry,
  open.phase,
  open.since,
  open.language ?? null,
  open.queue ?? null,
];

const openOf = ([contact, channel, entry, phase, since, language, queue]: OpenRow): OpenContact => ({
  contact,
  channel,
  entry,
  phase,
  since,
  ...(language === null ? {} : { language }),
  ...(queue === null ? {} : { queue }),
});
