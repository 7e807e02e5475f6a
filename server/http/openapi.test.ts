import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { everyCloudEvent } from "../../test/support/cloud-events.ts";
import { openHouse } from "../../test/support/http-house.ts";

const house = await openHouse();
after(() => house.close());
const document: unknown = await (await fetch(`${house.url}/api/v1/openapi.json`)).json();

describe("the OpenAPI document", () => {
  it("is of version 3.1 and covers every door", () => {
    assert.equal(at(document, "openapi"), "3.1.0");
    assert.deepEqual(Object.keys(Object(at(document, "paths"))).sort(), [
      "/api/v1/alerts",
      "/api/v1/alerts/acknowledge",
      "/api/v1/alerts/unacknowledge",
      "/api/v1/day",
      "/api/v1/deliveries",
      "/api/v1/deliveries/{receiver}/{id}/resend",
      "/api/v1/events",
      "/api/v1/figures",
      "/api/v1/history",
      "/api/v1/house",
      "/api/v1/receivers/{receiver}/test",
      "/api/v1/report",
      "/api/v1/report.csv",
      "/api/v1/report.json",
      "/api/v1/report/periods",
      "/api/v1/silences",
      "/api/v1/silences/{id}",
      "/api/v1/stream",
      "/api/v1/system",
      "/api/v1/trend",
      "/healthz",
      "/readyz",
    ]);
  });

  it("every door that it names is there", async () => {
    for (const [path, methods] of Object.entries(Object(at(document, "paths"))))
      for (const method of Object.keys(Object(methods))) {
        const { status } = await fetch(`${house.url}${path}`, { method: method.toUpperCase() });
        assert.notEqual(status, 404, path);
        assert.notEqual(status, 405, path);
      }
  });

  it("every reference leads somewhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    assert.ok(references.length > 5);
    for (const reference of references) assert.ok(at(document, ...reference.slice(1).split("/")), reference);
  });

  it("tells the words of this house, for each type of event and each source", () => {
    const request = at(document, "paths", "/api/v1/events", "post", "requestBody", "content");
    const text = JSON.stringify(at(request, "application/cloudevents+json", "schema"));
    for (const event of everyCloudEvent())
      assert.ok(text.includes(`"const":${JSON.stringify(event["type"])}`));
    for (const word of ["q_it", "q_en", "app", "site", "network"])
      assert.ok(text.includes(`"${word}"`), word);
  });
});

/** What stands at a path of keys. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((holder: unknown, key) => Reflect.get(Object(holder), key) as unknown, value);
}
