import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { hours, minutes, seconds } from "#domain/time.ts";

import { type AccessHouse, cookieOf, openAccessHouse } from "../../../test/support/access-house.ts";

const house = await openAccessHouse();
after(() => house.close());

const bodyOf = async (response: Response): Promise<Readonly<Record<string, unknown>>> =>
  Object(await response.json());

/** A screen that has asked for a code. */
async function waitingScreen(at: AccessHouse = house) {
  const headers = { "User-Agent": "Mozilla/5.0 (Web0S; Linux/SmartTV) Chrome/108.0 Safari/537.36" };
  const response = await at.ask("/api/v1/pairing", { method: "POST", headers });
  assert.equal(response.status, 200);
  const { code, house: name } = await bodyOf(response);
  assert.equal(name, "Linha Aberta");
  const cookie = cookieOf(response, "vedetta-pairing");
  const poll = () => at.ask("/api/v1/pairing/poll", { method: "POST", cookie, headers });
  return { code: String(code), cookie, poll };
}

const send = (path: string, body: object, cookie: string, at: AccessHouse = house) =>
  at.ask(path, {
    method: "POST",
    cookie,
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

describe("a screen", () => {
  it("comes in by its code, which a supervisor types, and is in the list", async () => {
    const desk = house.sessionCookie("supervisor", "anna");
    const { code, poll } = await waitingScreen();
    assert.match(code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.equal((await bodyOf(await poll()))["status"], "waiting");
    assert.equal((await bodyOf(await poll()))["status"], "slow-down");

    const look = await bodyOf(await send("/api/v1/screens/look", { code: code.toLowerCase() }, desk));
    assert.deepEqual([look["address"], look["device"]], ["127.0.0.1", "Chrome · TV LG"]);
    assert.equal((await send("/api/v1/screens", { code, name: "sala grande" }, desk)).status, 202);
    assert.equal((await send("/api/v1/screens", { code, name: "again" }, desk)).status, 404, "once");

    house.clock.advance(seconds(10));
    const paired = await poll();
    assert.deepEqual(await bodyOf(paired), { status: "paired" });
    assert.match(
      paired.headers.getSetCookie().join("\n"),
      /vedetta-screen=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000$/m,
    );
    const cookie = cookieOf(paired, "vedetta-screen");
    assert.equal((await house.ask("/api/v1/house", { cookie })).status, 200);
    assert.equal((await bodyOf(await poll()))["status"], "expired", "the secret works once");

    const list: unknown = (await bodyOf(await house.ask("/api/v1/screens", { cookie: desk })))["screens"];
    assert.match(
      JSON.stringify(list),
      /"name":"sala grande","address":"127\.0\.0\.1","device":"Chrome · TV LG"/,
    );
    assert.deepEqual(
      house.audit
        .list(3)
        .filter(({ result }) => result === "done")
        .map(({ actor, deed, target }) => [actor, deed, target.slice(0, 11)]),
      [
        ["local:anna", "screen.pair", "sala grande"],
        ["local:anna", "screen.approve", "sala grande"],
      ],
    );
  });

  it("keeps its code when it is reloaded, and gets another after ten minutes", async () => {
    const { code, cookie, poll } = await waitingScreen();
    const again = await house.ask("/api/v1/pairing", { method: "POST", cookie });
    assert.equal((await bodyOf(again))["code"], code);
    house.clock.advance(minutes(10));
    assert.deepEqual(await bodyOf(await poll()), { status: "expired" });
  });

  it("is let in by whoever has its cookie alone: the code opens nothing by itself", async () => {
    const { code } = await waitingScreen();
    const desk = house.sessionCookie("supervisor");
    await send("/api/v1/screens", { code, name: "hall" }, desk);
    const stranger = await house.ask("/api/v1/pairing/poll", {
      method: "POST",
      cookie: `vedetta-pairing=${code}`,
    });
    assert.deepEqual(await bodyOf(stranger), { status: "expired" });
    assert.deepEqual(stranger.headers.getSetCookie(), []);
  });

  it("that was sent away is not known any more", async () => {
    const { id, cookie } = house.screenCookie("lobby");
    const desk = house.sessionCookie("admin");
    assert.equal((await house.ask("/api/v1/house", { cookie })).status, 200);
    assert.equal((await house.ask(`/api/v1/screens/${id}`, { method: "DELETE", cookie: desk })).status, 204);
    assert.equal((await house.ask("/api/v1/house", { cookie })).status, 401);
    assert.equal((await house.ask(`/api/v1/screens/${id}`, { method: "DELETE", cookie: desk })).status, 404);
  });

  it("gets a new secret by itself after a week, and is forgotten 180 days after it was last there", async () => {
    const { cookie } = house.screenCookie("hall");
    house.clock.advance(hours(8 * 24));
    const renewed = cookieOf(await house.ask("/api/v1/house", { cookie }), "vedetta-screen");
    assert.match(renewed, /^vedetta-screen=[\w-]{43}$/);
    house.clock.advance(hours(179 * 24));
    assert.equal((await house.ask("/api/v1/house", { cookie: renewed })).status, 200);
    const next = cookieOf(await house.ask("/api/v1/trend", { cookie: renewed }), "vedetta-screen");
    house.clock.advance(hours(180 * 24));
    for (const old of [cookie, renewed, next])
      assert.equal((await house.ask("/api/v1/house", { cookie: old })).status, 401);
  });
});

describe("guessing codes", () => {
  it("ends after five in a minute for each person, and is written down", async () => {
    const desk = house.sessionCookie("supervisor", "berta");
    const { code } = await waitingScreen();
    for (let guess = 0; guess < 5; guess += 1)
      assert.equal(
        (await send("/api/v1/screens/look", { code: `BBBB-CCC${"DFGHJ"[guess]}` }, desk)).status,
        404,
      );
    const spent = await send("/api/v1/screens/look", { code }, desk);
    assert.deepEqual([spent.status, spent.headers.get("retry-after")], [429, "60"]);
    assert.equal((await send("/api/v1/screens", { code, name: "x" }, desk)).status, 429);
    const other = house.sessionCookie("supervisor", "carla");
    assert.equal((await send("/api/v1/screens/look", { code }, other)).status, 200);
    assert.deepEqual(
      house.audit.list(5).map(({ actor, deed, result }) => [actor, deed, result]),
      [
        ["local:berta", "screen.code", "limited"],
        ...Array.from({ length: 4 }, () => ["local:berta", "screen.code", "refused"]),
      ],
    );
    house.clock.advance(minutes(1));
    assert.equal((await send("/api/v1/screens/look", { code }, desk)).status, 200);
  });

  it("cannot be tried from a page of another site, nor as a form", async () => {
    const cookie = house.sessionCookie("supervisor");
    const { code } = await waitingScreen();
    const body = JSON.stringify({ code });
    for (const headers of [
      { "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site" },
      { "Content-Type": "application/json", "Sec-Fetch-Site": "same-site" },
      { "Content-Type": "application/json", Origin: "https://evil.example" },
    ])
      assert.equal(
        (await house.ask("/api/v1/screens/look", { method: "POST", cookie, body, headers })).status,
        403,
      );
    const form = { "Content-Type": "text/plain" };
    assert.equal(
      (await house.ask("/api/v1/screens/look", { method: "POST", cookie, body, headers: form })).status,
      415,
    );
    const silent = await fetch(`${house.url}/api/v1/screens/look`, {
      method: "POST",
      headers: { Cookie: cookie, "Content-Type": "application/json" },
      body,
    });
    assert.equal(silent.status, 403, "a cookie without a word of where the request comes from");
  });
});

it("a screen that lost its new secret is given it again, which is in the audit log", async () => {
  const { id, cookie } = house.screenCookie("lobby");
  const show = (shown: string) => house.ask("/api/v1/house", { cookie: shown });
  house.clock.advance(hours(7 * 24));
  const renewed = cookieOf(await show(cookie), "vedetta-screen");
  assert.notEqual(renewed, "");
  assert.equal((await show(renewed)).status, 200);
  house.clock.advance(minutes(11));
  const again = await show(cookie);
  assert.equal(again.status, 200);
  assert.equal(cookieOf(again, "vedetta-screen"), renewed);
  const [row] = house.audit.list(1);
  assert.deepEqual(
    [row?.actor, row?.deed, row?.target],
    [`screen:${id}`, "screen.old-secret", `lobby (${id})`],
  );
  assert.equal((await show(renewed)).status, 200);
});
