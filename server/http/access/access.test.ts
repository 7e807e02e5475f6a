import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { minutes } from "#domain/time.ts";

import { cloudEvent } from "../../../test/support/cloud-events.ts";
import { type HttpHouse, openHouse } from "../../../test/support/http-house.ts";

/** Of `test/fixtures/config/good-second-house.yaml`. */
const CONFIG = "test/fixtures/config/good-second-house.yaml";
const TOKEN = `vedetta_${"A".repeat(43)}`;
const LINK = `/pair/${"B".repeat(43)}`;

const open = (options: Parameters<typeof openHouse>[0] = {}) => openHouse({ config: CONFIG, ...options });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const partnerEvent = (id: string) => JSON.stringify(cloudEvent({ id, source: "partner" }));
const pair = (house: HttpHouse, link = LINK) =>
  fetch(`${house.url}${link}`, {
    method: "POST",
    redirect: "manual",
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
const see = (house: HttpHouse, path: string, cookie = "") =>
  fetch(`${house.url}${path}`, { redirect: "manual", headers: { Cookie: cookie } });

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
    for (const path of ["/api/v1/house", "/api/v1/trend", "/api/v1/figures", "/api/v1/stream", "/wall"])
      assert.equal((await fetch(`${house.url}${path}`, { headers: bearer(TOKEN) })).status, 401);
  });
});

describe("walls", async () => {
  const house = await open({ behindTls: false });
  after(() => house.close());

  it("see nothing before they are paired, but health is open", async () => {
    for (const path of [
      "/api/v1/house",
      "/api/v1/trend",
      "/api/v1/figures",
      "/api/v1/stream",
      "/api/v1/openapi.json",
    ]) {
      const response = await see(house, path);
      assert.deepEqual(
        [response.status, response.headers.get("content-type")],
        [401, "application/problem+json; charset=utf-8"],
      );
    }
    const page = await see(house, "/wall");
    assert.equal(page.status, 401);
    assert.match(await page.text(), /Screen not paired/);
    assert.equal((await see(house, "/assets/main-abc123.js")).status, 401);
    assert.equal((await see(house, "/healthz")).status, 200);
  });

  it("opening the link only asks, as often as one likes, and says nothing of whether it is right", async () => {
    for (const link of [LINK, LINK, `/pair/${"C".repeat(43)}`]) {
      const response = await see(house, link);
      assert.equal(response.status, 200);
      assert.deepEqual(response.headers.getSetCookie(), []);
      const html = await response.text();
      assert.match(html, /<form method="post">/);
      assert.ok(!html.includes("B".repeat(43)));
    }
    assert.equal(house.marks.size, 0);
    assert.equal(
      (await see(house, "/pair/style.css")).headers.get("content-type"),
      "text/css; charset=utf-8",
    );
  });

  it("the button sets a cookie that opens the page, and works once", async () => {
    const paired = await pair(house);
    assert.deepEqual([paired.status, paired.headers.get("location")], [303, "/wall"]);
    assert.match(
      paired.headers.getSetCookie()[0] ?? "",
      /^vedetta=hall\.\d+\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
    );
    for (const path of [
      "/wall",
      "/api/v1/house",
      "/api/v1/trend",
      "/api/v1/figures",
      "/api/v1/stream",
      "/api/v1/openapi.json",
    ])
      assert.equal((await see(house, path, `other=1; ${cookieOf(paired)}`)).status, 200);

    assert.equal((await pair(house)).status, 410);
    const restarted = await open({ marks: house.marks });
    assert.equal((await pair(restarted)).status, 410);
    await restarted.close();
  });

  it("a form of another site cannot press it", async () => {
    for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }]) {
      const response = await fetch(`${house.url}${LINK}`, { method: "POST", headers, redirect: "manual" });
      assert.equal(response.status, 403);
    }
  });

  it("wrong links are counted, told apart from used ones, and never logged", async () => {
    const guesses = await open();
    assert.equal((await pair(guesses, "/pair/short")).status, 404);
    for (let attempt = 0; attempt < 9; attempt += 1)
      assert.equal((await pair(guesses, `/pair/${"D".repeat(42)}${attempt}`)).status, 404);
    const spent = await pair(guesses);
    assert.deepEqual([spent.status, spent.headers.get("retry-after")], [429, "60"]);
    guesses.clock.advance(minutes(1));
    assert.equal((await pair(guesses)).status, 303);
    assert.ok(!/DDDD|BBBB/.test(guesses.log.join()));
    assert.ok(!JSON.stringify([...guesses.marks]).includes("BBBB"));
    await guesses.close();
  });
});

describe("a wall's cookie", () => {
  it("behind TLS is bound to the host and sent over TLS only", async () => {
    const house = await open({ behindTls: true });
    const line = (await pair(house)).headers.getSetCookie()[0] ?? "";
    assert.match(
      line,
      /^__Host-vedetta=hall\..*; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000; Secure$/,
    );
    await house.close();
  });

  it("that was changed in any part opens nothing", async () => {
    const house = await open({ behindTls: false });
    const cookie = cookieOf(await pair(house));
    const [name = "", issued = "", mac = ""] = cookie.slice("vedetta=".length).split(".");
    const forged = [
      `${name}.${Number(issued) + 1}.${mac}`,
      `lobby.${issued}.${mac}`,
      `${name}.${issued}.${mac.slice(1)}`,
      `${name}.${issued}.`,
      name,
      "",
      `${name}.${issued}.${mac}.x`.replace(mac, "A".repeat(43)),
    ];
    for (const value of forged)
      assert.equal((await see(house, "/api/v1/house", `vedetta=${value}`)).status, 401, value);
    assert.equal((await see(house, "/api/v1/house", cookie)).status, 200);
    await house.close();
  });

  it("is renewed after a week of use and forgotten after 180 days without", async () => {
    const house = await open({ behindTls: false });
    const first = cookieOf(await pair(house));
    house.clock.advance(minutes(8 * 24 * 60));
    const renewed = cookieOf(await see(house, "/wall", first));
    assert.notEqual(renewed, "");
    house.clock.advance(minutes(175 * 24 * 60));
    assert.equal((await see(house, "/wall", first)).status, 401);
    assert.equal((await see(house, "/wall", renewed)).status, 200);
    await house.close();
  });
});
