import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";

import {
  cloudEvent,
  everyCloudEvent,
  type JsonObject,
  PRODUCERS_CONFIG,
} from "../../../test/support/cloud-events.ts";
import { hmacPseudonyms } from "../../../test/support/http-house.ts";
import { EventsHistory } from "./history-of-events.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 12));

const reader = (config = PRODUCERS_CONFIG) =>
  new EventsHistory({
    house: loadConfig(config),
    pseudonyms: hmacPseudonyms(),
    calendar: createCalendar("Europe/Rome"),
    until: NOW,
  });

const arrived = (parts: JsonObject = {}, data: JsonObject = {}): JsonObject =>
  cloudEvent({
    type: "contact.arrived",
    data: { contact: "call-1", channel: "phone", entry: "phone", language: "it", ...data },
    ...parts,
  });

describe("history in CloudEvents", () => {
  it("takes every event that is taken over HTTP, and knows a copy by its id", () => {
    const all = reader();
    for (const event of everyCloudEvent()) assert.equal(all.take(JSON.stringify(event)), "taken");
    for (const event of everyCloudEvent()) assert.equal(all.take(JSON.stringify(event)), "known");
    const [history] = all.finish();
    assert.equal(history?.source, "pbx");
    assert.deepEqual(history.cells.map(({ outcome, count }) => `${outcome} ${count}`).sort(), [
      "blacklisted 1",
      "interruptedBeforeQueue 1",
      "outbound:network 1",
    ]);
  });

  it("keeps sources apart", () => {
    const all = reader();
    all.take(JSON.stringify(arrived()));
    all.take(JSON.stringify(arrived({ source: "chats" }, { channel: "chat", entry: "site" })));
    assert.deepEqual(
      all.finish().map(({ source, cells }) => [source, cells.map(({ channel }) => channel)]),
      [
        ["pbx", ["phone"]],
        ["chats", ["chat"]],
      ],
    );
  });

  for (const [name, line, refusal] of [
    ["no JSON", '{"specversion":', { path: "$", reason: "not-json" }],
    ["a list", "[]", { path: "$", reason: "not-an-object" }],
    [
      "a field too many",
      JSON.stringify(arrived({}, { number: "0299900001" })),
      { path: "$.data", reason: "unknown-field" },
    ],
    [
      "a source of nobody",
      JSON.stringify(arrived({ source: "other" })),
      { path: "$.source", reason: "foreign-source" },
    ],
    [
      "a channel of another source",
      JSON.stringify(arrived({ source: "chats" })),
      { path: "$.data.channel", reason: "not-configured" },
    ],
    [
      "a time to come",
      JSON.stringify(arrived({ time: "2026-11-25T12:00:01Z" })),
      { path: "$.time", reason: "in-the-future" },
    ],
  ] as const)
    it(`refuses ${name} and says where, never what`, () => {
      const all = reader();
      const fate = all.take(line);
      assert.deepEqual(typeof fate === "string" ? fate : { path: fate.path, reason: fate.reason }, refusal);
      assert.deepEqual(all.finish(), []);
    });

  it("refuses what is more than a day older than a line before it", () => {
    const all = reader();
    all.take(JSON.stringify(arrived()));
    const old = all.take(JSON.stringify(arrived({ id: "old", time: "2026-11-24T08:59:00Z" })));
    assert.deepEqual(old, { path: "$.time", reason: "too-late" });
    assert.equal(all.take(JSON.stringify(arrived({ id: "late", time: "2026-11-24T09:01:00Z" }))), "taken");
  });

  it("tells the time of a line, to read files in order, before it is checked", () => {
    const all = reader();
    assert.equal(all.timeOf('{"time":"2026-11-24T09:00:00Z"}'), Date.UTC(2026, 10, 24, 9));
    for (const line of ["", "[]", "{}", '{"time":1}', '{"time":"yesterday"}'])
      assert.equal(all.timeOf(line), null);
  });
});
