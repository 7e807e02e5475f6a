import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, ms } from "#domain/time.ts";

import { decodeEvents, encodeEvents } from "./event-codec.ts";

const base = { source: "pbx", id: 'i "\u0000 𝄞', at: epochMs(1_700_000_000_123) };
const contact = "0123456789abcdef0123456789abcdef";

/** One of each shape, with and without what may be missing, and with values that are false or zero. */
const EVENTS: readonly HelplineEvent[] = [
  { ...base, type: "contact.arrived", contact, channel: "phone", entry: "phone", language: "it" },
  { ...base, type: "contact.arrived", contact, channel: "chat", entry: "app" },
  { ...base, type: "contact.blacklisted", contact },
  { ...base, type: "contact.queued", contact, language: "it", queue: "q_it" },
  { ...base, type: "contact.answered", contact, wait: ms(0) },
  { ...base, type: "contact.answered", contact },
  { ...base, type: "contact.answered", contact, estimated: true },
  { ...base, type: "contact.unconfirmed", contact },
  { ...base, type: "contact.returned", contact },
  { ...base, type: "contact.ended", contact, outcome: "completed", talk: ms(1) },
  { ...base, type: "contact.ended", contact, outcome: "interrupted" },
  { ...base, type: "contact.corrected", contact, outcome: "voicemail" },
  { ...base, type: "outbound.ended", purpose: "network" },
  {
    ...base,
    type: "operators.changed",
    channel: "phone",
    sequence: 1_700_000_000_123_004,
    counts: { available: 1, ringing: 2, busy: 3, wrapUp: 4, paused: 5, offline: 0 },
  },
  { ...base, type: "operators.changed", channel: "chat", sequence: 0, counts: null },
  { ...base, type: "source.heartbeat", sequence: 7 },
  { ...base, type: "source.resynced", open: [], covers: [], restarted: false },
  {
    ...base,
    type: "source.resynced",
    open: [
      { contact, channel: "phone", entry: "phone", phase: "welcome", since: epochMs(5) },
      {
        contact,
        channel: "chat",
        entry: "app",
        phase: "waiting",
        since: epochMs(6),
        language: "it",
        queue: "q",
      },
    ],
    covers: ["welcome", "waiting"],
    restarted: true,
  },
];

describe("the rows of the journal", () => {
  for (const event of EVENTS)
    it(`give back ${event.type} with ${Object.keys(event).length} fields as it was`, () => {
      assert.deepEqual(decodeEvents(encodeEvents([event])), [event]);
    });

  it("give back any sequence of them, whatever the ids and times are", () => {
    const event = fc.record({
      shape: fc.constantFrom(...EVENTS),
      source: fc.string({ unit: "binary" }),
      id: fc.string({ unit: "binary" }),
      at: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (drawn) => {
        const events = drawn.map(({ shape, source, id, at }) => ({ ...shape, source, id, at: epochMs(at) }));
        assert.deepEqual(decodeEvents(encodeEvents(events)), events);
      }),
      { numRuns: 200 },
    );
  });
});
