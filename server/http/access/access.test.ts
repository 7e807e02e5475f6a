import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { minutes } from "#domain/time.ts";

import { cloudEvent } from "../../../test/support/cloud-events.ts";
import { openHouse } from "../../../test/support/http-house.ts";

/** Of `test/fixtures/config/good-second-house.yaml`. */
const CONFIG = "test/fixtures/config/good-second-house.yaml";
const TOKEN = `vedetta_${"A".repeat(43)}`;

const open = (options: Parameters<typeof openHouse>[0] = {}) => openHouse({ config: CONFIG, ...options });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const partnerEvent = (id: string) => JSON.stringify(cloudEvent({ id, source: "partner" }));

describe("sources", async () => {
  const house = await open();
  after(() => house.close());

  it("deliver with their token", async () => {
    const response = await house.post(partnerEvent("a"), bearer(TOKEN));
    assert.equal(response.status, 202);
    assert.equal(house.sink.events[0]?.source, "partner");
  });

  it("deliver for themselves alone", async () => {
    const response = await house.post(JSON.stringify(cloudEvent({ source: "pbx" })), bearer(TOKEN));
    assert.equal(response.status, 403);
  });

  for (const headers of [
    {},
    { Authorization: TOKEN },
    { Authorization: "Basic YTpi" },
    { Authorization: "Bearer " },
    { Authorization: `Bearer ${"x".repeat(5_000)}` },
  ])
    it(`are refused with ${JSON.stringify(headers).slice(0, 40)}`, async () => {
      const response = await house.post(partnerEvent("b"), headers);
      assert.deepEqual(
        [response.status, response.headers.get("www-authenticate")],
        [401, 'Bearer realm="vedetta"'],
      );
    });

  it("are put off after ten wrong tokens in a minute; a right one passes all the same", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      assert.equal((await house.post("[]", bearer(`vedetta_wrong${attempt}`))).status, 401);
    const spent = await house.post("[]", bearer("vedetta_wrong"));
    assert.deepEqual([spent.status, spent.headers.get("retry-after")], [429, "60"]);
    assert.equal((await house.post(partnerEvent("c"), bearer(TOKEN))).status, 202);
    house.clock.advance(minutes(1));
    assert.equal((await house.post("[]", bearer("vedetta_wrong"))).status, 401);
    assert.ok(!house.log.join().includes("vedetta_wrong"));
  });

  it("may read how to deliver, and nothing else", async () => {
    const document = await fetch(`${house.url}/api/v1/openapi.json`, { headers: bearer(TOKEN) });
    assert.equal(document.status, 200);
    for (const path of ["/api/v1/house", "/api/v1/trend", "/api/v1/figures", "/api/v1/stream"])
      assert.equal((await fetch(`${house.url}${path}`, { headers: bearer(TOKEN) })).status, 403);
  });
});
