import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { loadConfig } from "#config/load-config.ts";
import { channelsOf } from "#config/outlook-rules.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

import { busEvents } from "../../test/support/bus-events.ts";
import { PRODUCERS_CONFIG } from "../../test/support/cloud-events.ts";
import { createEntryDecoder } from "./decode-entry.ts";
import { packEntries, type PackedEntry } from "./pack-entries.ts";

const config = loadConfig(PRODUCERS_CONFIG);
const decode = createEntryDecoder(
  new Map(
    config.sources.map((source) => [
      source.id,
      createEventDecoder(vocabularyOf(config, { id: source.id, channels: channelsOf(source, config) })),
    ]),
  ),
);
const NODE = "0123456789abcdef0123456789abcdef";
const NOON = epochMs(Date.UTC(2026, 10, 25, 11));

const fieldsOf = ({ fields }: PackedEntry): Record<string, string> =>
  Object.fromEntries(fields.flatMap((name, at) => (at % 2 === 0 ? [[name, fields[at + 1] ?? ""]] : [])));
const read = (entry: PackedEntry) => decode({ id: "1-1", fields: fieldsOf(entry) });
const batch = (events: readonly HelplineEvent[], first = 1, isOwn = true, received = NOON) => ({
  first,
  received,
  isOwn,
  events,
});

describe("events on the bus", () => {
  it("come out as they went in, of every kind, packed and cut into any batches", () => {
    const events = busEvents(2_000, NOON).map((event) =>
      event.type === "contact.answered" && event.estimated === true
        ? {
            type: event.type,
            source: event.source,
            id: event.id,
            at: event.at,
            contact: event.contact,
            estimated: event.estimated,
          }
        : event,
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (size) => {
        const batches = [];
        for (let from = 0; from < events.length; from += size)
          batches.push(batch(events.slice(from, from + size), from + 1));
        const packed = packEntries(batches, NODE);
        const decoded = packed.map(read);
        assert.deepEqual(
          decoded.flatMap(({ refusals }) => refusals),
          [],
        );
        assert.deepEqual(
          decoded.flatMap((entry) => entry.events.map(({ event }) => event)),
          events,
        );
        assert.equal(packed.at(-1)?.upTo, events.length);
        assert.ok(packed.length <= events.length / 100 + 2, "many events go into one entry");
      }),
      { numRuns: 12 },
    );
  });

  it("say when they were received first and that they are clamped, and are not mixed with others", () => {
    const [one, two, three] = busEvents(3, NOON);
    assert.ok(one && two && three);
    const clamped: HelplineEvent = { ...two, clamped: "first" };
    const later = epochMs(NOON + 61_000);
    const packed = packEntries(
      [batch([one, clamped], 1), batch([three], 3, true, later), batch([three], 4, false, later)],
      NODE,
    );
    assert.deepEqual(
      packed.map(read).map(({ events }) => events),
      [
        [{ event: one, received: NOON }],
        [{ event: clamped, received: NOON }],
        [{ event: three, received: later }],
        // Of what came from another node it is not known when that one received it.
        [{ event: three, received: three.at }],
      ],
    );
    // Half of the first batch may not be taken for all of it.
    assert.deepEqual(
      packed.map(({ upTo }) => upTo),
      [0, 2, 3, 4],
    );
  });

  it("are refused one by one: ids that are no pseudonyms, sources and words of another house, what is no JSON", () => {
    const [event] = busEvents(1, NOON);
    assert.ok(event);
    const refusalsOf = (changed: object, fields: object = {}) => {
      const [packed] = packEntries([batch([event])], NODE);
      assert.ok(packed);
      const known = fieldsOf(packed);
      const envelope: object = JSON.parse(known["e"] ?? "");
      return decode({
        id: "1-1",
        fields: { ...known, e: JSON.stringify({ ...envelope, ...changed }), ...fields },
      }).refusals;
    };
    assert.deepEqual(refusalsOf({}), []);
    assert.deepEqual(refusalsOf({ id: "call-0039061522" }), [
      { index: 0, path: "$", reason: "no-pseudonym" },
    ]);
    assert.deepEqual(refusalsOf({ source: "somebody" }), [
      { index: 0, path: "$.source", reason: "foreign-source" },
    ]);
    assert.deepEqual(refusalsOf({ callerNumber: "1522" }), [
      { index: 0, path: "$", reason: "unknown-field" },
    ]);
    assert.deepEqual(refusalsOf({}, { e: "{" }), [{ index: 0, path: "$", reason: "not-json" }]);
  });
});
