import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { cookieOf, openAccessHouse } from "../../test/support/access-house.ts";
import { everyCloudEvent } from "../../test/support/cloud-events.ts";
import { openHouse } from "../../test/support/http-house.ts";
import { mountedRoutes } from "../../test/support/mounted-routes.ts";
import {
  auditLinesSchema,
  openSessionsSchema,
  pairingOfferSchema,
  pairingStateSchema,
  screensSchema,
  sessionSchema,
  waitingScreenSchema,
} from "./access/access-schema.ts";

const house = await openHouse();
/** Where everything is mounted. */
const guarded = await openAccessHouse();
after(async () => {
  await house.close();
  await guarded.close();
});
/** For people, by a browser. */
const PAGES = /^\w+ \/(?:$|wall$|assets\/|desk(?:\/|$)|report$|login(?:\/|$)|logout$|setup(?:\/|$))/;
const document: unknown = await (await fetch(`${house.url}/api/v1/openapi.json`)).json();

describe("the OpenAPI document", () => {
  it("is of version 3.1 and covers every door", () => {
    assert.equal(at(document, "openapi"), "3.1.0");
    const documented = Object.entries(Object(at(document, "paths"))).flatMap(([path, methods]) =>
      Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const mounted = mountedRoutes(guarded.app)
      .filter((route) => !PAGES.test(route))
      .map((route) => route.replaceAll(/:(\w+)/g, "{$1}"));
    assert.deepEqual(documented.toSorted(), mounted.toSorted());
  });

  it("every security that a door asks for is described", () => {
    const schemes = Object.keys(Object(at(document, "components", "securitySchemes")));
    const asked = [...JSON.stringify(at(document, "paths")).matchAll(/\{"(\w+)":\[\]\}/g)].map(
      ([, name]) => name ?? "",
    );
    assert.deepEqual([...new Set(asked)].toSorted(), schemes.toSorted());
  });

  it("answers of access are as it says", async () => {
    const cookie = guarded.sessionCookie("admin");
    guarded.screenCookie();
    const get = async (path: string): Promise<unknown> => (await guarded.ask(path, { cookie })).json();
    screensSchema.parse(await get("/api/v1/screens"));
    sessionSchema.parse(await get("/api/v1/session"));
    assert.equal(openSessionsSchema.parse(await get("/api/v1/sessions")).length, 1);
    await guarded.ask("/api/v1/sessions/none", {
      cookie: guarded.sessionCookie("supervisor"),
      method: "DELETE",
    });
    auditLinesSchema.parse(await get("/api/v1/audit"));
    const begun = await guarded.ask("/api/v1/pairing", { method: "POST" });
    const { code } = pairingOfferSchema.parse(await begun.json());
    const poll = await guarded.ask("/api/v1/pairing/poll", {
      method: "POST",
      cookie: cookieOf(begun, "vedetta-pairing"),
    });
    assert.equal(pairingStateSchema.parse(await poll.json()).status, "waiting");
    const look = await guarded.ask("/api/v1/screens/look", {
      method: "POST",
      cookie,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    });
    waitingScreenSchema.parse(await look.json());
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
