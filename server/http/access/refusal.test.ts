import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { cloudEvent } from "../../../test/support/cloud-events.ts";
import { openAccessHouse, SOURCE_TOKEN } from "../../../test/support/access-house.ts";

describe("who may not do what they want", async () => {
  const house = await openAccessHouse();
  after(() => house.close());

  it("asks once more for a page that another site leads to: the first time there is no cookie", async () => {
    const link = { "Sec-Fetch-Site": "cross-site" };
    const first = await house.ask("/desk/avvisi?lang=en&x=%22", { headers: link });
    assert.deepEqual([first.status, first.headers.get("cache-control")], [200, "no-store"]);
    assert.match(
      await first.text(),
      /http-equiv="refresh" content="0; url=\/desk\/avvisi\?lang=en&amp;x=%22"/,
    );
    const again = await house.ask("/desk/avvisi");
    assert.equal(again.headers.get("location"), "/login?next=%2Fdesk%2Favvisi", "and no more than once");
    assert.equal((await house.ask("/api/v1/alerts", { headers: link })).status, 401);
  });

  it("writes down who wants what is not for them, once a minute", async () => {
    const cookie = house.sessionCookie("supervisor", "elena");
    for (let count = 0; count < 3; count += 1)
      assert.equal((await house.ask("/api/v1/audit?x=y", { cookie })).status, 403);
    const cross = await fetch(`${house.url}/api/v1/silences`, {
      method: "POST",
      headers: { Cookie: cookie },
    });
    assert.equal(cross.status, 403);
    assert.deepEqual(
      house.audit.list(2).map(({ actor, deed, target, result }) => [actor, deed, target, result]),
      [
        ["local:elena", "access.refuse", "POST /api/v1/silences", "refused"],
        ["local:elena", "access.refuse", "GET /api/v1/audit", "refused"],
      ],
    );
  });

  it("writes down a source that speaks for another, and a page of another site that acts for somebody", async () => {
    const events = JSON.stringify(cloudEvent({ source: "pbx" }));
    const bearer = { Authorization: `Bearer ${SOURCE_TOKEN}` };
    for (let count = 0; count < 3; count += 1) assert.equal((await house.post(events, bearer)).status, 403);
    const Cookie = house.sessionCookie("supervisor", "franca");
    const foreign = { Origin: "https://evil.example", "Sec-Fetch-Site": "same-site" };
    for (const path of ["/api/v1/silences", "/api/v1/silences", "/api/v1/of-their-choice"])
      for (const headers of [{ ...foreign, Cookie }, foreign])
        assert.equal((await fetch(`${house.url}${path}`, { method: "POST", headers })).status, 403);
    assert.deepEqual(
      house.audit.list(3).map(({ actor, deed, target, result }) => [actor, deed, target, result]),
      [
        ["local:franca", "access.refuse", "no route", "refused"],
        ["local:franca", "access.refuse", "POST /api/v1/silences", "refused"],
        ["source:partner", "access.refuse", "POST /api/v1/events", "refused"],
      ],
    );
  });
});
