import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { hours, minutes } from "#domain/time.ts";

import { cookieOf, openAccessHouse, PASSWORD } from "../../../test/support/access-house.ts";
import { askFrom } from "../../../test/support/ask-from.ts";

const house = await openAccessHouse();
after(() => house.close());

function post(path: string, fields: Readonly<Record<string, string>>, cookie = "", headers: object = {}) {
  return house.ask(path, {
    method: "POST",
    cookie,
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
  });
}

const enter = async (name: string, secret: Uint8Array, cookie = "", next = "") => {
  house.clock.advance(minutes(1));
  const fields = { name, password: PASSWORD, code: house.codeOf(secret) };
  return post(`/login?next=${encodeURIComponent(next)}`, fields, cookie);
};

describe("the login", () => {
  it("gives a session that ends with the browser, and leads to the page that was asked for", async () => {
    const secret = await house.account("anna");
    const response = await enter("anna", secret, "", "/desk/schermi?lang=it");
    assert.deepEqual([response.status, response.headers.get("location")], [303, "/desk/schermi?lang=it"]);
    assert.match(
      response.headers.getSetCookie()[0] ?? "",
      /^vedetta=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const cookie = cookieOf(response, "vedetta");
    const session: unknown = await (await house.ask("/api/v1/session", { cookie })).json();
    const ends = { inMs: hours(1), canGoOn: true };
    assert.deepEqual(session, { role: "supervisor", name: "anna", canLogOut: true, ends });
  });

  it("over TLS binds its cookie to the host", async (t) => {
    const secure = await openAccessHouse({ behindTls: true });
    t.after(() => secure.close());
    const secret = await secure.account("anna");
    const response = await secure.ask("/login", {
      method: "POST",
      body: new URLSearchParams({ name: "anna", password: PASSWORD, code: secure.codeOf(secret) }).toString(),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    assert.match(
      response.headers.getSetCookie()[0] ?? "",
      /^__Host-vedetta=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it("leads nowhere else", async () => {
    const secret = await house.account("berta");
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/desk\r\nX: y",
      "/desk/../login",
      "/api/v1/report",
    ])
      assert.match(
        (await enter("berta", secret, "", next)).headers.get("location") ?? "",
        /^\/desk(\/\.\.\/login)?$/,
      );
  });

  it("takes no session that somebody else has chosen, and ends the one there was", async () => {
    const secret = await house.account("carla");
    const chosen = `vedetta=${"F".repeat(43)}`;
    const first = cookieOf(await enter("carla", secret, chosen), "vedetta");
    assert.notEqual(first, chosen);
    assert.equal((await house.ask("/api/v1/session", { cookie: chosen })).status, 401);
    const second = cookieOf(await enter("carla", secret, first), "vedetta");
    assert.notEqual(second, first);
    assert.equal((await house.ask("/api/v1/session", { cookie: first })).status, 401);
    assert.equal((await house.ask("/api/v1/session", { cookie: second })).status, 200);
  });

  it("says the same of a wrong name, password and code, and stops after ten in a minute", async () => {
    const secret = await house.account("dora");
    house.clock.advance(minutes(1));
    const code = house.codeOf(secret);
    const tries = [
      { name: "dora", password: "una frase sbagliata davvero", code },
      { name: "nobody", password: PASSWORD, code },
      { name: "dora", password: PASSWORD, code: "000000" },
    ];
    const answers = new Set<string>();
    for (const fields of tries) {
      const response = await post("/login?lang=en", fields);
      assert.equal(response.status, 401);
      answers.add(await response.text());
    }
    assert.equal(answers.size, 1);
    for (let count = 0; count < 7; count += 1)
      await post("/login", { name: `x${count}`, password: "x", code: "1" });
    assert.equal((await post("/login", { name: "dora", password: PASSWORD, code })).status, 429);
    assert.deepEqual(
      house.audit
        .list(8)
        .map(({ actor, result }) => [actor, result])
        .slice(0, 2),
      [
        ["nobody", "limited"],
        ["nobody", "refused"],
      ],
    );
    assert.ok(!house.log.join().includes("frase"));
    house.clock.advance(minutes(1));
    assert.equal((await enter("dora", secret)).status, 303);
  });

  it("counts attempts that come at the same moment, each", async () => {
    house.clock.advance(minutes(1));
    const wrong = { name: "dora", password: "una frase sbagliata davvero", code: "000000" };
    const answers = await Promise.all(Array.from({ length: 30 }, () => post("/login", wrong)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    assert.deepEqual(statuses, [
      ...Array.from({ length: 10 }, () => 401),
      ...Array.from({ length: 20 }, () => 429),
    ]);
    house.clock.advance(minutes(15));
  });

  it("has no queue without an end: who comes when many are looked at is told to come again, and has not guessed", async () => {
    const secret = await house.account("queue");
    house.clock.advance(minutes(1));
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        askFrom(`127.0.0.${2 + (index % 10)}`, `${house.url}/login`, {
          method: "POST",
          headers,
          body: `name=somebody${index}&password=una+frase+sbagliata&code=000000`,
        }),
      ),
    );
    const busy = answers.filter(({ status }) => status === 503);
    assert.ok(busy.length > 0 && busy[0]?.headers["retry-after"] === "5");
    assert.ok(answers.every(({ status }) => status === 401 || status === 503));
    assert.equal((await enter("queue", secret)).status, 303);
  });

  it("of one name stops after twenty in a quarter of an hour, however many minutes they take", async () => {
    const secret = await house.account("elsa");
    for (let count = 0; count < 20; count += 1) {
      if (count % 9 === 0) house.clock.advance(minutes(1));
      await post("/login", { name: "elsa", password: "x", code: "1" });
    }
    house.clock.advance(minutes(1));
    assert.equal((await enter("elsa", secret)).status, 429);
    house.clock.advance(minutes(15));
    assert.equal((await enter("elsa", secret)).status, 303);
  });

  it("cannot be sent by another site, nor as JSON", async () => {
    const fields = { name: "anna", password: PASSWORD, code: "000000" };
    assert.equal((await post("/login", fields, "", { "Sec-Fetch-Site": "cross-site" })).status, 403);
    assert.equal((await post("/login", fields, "", { "Content-Type": "application/json" })).status, 415);
  });

  it("keeps the page that was asked for when somebody mistypes", async () => {
    house.clock.advance(minutes(1));
    const response = await post("/login?lang=en&next=%2Fdesk%2Favvisi", {
      name: "x",
      password: "x",
      code: "1",
    });
    assert.match(await response.text(), /action="\/login\?lang=en&amp;next=%2Fdesk%2Favvisi"/);
  });

  it("shows nothing of what was typed", async () => {
    const response = await post("/login?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=xx", {
      name: '"><script>alert(1)</script>',
      password: "x",
      code: "1",
    });
    assert.ok(!(await response.text()).includes("<script"));
  });
});

describe("a session", () => {
  it("ends at the logout, by its owner or by an admin, and outlives a restart", async () => {
    const secret = await house.account("fiore");
    const cookie = cookieOf(await enter("fiore", secret), "vedetta");
    const out = await post("/logout", {}, cookie);
    assert.equal(out.status, 200);
    assert.match(out.headers.getSetCookie()[0] ?? "", /^vedetta=; .*Max-Age=0/);
    assert.equal((await house.ask("/api/v1/session", { cookie })).status, 401);

    const other = house.sessionCookie("supervisor", "gaia");
    const admin = house.sessionCookie("admin", "anna");
    const listed: unknown = await (await house.ask("/api/v1/sessions", { cookie: admin })).json();
    assert.ok(Array.isArray(listed));
    const gaia: unknown = listed.find((one: unknown) => Reflect.get(Object(one), "name") === "gaia");
    const id = String(Reflect.get(Object(gaia), "id"));
    assert.ok(!JSON.stringify(listed).includes(other.slice("vedetta=".length)));
    const stranger = house.sessionCookie("supervisor", "hilde");
    assert.equal(
      (await house.ask(`/api/v1/sessions/${id}`, { method: "DELETE", cookie: stranger })).status,
      404,
    );
    assert.equal((await house.ask("/api/v1/session", { cookie: other })).status, 200);
    assert.equal(
      (await house.ask(`/api/v1/sessions/${id}`, { method: "DELETE", cookie: admin })).status,
      204,
    );
    assert.equal((await house.ask("/api/v1/session", { cookie: other })).status, 401);
  });

  it("is not prolonged by what a page asks by itself", async () => {
    const cookie = house.sessionCookie("supervisor", "ida");
    house.clock.advance(minutes(59));
    for (const method of ["GET", "HEAD"])
      assert.equal((await house.ask("/api/v1/alerts", { cookie, method })).status, 200);
    house.clock.advance(minutes(1));
    assert.equal((await house.ask("/api/v1/alerts", { cookie })).status, 401);
  });

  it("leads to the login when it is over", async () => {
    const cookie = house.sessionCookie("supervisor", "ida");
    house.clock.advance(hours(12));
    const response = await house.ask("/desk/avvisi?lang=en", { cookie });
    assert.deepEqual(
      [response.status, response.headers.get("location")],
      [303, "/login?next=%2Fdesk%2Favvisi%3Flang%3Den"],
    );
  });
});

describe("a token in an address", () => {
  it("is no credential, wherever it stands", async () => {
    const cookie = house.sessionCookie("admin").slice("vedetta=".length);
    for (const name of ["access_token", "token", "vedetta", "session", "code"])
      assert.equal((await fetch(`${house.url}/api/v1/house?${name}=${cookie}`)).status, 401, name);
    assert.equal((await fetch(`${house.url}/api/v1/house/${cookie}`)).status, 401);
  });
});
