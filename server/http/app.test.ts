import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { openHouse } from "../../test/support/http-house.ts";
import { figuresSchema, houseSchema, trendSchema } from "./wire-schema.ts";

const house = await openHouse();
after(() => house.close());
const get = (path: string, init: RequestInit = {}) =>
  fetch(`${house.url}${path}`, { redirect: "manual", ...init });
const problemOf = async (response: Response): Promise<string> => {
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
  return String(Reflect.get(Object(await response.json()), "type"));
};

describe("who is asked for", () => {
  const served = ["localhost", "LOCALHOST:1522", "127.0.0.1", "[::1]:80", "127.0.0.1:65535"];
  for (const host of served)
    it(`answers to ${host}`, async () => {
      assert.match(await house.raw(requestTo(host)), /^HTTP\/1\.1 200 /);
    });

  for (const host of ["wall.example", "127.0.0.1.example", "localhost.", "0.0.0.0"])
    it(`sends ${host} elsewhere with 421`, async () => {
      assert.match(await house.raw(requestTo(host)), /^HTTP\/1\.1 421 /);
    });

  for (const host of [
    "[",
    "",
    "user:pw@localhost",
    "localhost:99999",
    "localhost:80:80",
    "lo calhost",
    "[::1",
    "localhost/",
    "é",
  ])
    it(`refuses the malformed host ${JSON.stringify(host)} with 400`, async () => {
      assert.match(await house.raw(requestTo(host)), /^HTTP\/1\.1 400 /);
    });

  it("refuses a request line meant for a proxy, and one without a host", async () => {
    const line = "GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert.match(await house.raw(line), /^HTTP\/1\.1 400 /);
    assert.match(await house.raw("GET /healthz HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 400 /);
  });
});

const askWith = (version: string, path: string, ...headers: readonly string[]): Promise<string> =>
  house.raw(
    `${[`GET ${path} HTTP/${version}`, "Host: localhost", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`,
  );

describe("a house without a login", () => {
  for (const header of ["Forwarded: for=192.0.2.7", "X-Forwarded-For: 192.0.2.7", "Via: 1.1 proxy"])
    it(`tells nothing to who comes with ${header.split(":")[0]}`, async () => {
      const lines = ["GET /api/v1/house HTTP/1.1", "Host: localhost", "Connection: close", header];
      const answer = await house.raw(`${lines.join("\r\n")}\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 403 /);
      assert.match(answer, /not through a proxy/);
    });

  const STATUS = /^HTTP\/1\.1 (\d+)/;
  for (const [what, status, version, ...headers] of [
    ["as a proxy asks that is told nothing else", "403", "1.0"],
    ["from a page of another name", "403", "1.1", "Referer: https://wall.example/wall"],
    [
      "for a page of another name",
      "403",
      "1.1",
      "Origin: https://wall.example",
      "Sec-Fetch-Site: same-origin",
    ],
    [
      "from a page of ours",
      "200",
      "1.1",
      "Referer: http://127.0.0.1:5173/wall",
      "Origin: http://localhost:1522",
    ],
    ["by a link elsewhere", "200", "1.1", "Referer: http://wiki.example/", "Sec-Fetch-Site: cross-site"],
    ["as a program", "200", "1.1"],
  ] as const)
    it(`answers who comes ${what} with ${status}`, async () => {
      assert.equal(STATUS.exec(await askWith(version, "/api/v1/house", ...headers))?.[1], status);
    });

  it("answers checks of its health by HTTP/1.0 too", async () => {
    assert.equal(STATUS.exec(await askWith("1.0", "/healthz"))?.[1], "200");
  });
});

describe("headers", () => {
  it("a strict policy on every answer, and nothing that blanks a page on plain HTTP", async () => {
    for (const path of ["/wall", "/api/v1/house", "/nowhere", "/healthz"]) {
      const { headers } = await get(path);
      assert.equal(
        headers.get("content-security-policy"),
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';manifest-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';object-src 'none';require-trusted-types-for 'script';trusted-types lit-html",
      );
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), path === "/wall" ? "same-origin" : "no-referrer");
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(headers.get("x-powered-by"), null);
      assert.equal(headers.get("strict-transport-security"), null);
      assert.equal(headers.get("access-control-allow-origin"), null);
    }
  });

  it("behind TLS browsers are told to insist on it", async (t) => {
    const secure = await openHouse({ behindTls: true });
    t.after(() => secure.close());
    const { headers } = await fetch(`${secure.url}/healthz`);
    assert.match(headers.get("content-security-policy") ?? "", /upgrade-insecure-requests/);
    assert.equal(headers.get("strict-transport-security"), "max-age=31536000; includeSubDomains");
  });
});

describe("what may be seen", () => {
  it("the house, as the wall expects it", async () => {
    const body: unknown = await (await get("/api/v1/house")).json();
    const told = houseSchema.parse(body);
    assert.equal(told.simulated, false);
    assert.deepEqual(
      told.channels.map(({ channel, entries }) => [channel, entries.map(({ entry }) => entry)]),
      [
        ["phone", ["phone"]],
        ["chat", ["site", "app"]],
      ],
    );
    assert.equal(told.channels[0]?.serviceLevels[0]?.thresholdMs, 20_000);
  });

  it("the trend, never from a cache", async () => {
    const response = await get("/api/v1/trend");
    assert.equal(response.headers.get("cache-control"), "no-store");
    trendSchema.parse(await response.json());
  });

  it("the figures of the moment, never from a cache", async () => {
    const response = await get("/api/v1/figures");
    assert.equal(response.headers.get("cache-control"), "no-store");
    figuresSchema.parse(await response.json());
  });

  it("the stream is handed on", async () => {
    assert.equal(await (await get("/api/v1/stream")).text(), ": a stream\n\n");
  });

  it("nothing that may carry a screen's new secret is kept", async () => {
    assert.equal((await get("/api/v1/house")).headers.get("cache-control"), "no-store");
  });

  it("the page is asked for every time, its assets never again", async () => {
    const root = await get("/");
    assert.deepEqual([root.status, root.headers.get("location")], [302, "/wall"]);
    const page = await get("/wall?distance=5");
    assert.deepEqual([page.status, page.headers.get("cache-control")], [200, "no-cache"]);
    assert.match(await page.text(), /<title>wall/);
    const asset = await get("/assets/main-abc123.js");
    assert.equal(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
  });

  for (const path of [
    "/api/v1/nothing",
    "/api",
    "/nothing",
    "/assets/none.js",
    "/assets/",
    "/.env",
    "/..%2f..%2fpackage.json",
    "/%E0%A4%A",
  ])
    it(`there is nothing at ${path}`, async () => {
      const response = await get(path);
      assert.ok([404, 400].includes(response.status), String(response.status));
      assert.match(await problemOf(response), /^urn:vedetta:(not-found|malformed-request)$/);
    });
});

describe("health", () => {
  it("this process answers, and says when it is ready", async () => {
    assert.equal((await get("/healthz")).status, 200);
    assert.deepEqual(await (await get("/readyz")).json(), { ready: true, reasons: [], degraded: [] });
    Object.assign(house.readiness, { journalWritable: false, draining: true });
    const response = await get("/readyz");
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), {
      ready: false,
      reasons: ["journal-not-writable", "draining"],
      degraded: [],
    });
    assert.equal((await get("/healthz")).status, 200);
    Object.assign(house.readiness, { journalWritable: true, draining: false });
  });

  it("a node that has lost the bus is ready, and says that it is on its own", async () => {
    Object.assign(house.readiness, { bus: "lost" });
    const response = await get("/readyz");
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { ready: true, reasons: [], degraded: ["bus-lost"] });
    Object.assign(house.readiness, { bus: null });
  });
});

describe("a fault of ours", () => {
  it("is a 500 without a word of what happened, and is logged by place, not by message", async (t) => {
    const faulty = await openHouse({
      board: {
        trend() {
          throw new Error("caller 3331234567 broke it");
        },
      },
    });
    t.after(() => faulty.close());
    const response = await fetch(`${faulty.url}/api/v1/trend`);
    assert.equal(response.status, 500);
    assert.deepEqual(await response.json(), {
      type: "urn:vedetta:internal-error",
      title: "Something went wrong here",
      status: 500,
    });
    assert.equal(faulty.log.length, 1);
    assert.match(faulty.log[0] ?? "", /app\.test\.ts/);
    assert.doesNotMatch(faulty.log.join(), /3331234567/);
  });
});

describe("other sites", () => {
  for (const headers of [
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { Origin: "http://evil.example" },
    { Origin: "null" },
  ])
    it(`may not deliver events: ${JSON.stringify(headers)}`, async () => {
      const request = `POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n${Object.entries(
        headers,
      )
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n[]`;
      assert.match(await house.raw(request), /^HTTP\/1\.1 403 /);
    });
});

function requestTo(host: string): string {
  return `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
}
