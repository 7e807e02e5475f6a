import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { openAccessHouse } from "../../../test/support/access-house.ts";

describe("a proxy that vouches", async () => {
  const proxyLogin = {
    peers: ["127.0.0.1"],
    nameHeader: "x-remote-user",
    groupsHeader: "x-remote-groups",
    groups: { supervisor: ["desk"], admin: ["heads"] },
  };
  const house = await openAccessHouse({ access: { proxyLogin } });
  const far = await openAccessHouse({ access: { proxyLogin: { ...proxyLogin, peers: ["10.0.0.0/8"] } } });
  after(async () => {
    await house.close();
    await far.close();
  });
  const asAnna = { "X-Remote-User": "anna", "X-Remote-Groups": "kitchen, desk" };

  it("is believed when it is at the other end, by the role of the groups it names", async () => {
    const told: unknown = await (await house.ask("/api/v1/session", { headers: asAnna })).json();
    assert.deepEqual(told, { role: "supervisor", name: "anna", canLogOut: false, ends: null });
    const none = { ...asAnna, "X-Remote-Groups": "kitchen" };
    for (const path of ["/api/v1/session", "/api/v1/house"])
      assert.equal((await house.ask(path, { headers: none })).status, 403);
    assert.equal((await house.ask("/api/v1/audit", { headers: asAnna })).status, 403);
  });

  it("is written down once for each who comes by it, and for each who has no role", () => {
    const logins = house.audit.list(100).filter(({ deed }) => deed === "login");
    assert.deepEqual(
      logins.map(({ actor, target, result }) => [actor, target, result]),
      [
        ["proxy:anna", "no role", "refused"],
        ["proxy:anna", "supervisor", "done"],
      ],
    );
  });

  it("is asked at the login too: whom it vouches for goes where they wanted to", async () => {
    const vouched = await house.ask("/login?next=%2Fdesk%2Favvisi", { headers: asAnna });
    assert.deepEqual([vouched.status, vouched.headers.get("location")], [303, "/desk/avvisi"]);
    for (const headers of [{}, { ...asAnna, "X-Remote-Groups": "kitchen" }])
      assert.equal((await house.ask("/login", { headers })).status, 200);
  });

  it("keeps no paired screen out for whom it has no role", async () => {
    const headers = { "X-Remote-User": "television", "X-Remote-Groups": "" };
    const { cookie } = house.screenCookie();
    assert.equal((await house.ask("/api/v1/house", { cookie, headers })).status, 200);
  });

  it("is not believed from any other address, whatever is forwarded", async () => {
    for (const forwarded of [{}, { "X-Forwarded-For": "10.0.0.7" }, { Forwarded: "for=10.0.0.7" }])
      assert.equal((await far.ask("/api/v1/session", { headers: { ...asAnna, ...forwarded } })).status, 401);
  });

  it("is not believed when the header is there twice", async () => {
    const answer = await house.raw(
      "GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Remote-User: anna\r\nX-Remote-User: berta\r\nX-Remote-Groups: desk\r\n\r\n",
    );
    assert.match(answer, /^HTTP\/1\.1 401 /);
  });
});
