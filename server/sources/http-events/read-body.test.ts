import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { cloudEvent } from "../../../test/support/cloud-events.ts";
import { openHouse } from "../../../test/support/http-house.ts";

const house = await openHouse();
after(() => house.close());

const BATCH = { "Content-Type": "application/cloudevents-batch+json" };
const LINES = { "Content-Type": "application/x-ndjson" };

const send = async (body: string, headers?: Record<string, string>) => {
  const response = await house.post(body, headers);
  const answer: unknown = await response.json();
  return { status: response.status, slug: Reflect.get(Object(answer), "type") as unknown };
};

describe("a request that is wrong as a whole", () => {
  const cases = [
    { name: "no JSON", body: "{", headers: {}, status: 400, slug: "malformed-json" },
    { name: "nothing", body: "", headers: {}, status: 400, slug: "malformed-json" },
    { name: "a batch that is no list", body: "{}", headers: BATCH, status: 400, slug: "malformed-json" },
    {
      name: "another media type",
      body: "<e/>",
      headers: { "Content-Type": "text/xml" },
      status: 415,
      slug: "unsupported-media-type",
    },
    {
      name: "text/plain, which forms can send",
      body: "[]",
      headers: { "Content-Type": "text/plain" },
      status: 415,
      slug: "unsupported-media-type",
    },
    {
      name: "another charset",
      body: "[]",
      headers: { "Content-Type": "application/json; charset=utf-16" },
      status: 415,
      slug: "unsupported-media-type",
    },
    {
      name: "a compressed body",
      body: "[]",
      headers: { "Content-Encoding": "gzip" },
      status: 415,
      slug: "unsupported-media-type",
    },
    {
      name: "1,001 events",
      body: `[${Array.from({ length: 1_001 }, () => "0").join()}]`,
      headers: {},
      status: 413,
      slug: "too-large",
    },
    { name: "1,001 lines", body: "0\n".repeat(1_001), headers: LINES, status: 413, slug: "too-large" },
    {
      name: "more than 1 MiB",
      body: `["${"x".repeat(1_048_576)}"]`,
      headers: {},
      status: 413,
      slug: "too-large",
    },
    {
      name: "one event of more than 64 KiB",
      body: `{"x":"${"x".repeat(65_536)}"}`,
      headers: {},
      status: 413,
      slug: "too-large",
    },
  ];
  for (const { name, body, headers, status, slug } of cases)
    it(`${name}: ${status}`, async () => {
      const result = await send(body, headers);
      assert.deepEqual(result, { status, slug: `urn:vedetta:${slug}` });
    });

  it("bytes that are no UTF-8: 400", async () => {
    const response = await house.post(Uint8Array.from([0x22, 0xff, 0x22]));
    assert.equal(response.status, 400);
  });

  it("another method: 405, and which one will do", async () => {
    const response = await fetch(`${house.url}/api/v1/events`, { method: "PUT", body: "[]" });
    assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
  });

  it("a body that ends before it is whole disturbs nobody", async () => {
    await house.raw(
      "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n[{",
    );
    assert.equal((await send(JSON.stringify(cloudEvent({})))).status, 202);
  });
});
