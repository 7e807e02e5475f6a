import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";

import { hours, minutes } from "#domain/time.ts";

import { type AccessHouse, cookieOf, openAccessHouse } from "../../../test/support/access-house.ts";
import { askFrom } from "../../../test/support/ask-from.ts";
import { freePort } from "../../../test/support/free-port.ts";
import { startLyingProvider } from "../../../test/support/oidc/lying-provider.ts";
import { CLIENT_ID, CLIENT_SECRET, startProvider } from "../../../test/support/oidc/real-provider.ts";

interface Begun {
  /** Where the browser is sent. */
  readonly address: URL;
  /** What it keeps meanwhile. */
  readonly cookie: string;
}

async function houseOf(issuer: string, port: number): Promise<AccessHouse> {
  return openAccessHouse({
    port,
    secret: CLIENT_SECRET,
    access: {
      oidc: {
        issuer,
        clientId: CLIENT_ID,
        clientSecretFile: "/unused",
        redirectUri: `http://127.0.0.1:${port}/login/oidc/callback`,
        scopes: ["openid", "profile", "groups"],
        groupsClaim: "groups",
        groups: { supervisor: ["desk"], admin: ["heads"] },
      },
    },
  });
}

async function begin(house: AccessHouse, next = "/desk/avvisi"): Promise<Begun> {
  const response = await house.ask(`/login/oidc?next=${encodeURIComponent(next)}`);
  assert.equal(response.status, 303);
  assert.match(response.headers.getSetCookie()[0] ?? "", /HttpOnly; SameSite=Lax; Max-Age=600$/);
  return {
    address: new URL(response.headers.get("location") ?? ""),
    cookie: cookieOf(response, "vedetta-login"),
  };
}

const comeBack = (house: AccessHouse, query: Readonly<Record<string, string>>, cookie: string) =>
  house.ask(`/login/oidc/callback?${new URLSearchParams(query).toString()}`, {
    cookie,
    headers: { "Sec-Fetch-Site": "cross-site" },
  });

/** Nobody came in, and no login is under way in this browser: a stranger could ask so as well. */
function assertUnknown(response: Response): void {
  assert.equal(response.status, 401);
  assert.equal(cookieOf(response, "vedetta"), "");
}

/** Nobody came in: no cookie, and a word in the audit log. */
function assertRefused(house: AccessHouse, response: Response, status = 401): void {
  assert.equal(response.status, status);
  assert.equal(cookieOf(response, "vedetta"), "");
  assert.deepEqual(
    house.audit.list(1).map(({ deed, target, result }) => [deed, target, result]),
    [["login", "oidc", "refused"]],
  );
}

describe("a real provider", async () => {
  const port = await freePort();
  const provider = await startProvider(`http://127.0.0.1:${port}/login/oidc/callback`);
  const house = await houseOf(provider.issuer, port);
  after(async () => {
    await house.close();
    await provider.close();
  });

  /** What the provider gives a browser that logs in as `subject`. */
  async function codeFor(subject: string, address: URL): Promise<URLSearchParams> {
    const jar = new Map<string, string>();
    let at = address;
    for (let hop = 0; hop < 10; hop += 1) {
      const isForm = at.pathname.startsWith("/interaction/");
      const response = await fetch(at, {
        redirect: "manual",
        headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(isForm ? { method: "POST", body: new URLSearchParams({ subject }) } : {}),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
        jar.set(name, value);
      }
      at = new URL(response.headers.get("location") ?? "", at);
      if (at.port === String(port)) return at.searchParams;
    }
    throw new Error("the provider led nowhere");
  }

  it("lets somebody in who is in a group that has a role", async () => {
    const { address, cookie } = await begin(house);
    assert.equal(address.searchParams.get("code_challenge_method"), "S256");
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address));
    const response = await comeBack(house, answer, cookie);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<meta http-equiv="refresh" content="0; url=\/desk\/avvisi">/);
    const session = cookieOf(response, "vedetta");
    const told: unknown = await (await house.ask("/api/v1/session", { cookie: session })).json();
    const ends = { inMs: hours(1), canGoOn: true };
    assert.deepEqual(told, { role: "supervisor", name: "Anna Bianchi", canLogOut: true, ends });
    assert.deepEqual(house.audit.list(1)[0]?.actor, "oidc:subject-of-anna");
  });

  it("lets nobody in by a code that was used, in the same browser or in a login of another", async () => {
    const first = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", first.address));
    assert.equal((await comeBack(house, answer, first.cookie)).status, 200);
    assertUnknown(await comeBack(house, answer, first.cookie));
    const second = await begin(house);
    const state = second.address.searchParams.get("state") ?? "";
    assertRefused(house, await comeBack(house, { ...answer, state }, second.cookie));
  });

  it("lets nobody in whose groups have no role", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-zoe", address));
    const response = await comeBack(house, answer, cookie);
    assert.match(await response.clone().text(), /none of your groups has a role/);
    assertRefused(house, response, 403);
    assert.equal(house.audit.list(1)[0]?.actor, "oidc:subject-of-zoe");
  });

  it("is not put out by others who begin, and who never began is neither counted up nor written down", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address));
    const rows = house.audit.list(1)[0]?.seq;
    const statuses = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      const beginnings = Array.from({ length: 55 }, () => askFrom("127.0.0.2", `${house.url}/login/oidc`));
      for (const { status } of await Promise.all(beginnings)) statuses.add(status);
      const returns = Array.from({ length: 5 }, () =>
        askFrom("127.0.0.3", `${house.url}/login/oidc/callback?code=x&state=y`),
      );
      for (const { status } of await Promise.all(returns)) statuses.add(status);
    }
    assert.deepEqual(
      [...statuses].toSorted((a, b) => a - b),
      [303, 401, 429],
    );
    assert.equal(house.audit.list(1)[0]?.seq, rows);
    assert.equal((await comeBack(house, answer, cookie)).status, 200);
  });

  it("asks for a state of this browser, within ten minutes", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address));
    assertUnknown(await comeBack(house, answer, ""));
    assertRefused(house, await comeBack(house, { ...answer, state: "another" }, cookie));
    const late = await begin(house);
    const lateAnswer = Object.fromEntries(await codeFor("subject-of-anna", late.address));
    house.clock.advance(minutes(10));
    assertUnknown(await comeBack(house, lateAnswer, late.cookie));
  });
});

describe("a provider that lies", async () => {
  const provider = await startLyingProvider();
  const house = await houseOf(provider.issuer, await freePort());
  after(async () => {
    await house.close();
    provider.close();
  });
  beforeEach(() => Object.assign(provider, { lies: {}, signsWrongly: false, issuerItClaims: null }));

  async function logIn(): Promise<Response> {
    const { address, cookie } = await begin(house);
    provider.nonce = address.searchParams.get("nonce") ?? "";
    return comeBack(house, { code: "c", state: address.searchParams.get("state") ?? "" }, cookie);
  }
  const past = Math.floor(Date.now() / 1_000) - 3_600;

  it("is believed while it tells the truth", async () => {
    assert.equal((await logIn()).status, 200);
  });

  for (const [what, lies] of [
    ["another issuer", { iss: "https://id.evil.example" }],
    ["another nonce", { nonce: "another" }],
    ["no nonce", { nonce: undefined }],
    ["another audience", { aud: "another-client" }],
    ["two audiences and no authorised party", { aud: [CLIENT_ID, "another-client"], azp: "another-client" }],
    ["an end in the past", { iat: past - 300, exp: past }],
    ["no subject", { sub: undefined }],
  ] as const)
    it(`is not believed with ${what}`, async () => {
      provider.lies = lies;
      assertRefused(house, await logIn());
    });

  it("is not believed with a signature of somebody else", async () => {
    provider.signsWrongly = true;
    assertRefused(house, await logIn());
  });

  it("is not asked when it calls itself by another name", async () => {
    provider.issuerItClaims = "https://id.evil.example";
    const fresh = await houseOf(provider.issuer, await freePort());
    const response = await fresh.ask("/login/oidc");
    assert.equal(response.status, 503);
    assert.match(await response.text(), /did not confirm the login/);
    await fresh.close();
  });
});

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
