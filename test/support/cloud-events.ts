import type { EventType } from "#domain/contact-event.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Of `test/fixtures/config/good-two-producers.yaml`. */
export const PRODUCERS_CONFIG = "test/fixtures/config/good-two-producers.yaml";

/** Good events of each type, as the source `pbx` sends them, with every field that they may have. */
export function everyCloudEvent(prefix = "event"): JsonObject[] {
  const contact = `${prefix}-call`;
  const data: Readonly<Record<EventType, JsonObject>> = {
    "contact.arrived": { contact, channel: "phone", entry: "phone", language: "it" },
    "contact.blacklisted": { contact },
    "contact.queued": { contact, language: "it", queue: "q_it" },
    "contact.answered": { contact, waitSeconds: 12.5 },
    "contact.unconfirmed": { contact },
    "contact.returned": { contact },
    "contact.ended": { contact, outcome: "completed", talkSeconds: 300 },
    "contact.corrected": { contact, outcome: "interrupted" },
    "outbound.ended": { purpose: "network" },
    "operators.changed": {
      channel: "phone",
      sequence: 1_795_600_000_000_001,
      counts: { available: 3, ringing: 1, busy: 2, wrapUp: 0, paused: 1, offline: 4 },
    },
    "source.heartbeat": { sequence: 17 },
    "source.resynced": {
      open: [
        {
          contact,
          channel: "phone",
          entry: "phone",
          phase: "waiting",
          since: "2026-11-25T09:59:00Z",
          language: "it",
          queue: "q_it",
        },
        {
          contact: `${contact}-2`,
          channel: "phone",
          entry: "phone",
          phase: "welcome",
          since: "2026-11-25T09:59:30Z",
        },
      ],
      covers: ["welcome", "waiting"],
      restarted: true,
    },
  };
  const others: readonly (readonly [EventType, JsonObject])[] = [
    ["contact.answered", { contact, estimated: true }],
    ["operators.changed", { channel: "phone", sequence: 1_795_600_000_000_002, counts: null }],
  ];
  return [...Object.entries(data), ...others].map(([type, fields], index) =>
    cloudEvent({ type, id: `${prefix}-${index}`, data: fields }),
  );
}

/** An envelope around `data`; the parts that are given win. */
export function cloudEvent(parts: JsonObject): JsonObject {
  return {
    specversion: "1.0",
    id: "event",
    source: "pbx",
    type: "contact.blacklisted",
    time: "2026-11-25T10:00:00.250+01:00",
    datacontenttype: "application/json",
    data: { contact: "call" },
    ...parts,
  };
}
