import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { minutes, seconds } from "#domain/time.ts";

import { openAccessHouse, METRICS_TOKEN, SOURCE_TOKEN } from "../../test/support/access-house.ts";
import { usual } from "../../test/support/boards.ts";
import { alarm } from "../../test/support/alert-boards.ts";

let snapshot = { ...usual, alerts: alarm.alerts };
const house = await openAccessHouse({ board: { snapshot: () => snapshot } });
after(() => house.close());
const scrape = (token: string) =>
  fetch(`${house.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } });

describe("metrics", () => {
  it("are for a scraper with its token, in the format of Prometheus", async () => {
    assert.equal((await scrape(SOURCE_TOKEN)).status, 403);
    const response = await scrape(METRICS_TOKEN);
    assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    const text = await response.text();
    assert.match(text, /^vedetta_ready 1$/m);
    assert.doesNotMatch(
      text,
      /^vedetta_bus_in_step\{/m,
      "a node that is alone has no bus to be in step with",
    );
    assert.match(text, /^vedetta_contacts_today\{channel="phone",fate="arrived"\} \d+$/m);
    assert.match(text, /^vedetta_alerts_firing\{severity="alarm"\} 1$/m);
    assert.match(text, /^process_cpu_seconds_total /m);
  });

  it("tell nothing of this moment's contacts, and are renewed once a minute", async () => {
    const before = await (await scrape(METRICS_TOKEN)).text();
    assert.doesNotMatch(before, /waiting|conversation|operators/);
    snapshot = { ...snapshot, channels: [] };
    house.clock.advance(seconds(59));
    assert.equal(await (await scrape(METRICS_TOKEN)).text(), before);
    house.clock.advance(minutes(1));
    assert.doesNotMatch(await (await scrape(METRICS_TOKEN)).text(), /vedetta_contacts_today\{/);
  });
});
