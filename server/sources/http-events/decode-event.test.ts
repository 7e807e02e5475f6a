import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { loadConfig } from "#config/load-config.ts";

import { cloudEvent, everyCloudEvent, PRODUCERS_CONFIG } from "../../../test/support/cloud-events.ts";
import { hostileEventText } from "../../../test/support/hostile-events.ts";
import { createEventDecoder } from "./decode-event.ts";
import { eventSchema } from "./event-schema.ts";
import { vocabularyOf } from "./vocabulary.ts";

const config = loadConfig(PRODUCERS_CONFIG);
const words = config.sources
  .filter((source) => source.kind === "http-events")
  .map((source) => vocabularyOf(config, source));
const [pbx, chats] = words;
assert.ok(pbx && chats);
const decode = createEventDecoder(pbx);
const schema = eventSchema(pbx);

describe("a good event of each type", () => {
  for (const event of everyCloudEvent())
    it(`${JSON.stringify([event["type"], event["data"]])} is decoded`, () => {
      const decoded = decode(event);
      assert.ok(decoded.ok, JSON.stringify(decoded));
      assert.equal(decoded.event.type, event["type"]);
      assert.equal(decoded.event.at, Date.parse("2026-11-25T09:00:00.250Z"));
      assert.ok(schema.safeParse(event).success);
    });

  it("seconds become milliseconds", () => {
    const decoded = decode(
      cloudEvent({ type: "contact.answered", data: { contact: "a", waitSeconds: 12.3456 } }),
    );
    assert.ok(decoded.ok && decoded.event.type === "contact.answered");
    assert.equal(decoded.event.wait, 12_346);
  });

  it("an answer is estimated only when it says so", () => {
    for (const estimated of [true, false]) {
      const decoded = decode(cloudEvent({ type: "contact.answered", data: { contact: "a", estimated } }));
      assert.ok(decoded.ok && decoded.event.type === "contact.answered");
      assert.equal(decoded.event.estimated, estimated || undefined);
    }
  });

  it("operators that cannot be counted are unknown", () => {
    const data = { channel: "phone", sequence: 1, counts: null };
    const decoded = decode(cloudEvent({ type: "operators.changed", data }));
    assert.ok(decoded.ok && decoded.event.type === "operators.changed");
    assert.equal(decoded.event.counts, null);
  });
});

describe("a refusal says where and why, in fixed words", () => {
  const contact = "a";
  const queued = { contact, language: "it", queue: "q_it" };
  const cases = [
    { given: 7, path: "$", reason: "not-an-object" },
    { given: [], path: "$", reason: "not-an-object" },
    { given: cloudEvent({ callerNumber: "1" }), path: "$", reason: "unknown-field" },
    { given: cloudEvent({ subject: "1" }), path: "$", reason: "unknown-field" },
    { given: cloudEvent({ specversion: "0.3" }), path: "$.specversion", reason: "not-allowed" },
    { given: cloudEvent({ id: "" }), path: "$.id", reason: "empty" },
    { given: cloudEvent({ id: 7 }), path: "$.id", reason: "wrong-type" },
    { given: cloudEvent({ id: "x".repeat(201) }), path: "$.id", reason: "too-long" },
    { given: cloudEvent({ source: "chats" }), path: "$.source", reason: "foreign-source" },
    { given: cloudEvent({ type: "toString" }), path: "$.type", reason: "not-allowed" },
    { given: cloudEvent({ time: "yesterday" }), path: "$.time", reason: "not-an-instant" },
    { given: cloudEvent({ datacontenttype: "text/xml" }), path: "$.datacontenttype", reason: "not-allowed" },
    { given: cloudEvent({ data: "x" }), path: "$.data", reason: "not-an-object" },
    { given: cloudEvent({ data: {} }), path: "$.data.contact", reason: "missing" },
    { given: cloudEvent({ data: { contact, number: "1" } }), path: "$.data", reason: "unknown-field" },
    {
      given: cloudEvent({ type: "contact.queued", data: { ...queued, queue: "chat" } }),
      path: "$.data.queue",
      reason: "not-configured",
    },
    {
      given: cloudEvent({ type: "contact.queued", data: { ...queued, language: "de" } }),
      path: "$.data.language",
      reason: "not-configured",
    },
    {
      given: cloudEvent({ type: "contact.arrived", data: { contact, channel: "chat", entry: "site" } }),
      path: "$.data.channel",
      reason: "not-configured",
    },
    {
      given: cloudEvent({ type: "contact.answered", data: { contact, waitSeconds: -1 } }),
      path: "$.data.waitSeconds",
      reason: "out-of-range",
    },
    {
      given: cloudEvent({ type: "contact.answered", data: { contact, estimated: 1 } }),
      path: "$.data.estimated",
      reason: "wrong-type",
    },
    {
      given: cloudEvent({ type: "contact.answered", data: { contact, waitSeconds: 1, estimated: true } }),
      path: "$.data",
      reason: "unknown-field",
    },
    {
      given: cloudEvent({ type: "contact.unconfirmed", data: { contact, outcome: "abandoned" } }),
      path: "$.data",
      reason: "unknown-field",
    },
    {
      given: cloudEvent({
        type: "operators.changed",
        data: { channel: "phone", sequence: 1, counts: { available: 1 } },
      }),
      path: "$.data.counts.ringing",
      reason: "missing",
    },
    {
      given: cloudEvent({
        type: "source.resynced",
        data: { open: [{ contact, channel: "phone" }], covers: [] },
      }),
      path: "$.data.open[0].entry",
      reason: "missing",
    },
  ];
  for (const { given, path, reason } of cases)
    it(`${path} ${reason}`, () => assert.deepEqual(decode(given), { ok: false, path, reason }));
});

it("takes and refuses what the published schema does, over 10,000 hostile events", () => {
  const taken = { yes: 0, no: 0 };
  const sources = words.map((vocabulary) => ({
    decode: createEventDecoder(vocabulary),
    schema: eventSchema(vocabulary),
  }));
  fc.assert(
    fc.property(hostileEventText, fc.constantFrom(...sources), (text, source) => {
      const value: unknown = JSON.parse(text);
      const decoded = source.decode(value);
      taken[decoded.ok ? "yes" : "no"] += 1;
      assert.equal(decoded.ok, source.schema.safeParse(value).success, JSON.stringify(decoded));
    }),
    { numRuns: 10_000 },
  );
  assert.ok(taken.yes > 200 && taken.no > 5_000, JSON.stringify(taken));
});
