/** Every route, by every role, by every method: exactly what is written here is open. */
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { loadConfig } from "#config/load-config.ts";
import { sha256Hex } from "#config/secret.ts";
import { minutes } from "#domain/time.ts";
import { createChatConnectors } from "#sources/livehelperchat/chat-connectors.ts";

import { METRICS_TOKEN, SOURCE_TOKEN } from "../../../test/support/access-house.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { lhcConfigWith } from "../../../test/support/lhc-config.ts";
import { mountedRoutes } from "../../../test/support/mounted-routes.ts";
import { openOidcHouse } from "../../../test/support/oidc/oidc-house.ts";
import { startProvider } from "../../../test/support/oidc/real-provider.ts";
import {
  alerts,
  type MakeSample,
  reports,
  type Sample,
  SAMPLES,
  WEBHOOK_SAMPLE,
} from "../../../test/support/route-samples.ts";
import { ROUTES, routesAt } from "./route-table.ts";

const WHO = ["nobody", "wall", "supervisor", "admin", "source", "webhook", "metrics"] as const;
type Who = (typeof WHO)[number];

const EVERYONE: readonly Who[] = WHO;
const SCREENS: readonly Who[] = ["wall", "supervisor", "admin"];
const DESK: readonly Who[] = ["supervisor", "admin"];

/** Who gets in, written down once more apart from the program. */
const OPEN: Readonly<Record<string, readonly Who[]>> = {
  "GET /healthz": EVERYONE,
  "GET /readyz": EVERYONE,
  "GET /metrics": ["metrics", "admin"],
  "GET /": EVERYONE,
  "GET /wall": EVERYONE,
  "GET /assets/*": EVERYONE,
  "GET /desk": DESK,
  "GET /desk/*": DESK,
  "GET /report": DESK,
  "GET /login": EVERYONE,
  "GET /login/style.css": EVERYONE,
  "GET /login/oidc": EVERYONE,
  "GET /login/oidc/callback": EVERYONE,
  "POST /login": EVERYONE,
  "POST /logout": EVERYONE,
  "GET /setup": EVERYONE,
  "POST /setup": EVERYONE,
  "POST /setup/confirm": EVERYONE,
  "POST /api/v1/pairing": EVERYONE,
  "POST /api/v1/pairing/poll": EVERYONE,
  "GET /api/v1/stream": SCREENS,
  "GET /api/v1/house": SCREENS,
  "GET /api/v1/trend": SCREENS,
  "GET /api/v1/session": SCREENS,
  "GET /api/v1/figures": DESK,
  "GET /api/v1/history": DESK,
  "GET /api/v1/day": DESK,
  "GET /api/v1/system": DESK,
  "GET /api/v1/report": DESK,
  "GET /api/v1/report.csv": DESK,
  "GET /api/v1/report.json": DESK,
  "GET /api/v1/report/periods": DESK,
  "GET /api/v1/alerts": DESK,
  "POST /api/v1/alerts/acknowledge": DESK,
  "POST /api/v1/alerts/unacknowledge": DESK,
  "POST /api/v1/silences": DESK,
  "DELETE /api/v1/silences/:id": DESK,
  "GET /api/v1/deliveries": DESK,
  "POST /api/v1/deliveries/:receiver/:id/resend": DESK,
  "POST /api/v1/receivers/:receiver/test": DESK,
  "GET /api/v1/screens": DESK,
  "POST /api/v1/screens": DESK,
  "POST /api/v1/screens/look": DESK,
  "DELETE /api/v1/screens/:id": DESK,
  "GET /api/v1/sessions": DESK,
  "DELETE /api/v1/sessions/:id": DESK,
  "GET /api/v1/audit": ["admin"],
  "POST /api/v1/events": ["source"],
  "GET /api/v1/openapi.json": ["supervisor", "admin", "source"],
};

/** They stand before the table, with locks of their own. */
const DOORS: readonly string[] = ["POST /api/v1/livehelperchat/:source"];

const WEBHOOK_TOKEN = "vedetta_of-the-webhooks-of-the-chats";
const chats = {
  ...lhcConfigWith({ rest: false, hooks: true }),
  id: "chats",
  webhookTokens: [{ tokenSha256: sha256Hex(WEBHOOK_TOKEN) }],
};
const sources = [...loadConfig("test/fixtures/config/good-second-house.yaml").sources, chats];
const port = await freePort();
const provider = await startProvider(`http://127.0.0.1:${port}/login/oidc/callback`);
const house = await openOidcHouse(provider.issuer, port, {
  alerts,
  reports,
  sources,
  doors: ({ refusalOfWebhook }) =>
    createChatConnectors({ sources, readSecret: () => "" }).doors(refusalOfWebhook),
});
after(async () => {
  await house.close();
  await provider.close();
});

function credentialsOf(who: Who): Readonly<Record<string, string>> {
  switch (who) {
    case "nobody":
      return {};
    case "wall":
      return { Cookie: house.screenCookie().cookie };
    case "supervisor":
    case "admin":
      return { Cookie: house.sessionCookie(who) };
    case "source":
      return { Authorization: `Bearer ${SOURCE_TOKEN}` };
    case "webhook":
      return { Authorization: `Bearer ${WEBHOOK_TOKEN}` };
    case "metrics":
      return { Authorization: `Bearer ${METRICS_TOKEN}` };
  }
}

async function statusOf(who: Who, method: string, { path, body, type, cookie }: Sample): Promise<number> {
  const { Cookie, ...credentials } = credentialsOf(who);
  const cookies = [Cookie, cookie].filter((one) => one !== undefined).join("; ");
  const response = await fetch(`${house.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...credentials,
      ...(cookies === "" ? {} : { Cookie: cookies }),
      "Sec-Fetch-Site": "same-origin",
      ...(type === undefined ? {} : { "Content-Type": type }),
    },
    ...(body === undefined || method === "GET" || method === "HEAD" ? {} : { body }),
  });
  await response.body?.cancel();
  return response.status;
}

/** A page that somebody may not see leads to the login; the first page leads to the wall, and the login to the provider, or on who is in. */
const isLet = (route: string, status: number): boolean =>
  status < 300 ||
  (status === 303 && ["POST /login", "GET /login", "GET /login/oidc"].includes(route)) ||
  (status === 302 && route === "GET /");

describe("the table of routes", () => {
  it("is the one that is written down here", () => {
    assert.deepEqual(
      ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted(),
      Object.keys(OPEN).toSorted(),
    );
  });

  it("has every route that the program mounts, and the program every row", () => {
    const mounted = mountedRoutes(house.app).filter((route) => !DOORS.includes(route));
    const rows = mounted.map((route) => {
      const [method, path = ""] = route.split(" ");
      const row = routesAt(path).find((one) => one.method === method);
      assert.ok(row, `${route} is in no row`);
      return `${row.method} ${row.path}`;
    });
    assert.deepEqual([...new Set(rows)].toSorted(), Object.keys(OPEN).toSorted());
    assert.deepEqual(
      mountedRoutes(house.app).filter((route) => DOORS.includes(route)),
      DOORS,
    );
  });

  it("the door for webhooks beside it: its own token alone, POST alone", async () => {
    for (const who of WHO)
      for (const method of ["POST", "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const isOpen = who === "webhook" && method === "POST";
        const expected = isOpen ? [204] : who === "webhook" ? [405] : [401, 429];
        const status = await statusOf(who, method, WEBHOOK_SAMPLE);
        assert.ok(expected.includes(status), `${method} by ${who}: ${status}`);
      }
    house.clock.advance(minutes(1));
  });

  it("takes a path as express does", () => {
    for (const path of ["/desk/", "/DESK", "/desk/oggi/", "/api/v1/Audit"])
      assert.ok(routesAt(path).length > 0, path);
    for (const path of ["/desks", "/api/v1/audit/x", "/api/v1/silences//", "/", "//"])
      assert.ok(
        routesAt(path).every(({ path: at }) => at === "/"),
        path,
      );
  });

  for (const [route, who] of Object.entries(OPEN)) {
    const [method = "", path = ""] = route.split(" ");
    it(`${route}: ${who.length === WHO.length ? "everyone" : who.join(", ")}`, async () => {
      const make: MakeSample = SAMPLES[route] ?? (() => ({ path }));
      for (const one of WHO) {
        const status = await statusOf(one, method, await make(house));
        assert.equal(isLet(route, status), who.includes(one), `${one}: ${status}`);
        if (!who.includes(one)) assert.ok([303, 401, 403].includes(status), `${one}: ${status}`);
        // The token of webhooks is a wrong one here, and such are limited.
        if (one === "webhook") house.clock.advance(minutes(1));
        if (method === "GET") {
          const head = await statusOf(one, "HEAD", await make(house));
          assert.equal(isLet(route, head), who.includes(one), `HEAD by ${one}: ${head}`);
        }
      }
    });
  }

  it("opens no other method of any path to anybody", async () => {
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    const paths = new Map(Object.keys(OPEN).map((route) => [route.split(" ")[1] ?? "", route]));
    for (const [pattern, route] of paths) {
      const path =
        pattern.includes("*") || pattern.includes(":") ? (await SAMPLES[route]?.(house))?.path : pattern;
      for (const method of methods) {
        if (OPEN[`${method} ${pattern}`] !== undefined) continue;
        for (const who of ["nobody", "admin"] as const) {
          const status = await statusOf(who, method, { path: path ?? pattern });
          assert.ok([401, 403, 404, 405].includes(status), `${method} ${path} by ${who}: ${status}`);
        }
      }
    }
  });

  it("closes what is not in it: without a credential nobody learns whether something is there", async () => {
    for (const path of ["/nowhere", "/api/v1/nothing", "/build.json", "/index.html"]) {
      assert.equal(await statusOf("nobody", "GET", { path }), 401, path);
      assert.equal(await statusOf("admin", "GET", { path }), 404, path);
    }
  });

  it("leads out of no folder", async () => {
    for (const path of ["/assets/..%2findex.html", "/assets/%2e%2e%2findex.html", "/assets/..%5cindex.html"])
      assert.ok([403, 404].includes(await statusOf("nobody", "GET", { path })), path);
  });

  it("is empty of cells that nobody may use", () => {
    assert.deepEqual(
      ROUTES.filter(({ roles }) => roles.length === 0),
      [],
    );
  });
});
