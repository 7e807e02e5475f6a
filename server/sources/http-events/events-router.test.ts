import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";

import { JournalUnavailable } from "#engine/ports.ts";

import { cloudEvent, everyCloudEvent, type JsonObject } from "../../../test/support/cloud-events.ts";
import { openHouse } from "../../../test/support/http-house.ts";

const house = await openHouse();
after(() => house.close());
beforeEach(() => {
  house.sink.events.length = 0;
});

const STRUCTURED = { "Content-Type": "application/cloudevents+json" };
const BATCH = { "Content-Type": "application/cloudevents-batch+json" };
const LINES = { "Content-Type": "application/x-ndjson; charset=utf-8" };

let made = 0;
/** A good event that the house has not seen. */
const fresh = (parts: JsonObject = {}): JsonObject => cloudEvent({ id: `fresh-${(made += 1)}`, ...parts });
const line = (): string => JSON.stringify(fresh());
const send = async (body: string, headers?: Record<string, string>) => {
  const response = await house.post(body, headers);
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};
const slugOf = (answer: unknown): unknown => Reflect.get(Object(answer), "type");

describe("good events", () => {
  it("one of every type arrives as the engine knows it, in order", async () => {
    const { status, answer } = await send(JSON.stringify(everyCloudEvent("order")));
    const accepted = everyCloudEvent().length;
    assert.deepEqual([status, answer], [202, { accepted, duplicates: 0, rejected: [] }]);
    assert.deepEqual(
      house.sink.events.map(({ type }) => type),
      everyCloudEvent().map((event) => event["type"]),
    );
  });

  it("ids become pseudonyms, the same for the same contact, also in a listing of open ones", async () => {
    await send(JSON.stringify(everyCloudEvent("names")));
    const text = JSON.stringify(house.sink.events);
    assert.doesNotMatch(text, /names-/);
    const contacts = house.sink.events.flatMap((event) => ("contact" in event ? [event.contact] : []));
    assert.equal(new Set(contacts).size, 1);
    const listing = house.sink.events.find((event) => event.type === "source.resynced");
    assert.equal(listing?.open[0]?.contact, contacts[0]);
    assert.match(contacts[0] ?? "", /^[0-9a-f]{32}$/);
  });

  it("the same id again is a duplicate, whatever became of the first answer", async () => {
    const body = JSON.stringify(fresh());
    assert.deepEqual((await send(body)).answer, { accepted: 1, duplicates: 0, rejected: [] });
    assert.deepEqual(await send(body), { status: 202, answer: { accepted: 0, duplicates: 1, rejected: [] } });
    assert.equal(house.sink.events.length, 1);
  });

  it("come as one, as a batch, as either, and by lines", async () => {
    const requests = [
      { body: line(), headers: STRUCTURED, accepted: 1 },
      { body: `[${line()},${line()}]`, headers: BATCH, accepted: 2 },
      { body: line(), headers: {}, accepted: 1 },
      { body: `[${line()}]`, headers: {}, accepted: 1 },
      { body: `${line()}\n\n  \r\n${line()}\r\n${line()}`, headers: LINES, accepted: 3 },
      { body: "[]", headers: BATCH, accepted: 0 },
      { body: "", headers: LINES, accepted: 0 },
    ];
    for (const { body, headers, accepted } of requests)
      assert.deepEqual(await send(body, headers), {
        status: 202,
        answer: { accepted, duplicates: 0, rejected: [] },
      });
  });

  it("are answered only after they are committed", async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    house.sink.gate = promise;
    t.after(() => {
      house.sink.gate = null;
      resolve();
    });
    let answered = false;
    const answer = house.post(JSON.stringify(fresh())).then((response) => {
      answered = true;
      return response.status;
    });
    await fetch(`${house.url}/healthz`);
    assert.equal(answered, false);
    house.sink.gate = null;
    resolve();
    assert.equal(await answer, 202);
  });
});

describe("some bad events", () => {
  it("are told one by one, and their neighbours are accepted", async () => {
    const bad = fresh({ data: { contact: "a", number: "333" } });
    const late = fresh({ time: "2026-11-01T00:00:00Z" });
    const foreign = fresh({ source: "elsewhere" });
    const { status, answer } = await send(JSON.stringify([late, fresh(), bad, 7, fresh(), foreign]));
    assert.equal(status, 202);
    assert.deepEqual(answer, {
      accepted: 2,
      duplicates: 0,
      rejected: [
        { index: 0, path: "$.time", reason: "too-late" },
        { index: 2, path: "$.data", reason: "unknown-field" },
        { index: 3, path: "$", reason: "not-an-object" },
        { index: 5, path: "$.source", reason: "foreign-source" },
      ],
    });
  });

  it("a line that is no JSON does not spoil the others", async () => {
    const { status, answer } = await send(`{"id":\n${JSON.stringify(fresh())}\nnull`, LINES);
    assert.equal(status, 202);
    assert.deepEqual(answer, {
      accepted: 1,
      duplicates: 0,
      rejected: [
        { index: 0, path: "$", reason: "not-json" },
        { index: 2, path: "$", reason: "not-an-object" },
      ],
    });
  });

  it("a listing larger than an event may be is refused alone", async () => {
    const open = Array.from({ length: 600 }, (_, index) => ({
      contact: `call-${index}-${"x".repeat(50)}`,
      channel: "phone",
      entry: "phone",
      phase: "waiting",
      since: "2026-11-25T09:59:00Z",
    }));
    const listing = fresh({ type: "source.resynced", data: { open, covers: ["waiting"] } });
    const { status, answer } = await send(JSON.stringify([listing, fresh()]));
    assert.equal(status, 202);
    assert.deepEqual(answer, {
      accepted: 1,
      duplicates: 0,
      rejected: [{ index: 0, path: "$", reason: "too-large" }],
    });
  });

  it("nothing but bad ones is a 422 that tells each, and 403 when all are of another source", async () => {
    const nothing = await send(JSON.stringify([{}, fresh({ time: 5 })]));
    assert.deepEqual(nothing, {
      status: 422,
      answer: {
        type: "urn:vedetta:nothing-accepted",
        title: "No event of the request could be accepted",
        status: 422,
        accepted: 0,
        duplicates: 0,
        rejected: [
          { index: 0, path: "$.specversion", reason: "missing" },
          { index: 1, path: "$.time", reason: "wrong-type" },
        ],
      },
    });
    const foreign = await send(JSON.stringify(fresh({ source: "elsewhere" })), STRUCTURED);
    assert.deepEqual([foreign.status, slugOf(foreign.answer)], [403, "urn:vedetta:forbidden"]);
  });

  it("one log line when a source begins to err and one when it stops", async () => {
    await send(JSON.stringify(fresh()));
    const before = house.log.length;
    for (let time = 0; time < 3; time += 1) await send("[7]");
    await send(JSON.stringify(fresh()));
    await send(JSON.stringify(fresh()));
    const lines = house.log.slice(before);
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /"rejected":1,"path":"\$","reason":"not-an-object"/);
  });
});

describe("when events cannot be stored", () => {
  it("a journal that cannot write is a 503 with Retry-After, and the retry is taken", async () => {
    const body = JSON.stringify(fresh());
    house.sink.fault = new JournalUnavailable("disk full");
    const response = await house.post(body);
    assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "5"]);
    assert.equal(slugOf(await response.json()), "urn:vedetta:journal-unavailable");
    house.sink.fault = null;
    assert.deepEqual((await send(body)).answer, { accepted: 1, duplicates: 0, rejected: [] });
  });

  it("more than 64 requests at once are put off with 429", async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    house.sink.gate = promise;
    t.after(() => {
      house.sink.gate = null;
      resolve();
    });
    const body = JSON.stringify(fresh());
    let putOff = 0;
    const answers = Array.from({ length: 80 }, async () => {
      const { status, headers } = await house.post(body);
      putOff += 1;
      if (putOff === 16) resolve();
      return `${status} ${headers.get("retry-after")}`;
    });
    const told = await Promise.all(answers);
    house.sink.gate = null;
    assert.equal(told.filter((answer) => answer === "202 null").length, 64);
    assert.equal(told.filter((answer) => answer === "429 1").length, 16);
  });
});
